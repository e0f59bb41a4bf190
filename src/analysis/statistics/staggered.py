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
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy import stats

from analysis.statistics import checks
from analysis.statistics.regression import periods_in_year
from analysis.statistics.result import Estimate, Interval, TableEstimate
from analysis.statistics.wording import capitalised, moved, number, percent, unit_of_time, within

LEAST_UNITS = 3
"""Fewest units that joined, and fewest that did not, of which a jackknife makes any sense."""

_METHOD = "Poisson regression of counts before joining, imputation, jackknife over units"

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
    """

    placebo: Estimate | None
    included: pd.DataFrame


class _Panel(NamedTuple):
    counts: NDArray[np.float64]
    steps: NDArray[np.float64]


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


def effect(
    counts: pd.DataFrame, joined: pd.Series, *, noun: str, units: str = "units", level: float = 0.95
) -> Joining:
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
        are set against what is expected from still earlier periods. In simulated panels without an effect (see the
        tests of validation) its 95% intervals held the truth about as often as they say.

    Raises
    ------
    CannotEstimate
        Where fewer than three units that joined, or fewer than three that did not, can be used.
    """
    index = pd.PeriodIndex(counts.index)
    year = periods_in_year(index, "counts")
    panel, included = _panel(counts.sort_index(), joined)
    lacking = [name for name in included.index if included.loc[name, "used"] < LEAST_UNITS]
    if lacking:
        raise checks.CannotEstimate(
            f"{included.loc[lacking[0], 'used']} {units} that had {lacking[0]} have {noun} in every "
            f"{unit_of_time(index)}, and {included.loc[lacking[0], 'left out']} lack some",
            expected=f"at least {LEAST_UNITS} that had joined and {LEAST_UNITS} that had not",
        )
    after = _ratios(panel, 0, int(np.nanmax(panel.steps)), level)
    has_year_before = bool((panel.steps < -year).any(axis=0).sum() >= LEAST_UNITS)
    before = _ratios(panel, -year, -1, level) if has_year_before else None
    total = after.loc["all"]
    interval = Interval(float(total["lower"]), float(total["upper"]), level)
    result = Estimate(
        estimate=float(total["ratio"]),
        interval=interval,
        method=_METHOD,
        n=float(np.nansum(panel.counts)),
        sentence=_sentence(total, interval, included, noun, units),
    )
    table = pd.concat([each.drop("all") for each in (before, after) if each is not None])
    return Joining(
        **{name: getattr(result, name) for name in ("estimate", "interval", "method", "n", "sentence")},
        diagnostics={"units_joined": int(included.loc["joined", "used"]), "expected": float(total["expected"])},
        table=table.rename_axis("since joining").astype({"units": int}),
        placebo=None if before is None else _placebo(before.loc["all"], level, noun, units),
        included=included,
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


def _ratios(panel: _Panel, first: int, last: int, level: float) -> pd.DataFrame:
    """Return observed over expected at each step from `first` to `last` since joining, and at all of them together."""
    many = panel.counts.shape[1]
    whole = _compare(panel, first, last)
    logs = np.log(whole["observed"] / whole["expected"])
    left = [_compare(_without(panel, unit), first, last) for unit in range(many)]
    # A step at which one unit stands alone has no ratio without it, and so no interval.
    moved_to = pd.concat([np.log(each["observed"] / each["expected"]) for each in left], axis=1)
    error = np.sqrt((many - 1) / many * (moved_to.sub(logs, axis=0) ** 2).sum(axis=1, skipna=False))
    freedom = min(int(panel.steps.shape[1] - np.isnan(panel.steps[0]).sum()), int(np.isnan(panel.steps[0]).sum())) - 1
    reach = stats.t.ppf(0.5 + level / 2, freedom) * error
    ends = {"ratio": np.exp(logs), "lower": np.exp(logs - reach), "upper": np.exp(logs + reach)}
    return pd.DataFrame(ends).join(whole).replace(np.inf, np.nan)[["ratio", "lower", "upper", *whole.columns]]


def _without(panel: _Panel, unit: int) -> _Panel:
    return _Panel(np.delete(panel.counts, unit, axis=1), np.delete(panel.steps, unit, axis=1))


def _compare(panel: _Panel, first: int, last: int) -> pd.DataFrame:
    used = ~(panel.steps >= first)
    expected = _expected(panel.counts, used)
    at = (panel.steps >= first) & (panel.steps <= last) & ~np.isnan(expected)
    cells = pd.DataFrame({"step": panel.steps[at].astype(int), "observed": panel.counts[at], "expected": expected[at]})
    by_step = cells.groupby("step").agg(
        units=("observed", "size"), observed=("observed", "sum"), expected=("expected", "sum")
    )
    by_step = by_step.reindex(range(first, last + 1)).dropna()
    by_step.loc["all"] = [int(at.any(axis=0).sum()), cells["observed"].sum(), cells["expected"].sum()]
    return by_step.replace({"observed": {0: np.nan}})


def _expected(counts: NDArray[np.float64], used: Mask) -> NDArray[np.float64]:
    """Fit levels of units and periods to the cells used, and return what they make of all; missing where unknown."""
    seen = np.where(used, counts, 0)
    rows, columns = seen.sum(axis=1) > 0, seen.sum(axis=0) > 0
    period, unit = np.nonzero(rows[:, np.newaxis] & columns)
    levels = pd.concat(
        [pd.get_dummies(pd.Series(unit)), pd.get_dummies(pd.Series(period), drop_first=True)], axis=1
    ).to_numpy(dtype=float)
    kept = used[period, unit]
    fitted = sm.GLM(counts[period, unit][kept], levels[kept], family=sm.families.Poisson()).fit()
    expected = np.full(counts.shape, np.nan)
    expected[period, unit] = fitted.predict(levels)
    return expected


def _placebo(total: pd.Series, level: float, noun: str, units: str) -> Estimate:
    interval = Interval(float(total["lower"]), float(total["upper"]), level)
    shown = "which includes none" if 1 in interval else "so that they already differed"
    change = float(total["ratio"]) - 1
    return Estimate(
        estimate=float(total["ratio"]),
        interval=interval,
        method=_METHOD,
        n=float(total["observed"]),
        sentence=(
            f"In the year before joining, {noun} of the {units} that then joined differed by {percent(change)} from "
            f"what the others led one to expect ({within(_as_change(interval), percent)}, {shown})."
        ),
    )


def _as_change(interval: Interval) -> Interval:
    return Interval(interval.lower - 1, interval.upper - 1, interval.level)


def _sentence(total: pd.Series, interval: Interval, included: pd.DataFrame, noun: str, units: str) -> str:
    used = included["used"]
    caution = "; no difference is among what chance could bring about" if 1 in interval else ""
    change = float(total["ratio"]) - 1
    direction = "more" if change >= 0 else "fewer"
    return capitalised(
        f"from joining on, {number(used['joined'])} {units} had {number(total['observed'])} {noun}, "
        f"{percent(abs(change))} {direction} than the {number(round(float(total['expected'])))} that the course of "
        f"{units} not yet joined leads one to expect ({within(_as_change(interval), percent)}{caution})."
    )
