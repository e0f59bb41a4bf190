"""Interrupted time series: whether a series left its course when something happened.

One series without a comparison cannot tell the event from anything else that changed at the same time, nor from a
course that would have bent anyway. It shows when and how much, not why.

`at` fixes the window beforehand (five years before the event, two after), so that no series gets the one that suits it.
What lies further back says little of the course at the time, and what lies further ahead has ever more other causes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.statistics import checks, regression
from analysis.statistics.regression import Distribution, Errors, Family
from analysis.statistics.result import Diagnostic, Interval

YEARS_BEFORE, YEARS_AFTER = 5, 2
"""How much of a series is used on each side of an event."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Interruption:
    """The step of an interrupted series.

    Attributes
    ----------
    estimate : float
        Ratio of what came after to what was to be expected.
    interval : Interval
    method : str
        As a statistician would look it up.
    n : int
        Periods that the estimate rests on.
    diagnostics : mapping of str to number or text
    table : DataFrame
        A row for each period: `observed`, `fitted`, and `expected`, `expected_lower`, `expected_upper`: the mean had
        nothing changed.
    start : Period
        The first period after the interruption.
    """

    estimate: float
    interval: Interval
    method: str
    n: int
    diagnostics: Mapping[str, Diagnostic]
    table: pd.DataFrame
    start: pd.Period

    @property
    def course(self) -> pd.DataFrame:
        """What a chart shows: `Observed`, and from `start` on `Earlier trend` within `lower` and `upper`."""
        expected = self.table[["expected", "expected_lower", "expected_upper"]]
        ahead = expected[self.table.index >= self.start].reindex(self.table.index)
        drawn = self.table[["observed"]].join(ahead)
        return drawn.set_axis(["Observed", "Earlier trend", "lower", "upper"], axis=1)


def first_whole_period(day: dt.date, frequency: str) -> pd.Period:
    """Return the first period that lies wholly on or after a day.

    Parameters
    ----------
    day : date
    frequency : str
        Such as ``Q-DEC`` or ``M``.

    Returns
    -------
    Period

    Examples
    --------
    >>> first_whole_period(dt.date(2020, 3, 23), "Q-DEC")
    Period('2020Q2', 'Q-DEC')
    """
    period = pd.Period(day, freq=frequency)
    return period if period.start_time.date() == day else period + 1


def window(counts: pd.Series, day: dt.date) -> pd.Series:
    """Return the part of a series that is used: five years before the first whole period after a day, and two from it.

    Parameters
    ----------
    counts : Series of counts by period
    day : date

    Returns
    -------
    Series
        Without missing values at its ends.

    Raises
    ------
    CannotEstimate
        Where there is a gap in this part, or periods make no year.
    """
    known = counts.dropna()
    index = pd.PeriodIndex(known.index)
    start, year = first_whole_period(day, index.freqstr), regression.periods_in_year(index, "series")
    used = known[(index >= start - YEARS_BEFORE * year) & (index < start + YEARS_AFTER * year)]
    if len(used):
        checks.periods(used, "series")
    return used


def at(counts: pd.Series, day: dt.date, *, level: float = 0.95) -> Interruption:
    """Estimate the step of a series at an event (see `interrupted`) from the window around it.

    Parameters
    ----------
    counts : Series of counts by period
    day : date
        Of the event; the step is that of the first whole period after it.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    Interruption

    Raises
    ------
    CannotEstimate
        As `interrupted`, and where the series ends before the event.
    """
    index = pd.PeriodIndex(counts.dropna().index)
    start = first_whole_period(day, index.freqstr)
    if start > index[-1]:
        raise checks.CannotEstimate(
            f"the series ends with {label(index[-1])}, before {label(start)}, the first whole period after the event",
            expected=f"figures from {label(start)} on",
        )
    used = window(counts, day)
    return interrupted(used, start, level=level)


def interrupted(
    series: pd.Series,
    start: pd.Period,
    *,
    exposure: pd.Series | None = None,
    slope_change: bool = True,
    family: Family = "quasi-poisson",
    errors: Errors = "ar1",
    distribution: Distribution = "t",
    harmonics: int | None = None,
    level: float = 0.95,
) -> Interruption:
    """Estimate the step and the change of growth of a count at a point in time that was known beforehand.

    Assumes that the series would have gone on with its earlier growth and season, that the change came at once from
    `start` on, and that the population counted stayed the same, but for `exposure`.

    Parameters
    ----------
    series : Series of counts by period
        Years, quarters or months without a gap.
    start : Period
        First period after the interruption, of the same frequency as the series.
    exposure : Series of numbers, optional
        Population or the like on the same index.
    slope_change : bool
        Let growth differ from `start` on. The step is then the one at `start` itself.
    family, errors, distribution, harmonics, level
        Variance of the counts, standard errors, quantiles of intervals (see `regression.Method`), pairs of harmonics of
        the season, and nominal coverage.

    Returns
    -------
    Interruption

    Raises
    ------
    CannotEstimate
        Where `start` leaves fewer than four periods before or three after, or for the reasons of `regression.fit`.

    Notes
    -----
    Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology 2017; 46: 348-355.
    """
    checked = checks.counts(series, "series")
    index = checks.periods(checked, "series")
    after = _after(index, start)
    for side, counted in (("before", checked[~after]), ("from", checked[after])):
        if not counted.any():
            raise checks.CannotEstimate(f"there are no events {side} {label(start)}", expected="some on each side")
    before = regression.design_of_time(index, harmonics)
    design = before.assign(step=after.astype(float))
    if slope_change:
        design["slope"] = np.where(after, before["time"] - float(before["time"].to_numpy()[after][0]), 0.0)
    offset = regression.log_exposure(checked, exposure)
    checks.choice(family, "family", regression.FAMILIES)
    method = regression.method(family, errors, distribution, level)
    model = regression.fit(checked, design, offset, method)
    expected = model.expected(before.reindex(columns=design.columns, fill_value=0.0), offset)
    table = pd.DataFrame({"observed": checked, "fitted": model.fitted})
    table[["expected", "expected_lower", "expected_upper"]] = expected
    step, interval = model.ratio("step")
    return Interruption(
        estimate=step,
        interval=interval,
        method=f"interrupted time series, {method.name}",
        n=len(checked),
        diagnostics={
            **model.diagnostics,
            "periods_before": int((~after).sum()),
            "periods_after": int(after.sum()),
            "observed_after": float(checked[after].sum()),
            "expected_after": float(expected["mean"][after].sum()),
        },
        table=table,
        start=start,
    )


def _after(index: pd.PeriodIndex, start: pd.Period) -> np.ndarray:
    if not isinstance(start, pd.Period) or start.freqstr != index.freqstr:
        raise checks.CannotEstimate(f"start is {start!r}", expected=f"a Period with freq '{index.freqstr}'")
    after = np.asarray(index >= start)
    if (~after).sum() < 4 or after.sum() < 3:
        raise checks.CannotEstimate(
            f"{label(start)} has {(~after).sum()} periods before it and {after.sum()} from it on",
            expected="at least 4 before and 3 after",
        )
    return after
