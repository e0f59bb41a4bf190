"""Before and after units join something at different times, with those that have not joined yet as comparison.

Counts of the units before they join, and of those that never do, are taken as products of a level of each unit and a
level of each period: all would have moved in proportion. A Poisson regression of these counts alone gives what the
others would have counted after joining; what they did count over that is the ratio reported. No unit that has joined
serves as comparison for one that joins later, which biases an ordinary two-way regression where the effect grows or
differs (Goodman-Bacon, Journal of Econometrics 2021; 225: 254-277). For counts this is the estimator of Wooldridge
(Econometrics Journal 2023; 26: C31-C66), by imputation as in Borusyak, Jaravel and Spiess (Review of Economic Studies
2024; 91: 3253-3285).

The interval is that of the jackknife over units (MacKinnon, Nielsen and Webb, Journal of Applied Econometrics 2023; 38:
671-694), so that counts of one unit may go together and vary more than by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.prose import number, to_a_tenth, unit_of_time, within
from analysis.statistics import checks
from analysis.statistics.regression import periods_in_year
from analysis.statistics.result import Estimate, Interval, TableEstimate

LEAST_UNITS = 3
"""Fewest units that joined, and fewest that did not, of which a jackknife makes any sense."""

_METHOD = "Poisson regression of counts before joining, imputation, jackknife over units"

_MOST_ROUNDS = 2000
_TINY = np.finfo(float).tiny

Counts = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Joining(TableEstimate):
    """What units counted after joining, over what the others led one to expect.

    Attributes
    ----------
    placebo : Estimate or None
        The same ratio for the year before joining, where nothing should show; None where too little is held before.
    included : DataFrame
        Rows `joined` and `not joined`; columns `used`, `left out` (units of which a period is missing, or that counted
        nothing before joining, or joined before the first period).

    unit_of_time : str
        What one period is called, such as 'year'.
    """

    placebo: Estimate | None
    included: pd.DataFrame
    unit_of_time: str

    @property
    def check(self) -> str:
        """What the year before joining says of the assumption of parallel courses, as a sentence."""
        if self.placebo is None:
            return "Too little is held before joining to see whether the courses were parallel."
        return self.placebo.sentence

    @property
    def written(self) -> pd.DataFrame:
        """The table, with its periods in words."""
        words = {0: f"{self.unit_of_time.capitalize()} of joining"}
        for step in self.table.index[self.table.index != 0]:
            side, many = "before" if step < 0 else "after", abs(step)
            words[step] = f"{many} {self.unit_of_time}{'s' if many > 1 else ''} {side}"
        return self.table.rename(index=words)


class _Panel(NamedTuple):
    counts: Counts
    steps: Counts


class _Total(NamedTuple):
    ratio: float
    interval: Interval
    observed: float
    expected: float

    @property
    def change(self) -> float:
        return self.ratio - 1

    @property
    def uncertainty(self) -> str:
        ends = Interval(self.interval.lower - 1, self.interval.upper - 1, self.interval.level)
        return within(ends, to_a_tenth)


def joining(states: pd.DataFrame) -> pd.Series:
    """Find the first period in which each unit is in a state.

    Parameters
    ----------
    states : DataFrame
        1 or 0 over a PeriodIndex, a column for each unit.

    Returns
    -------
    Series of Period
        Over the units; missing where one never is.
    """
    inside = states.sort_index().eq(1)
    first = inside.idxmax().where(inside.any())
    return pd.Series(first, index=states.columns, dtype=pd.PeriodIndex(states.index).dtype)


def effect(counts: pd.DataFrame, joined: pd.Series, *, noun: str, units: str = "units", level: float = 0.95) -> Joining:
    """Compare what units counted after joining with what those that had not joined lead one to expect.

    Parameters
    ----------
    counts : DataFrame
        Events over a PeriodIndex of years, quarters or months, a column for each unit. A unit with a missing period is
        left out as a whole: if only its small numbers are missing, the rest of it is no fair picture.
    joined : Series of Period
        First period of each unit after joining, of the same frequency; missing where it has not joined.
    noun, units : str
        What is counted, and what the units are, in the plural.
    level : float
        Nominal coverage of each interval; those of the table are not simultaneous.

    Returns
    -------
    Joining
        Ratio of counts from joining on over those expected. The table has a row for each number of periods since
        joining, from a year before: `ratio`, `lower`, `upper`, `units`, `observed`, `expected`. Those before joining
        are set against what is expected from still earlier periods. In 200 to 400 simulated panels each, 95% intervals
        held the true ratio in 96% (29 units, 13 of them joined), 98% (30 and 4; 10 and 5) and over 99% (8 and 3): with
        few units they are wider than they need be.

    Raises
    ------
    CannotEstimate
        Where fewer than three units that joined, or fewer than three that did not, can be used.
    """
    index = pd.PeriodIndex(counts.index)
    year = periods_in_year(index, "counts")
    panel, included = _panel(counts.sort_index(), joined)
    _check_enough(included, f"{noun} of every {unit_of_time(index)}", units)
    table, total = _ratios(panel, 0, int(np.nanmax(panel.steps)), level)
    if np.isnan(total.interval.lower):
        raise checks.CannotEstimate(f"{noun} after joining rest on one of the {units} alone", expected="several")
    placebo = None
    if (panel.steps < -year).any(axis=0).sum() >= LEAST_UNITS:
        earlier, year_before = _ratios(panel, -year, -1, level)
        placebo = _placebo(year_before, noun, units)
        table = pd.concat([earlier, table])
    return Joining(
        estimate=total.ratio,
        interval=total.interval,
        method=_METHOD,
        n=float(panel.counts.sum()),
        sentence=_sentence(total, included["used"].loc["joined"], noun, units),
        diagnostics={"observed": total.observed, "expected": total.expected},
        table=table.rename_axis("since joining").astype({"units": int}),
        placebo=placebo,
        included=included,
        unit_of_time=unit_of_time(index),
    )


def _check_enough(included: pd.DataFrame, figures: str, units: str) -> None:
    for kind, row in included.iterrows():
        if row["used"] < LEAST_UNITS:
            raise checks.CannotEstimate(
                f"of {row.sum()} {units} that had {kind}, {row['used']} have {figures}",
                expected=f"at least {LEAST_UNITS} that had joined and {LEAST_UNITS} that had not",
            )


def _panel(counts: pd.DataFrame, joined: pd.Series) -> tuple[_Panel, pd.DataFrame]:
    ordinals = pd.PeriodIndex(counts.index).astype("int64").to_numpy()
    first = pd.PeriodIndex(joined.reindex(counts.columns), freq=pd.PeriodIndex(counts.index).freq)
    starts = np.where(first.isna(), np.nan, first.astype("int64").to_numpy())
    starts[starts > ordinals[-1]] = np.nan
    steps = ordinals[:, np.newaxis] - starts
    values = counts.to_numpy(dtype=float, na_value=np.nan)
    if (values < 0).any():
        raise checks.CannotEstimate("counts holds a negative number", expected="counts of zero or more")
    untreated = ~(steps >= 0)
    usable = ~np.isnan(values).any(axis=0) & (np.where(untreated, values, 0).sum(axis=0) > 0)
    has_joined = ~np.isnan(starts)
    included = pd.DataFrame(
        [[int((kind & usable).sum()), int((kind & ~usable).sum())] for kind in (has_joined, ~has_joined)],
        index=["joined", "not joined"],
        columns=["used", "left out"],
    )
    return _Panel(values[:, usable], steps[:, usable]), included


def _ratios(panel: _Panel, first: int, last: int, level: float) -> tuple[pd.DataFrame, _Total]:
    """Return observed over expected at each step from `first` to `last` since joining, and at all together."""
    many = panel.counts.shape[1]
    sums = _compare(panel, first, last)
    logs = _log_ratio(sums)
    # A step at which one unit stands alone has no ratio without it, and so no interval.
    apart = [_log_ratio(_compare(_without(panel, unit), first, last)) - logs for unit in range(many)]
    error = np.sqrt((many - 1) / many * np.square(apart).sum(axis=0))
    outside = int(np.isnan(panel.steps[0]).sum())
    reach = stats.t.ppf(0.5 + level / 2, min(many - outside, outside) - 1) * error
    ratios = np.column_stack([np.exp(logs), np.exp(logs - reach), np.exp(logs + reach), sums])
    columns = ["ratio", "lower", "upper", "units", "observed", "expected"]
    table = pd.DataFrame(ratios[:-1], index=range(first, last + 1), columns=columns)
    ratio, lower, upper, _, observed, expected = ratios[-1].tolist()
    return table[table["units"] > 0], _Total(ratio, Interval(lower, upper, level), observed, expected)


def _log_ratio(sums: Counts) -> Counts:
    observed, expected = sums[:, 1], sums[:, 2]
    known = (observed > 0) & (expected > 0)
    return np.where(known, np.log(np.where(known, observed, 1.0) / np.where(known, expected, 1.0)), np.nan)


def _without(panel: _Panel, unit: int) -> _Panel:
    return _Panel(np.delete(panel.counts, unit, axis=1), np.delete(panel.steps, unit, axis=1))


def _compare(panel: _Panel, first: int, last: int) -> Counts:
    """Return units, counts observed and counts expected, a row for each step and one for all."""
    expected = _expected(panel.counts, ~(panel.steps >= first))
    at = (panel.steps >= first) & (panel.steps <= last) & ~np.isnan(expected)
    step = (panel.steps[at] - first).astype(int)
    amounts = (None, panel.counts[at], expected[at])
    sums = np.column_stack([np.bincount(step, each, minlength=last - first + 1) for each in amounts])
    return np.vstack([sums, [at.any(axis=0).sum(), *sums[:, 1:].sum(axis=0)]])


def _expected(counts: Counts, used: Mask) -> Counts:
    """Fit levels of units and periods to the cells used, and return what they make of all; missing where unknown.

    Raking to the sums of units and periods gives the fit of the Poisson regression (Haberman, The Analysis of Frequency
    Data, 1974), and is thirty times as fast, which a jackknife needs.
    """
    seen = np.where(used, counts, 0.0)
    rows, columns = seen.sum(axis=1) > 0, seen.sum(axis=0) > 0
    fits, within_reach = used & rows[:, np.newaxis] & columns, np.outer(rows, columns)
    unit = columns.astype(float)
    period = np.zeros(len(rows))
    for _ in range(_MOST_ROUNDS):
        period[rows] = (seen.sum(axis=1) / np.maximum((fits * unit).sum(axis=1), _TINY))[rows]
        new = np.where(columns, seen.sum(axis=0) / np.maximum((fits * period[:, np.newaxis]).sum(axis=0), _TINY), 0.0)
        settled = np.allclose(new, unit, rtol=1e-8, atol=0)
        unit = new
        if settled:
            break
    return np.where(within_reach, np.outer(period, unit), np.nan)


def _placebo(total: _Total, noun: str, units: str) -> Estimate:
    shown = "which includes no difference" if 1 in total.interval else "so that they already differed"
    direction = "more" if total.change >= 0 else "fewer"
    return Estimate(
        estimate=total.ratio,
        interval=total.interval,
        method=_METHOD,
        n=total.observed,
        sentence=(
            f"In the year before, when there should be no difference, {units} that then joined had "
            f"{to_a_tenth(abs(total.change))} {direction} {noun} than expected ({total.uncertainty}, {shown})."
        ),
    )


def _sentence(total: _Total, joined: int, noun: str, units: str) -> str:
    caution = "; no difference is among what chance could bring about" if 1 in total.interval else ""
    direction = "more" if total.change >= 0 else "fewer"
    return (
        f"From joining on, {number(joined)} {units} had {number(total.observed)} {noun}, "
        f"{to_a_tenth(abs(total.change))} {direction} than the {number(round(total.expected))} that the course of "
        f"{units} not yet joined leads one to expect ({total.uncertainty}{caution})."
    )
