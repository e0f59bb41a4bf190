"""A year compared with the one before it, allowing for season and for how unevenly the rise came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analysis.periods import label
from analysis.statistics import checks, totals
from analysis.statistics.change import percentage_change
from analysis.statistics.result import Estimate, Interval
from analysis.statistics.wording import capitalised, number, percent, rose, within


@dataclass(frozen=True)
class YearOnYear:
    """A year's total beside the one before.

    Attributes
    ----------
    total : float
        Of the year.
    before : float or None
        Of the year before; None where it is not held as a whole.
    change : Estimate or None
        Relative change as a fraction of one; None where there is nothing to compare with, or nothing happened in one
        of the years.
    sentence : str
        The result in plain English.
    """

    total: float
    before: float | None
    change: Estimate | None
    sentence: str


def year_on_year(counts: pd.Series, year: pd.Period, *, noun: str, level: float = 0.95) -> YearOnYear:
    """Compare the total of a year with that of the year before.

    The interval is that of a quasi-Poisson regression of the parts of both years on season and year: it is narrow where
    every quarter or month rose alike, and wide where they did not.

    Parameters
    ----------
    counts : Series
        Events over a PeriodIndex of quarters or months.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year, held as a whole.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    YearOnYear

    Raises
    ------
    CannotEstimate
        Where a count is missing or negative, or the year is not held as a whole.
    """
    counts = checks.counts(counts, noun).sort_index()
    sums = totals.years(counts, year.freqstr)
    if year not in sums.index:
        raise checks.CannotEstimate(f"{noun} of {label(year)} are not held as a whole")
    total, before = float(sums.get(year, 0)), sums.get(year - 1)
    if before is None:
        sentence = f"There were {number(total)} {noun} in {label(year)}; the year before is not held as a whole."
        return YearOnYear(total, None, None, sentence)
    if before == 0:
        sentence = f"There were {number(total)} {noun} in {label(year)} and none the year before."
        return YearOnYear(total, 0.0, None, sentence)
    if total == 0:
        sentence = f"There were no {noun} in {label(year)}, and {number(before)} the year before."
        return YearOnYear(0.0, float(before), None, sentence)
    change = _change(totals.within(counts, year - 1), totals.within(counts, year), level)
    size = f" by {percent(abs(change.estimate))}" if change.estimate else ""
    uneven = "it came so unevenly that it" if change.diagnostics["dispersion"] != 1 else "it"
    caution = f"; {uneven} could be chance" if change.estimate and 0 in change.interval else ""
    sentence = (
        f"{capitalised(noun)} {rose(change.estimate)}{size}, from {number(before)} in {label(year - 1)} to "
        f"{number(total)} in {label(year)} ({within(change.interval, percent)}{caution})."
    )
    return YearOnYear(total, float(before), change, sentence)


def stock_on_year(stock: pd.Series, month: pd.Period, *, noun: str, level: float = 0.95) -> YearOnYear:
    """Compare what there was at the end of a month with the end of the same month a year before.

    Parameters
    ----------
    stock : Series
        What there is at the end of each month, over a PeriodIndex of months.
    month : Period
        With the frequency ``M``.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of the interval, which takes both counts as independent and Poisson. Cases open at both dates
        make it too wide, cases that came in groups too narrow.

    Returns
    -------
    YearOnYear

    Raises
    ------
    CannotEstimate
        Where the month is not held.
    """
    known = stock.dropna()
    if month not in known.index:
        raise checks.CannotEstimate(f"{noun} at the end of {label(month)} are not held, or not shown")
    total, before = float(known[month]), known.get(month - 12)
    there_were = f"There were {number(total)} {noun} at the end of {label(month)}"
    if before is None or not before:
        return YearOnYear(total, None, None, f"{there_were}; a year before there is no figure to compare with.")
    change = percentage_change(float(before), total, level=level, noun=noun)
    sentence = (
        f"{there_were}, {_than(change.estimate, float(before))} a year before ({within(change.interval, percent)})."
    )
    return YearOnYear(total, float(before), change, sentence)


def _change(before: pd.Series, after: pd.Series, level: float) -> Estimate:
    first, second = before.to_numpy(), after.to_numpy()
    # A season without events in either year says nothing of the change, and has no logarithm.
    events = np.vstack([first, second])
    events = events[:, events.sum(axis=0) > 0]
    freedom = max(1, events.shape[1] - 1)
    # Season and year explain a table of two rows by its margins alone: the fit has a closed form.
    expected = np.outer(events.sum(axis=1), events.sum(axis=0)) / events.sum()
    # No count varies less than chance would have it, whatever four quarters happen to show.
    dispersion = max(1.0, float(((events - expected) ** 2 / expected).sum() / freedom))
    error = np.sqrt(dispersion * (1 / events.sum(axis=1)).sum())
    reach = stats.t.ppf(0.5 + level / 2, freedom) * error
    ratio = float(second.sum() / first.sum())
    ends = ratio * np.exp(np.array([-reach, reach])) - 1
    return Estimate(
        estimate=ratio - 1,
        interval=Interval(float(ends[0]), float(ends[1]), level),
        method="quasi-Poisson regression on season and year",
        n=float(first.sum() + second.sum()),
        sentence=f"The change is {percent(ratio - 1)}.",
        diagnostics={"dispersion": dispersion, "seasons": events.shape[1]},
    )


def _than(change: float, before: float) -> str:
    if change == 0:
        return "as many as"
    return f"{percent(abs(change))} {'more' if change > 0 else 'fewer'} than the {number(before)}"
