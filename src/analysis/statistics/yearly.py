"""A year's total and that of the year before: complete counts, so that neither has an interval."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import movement, number
from analysis.statistics import checks, totals

LEAST_BASE = 30
"""Fewest events from which a change is stated as a percentage."""


@dataclass(frozen=True)
class YearOnYear:
    """A year's total and that of the year before.

    Attributes
    ----------
    total : float
        Of the year.
    before : float or None
        Of the year before; None where it is not available as a whole.
    sentence : str
        The result in plain English.
    """

    total: float
    before: float | None
    sentence: str


def year_on_year(counts: pd.Series, year: pd.Period, *, noun: str) -> YearOnYear:
    """Compare the total of a year with that of the year before.

    Parameters
    ----------
    counts : Series
        Events over a PeriodIndex of quarters or months.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year, available as a whole.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    YearOnYear

    Raises
    ------
    CannotEstimate
        Where a count is missing or negative, or the year is not available as a whole.

    Examples
    --------
    >>> quarters = pd.period_range("2020Q2", periods=8, freq="Q-DEC")
    >>> counts = pd.Series([2198, 2490, 3037, 2935, 3120, 3315, 3331, 3773], index=quarters)
    >>> year_on_year(counts, pd.Period("2022", "Y-MAR"), noun="referrals").sentence
    'There were 13,539 referrals in 2021-22, up 27% from 10,660 in 2020-21.'
    """
    sums = totals.years(checks.counts(counts, noun).sort_index(), year.freqstr).to_dict()
    if year not in sums:
        raise checks.CannotEstimate(f"{noun} of {label(year)} are not available as a whole")
    total, before = float(sums[year]), sums.get(year - 1)
    there_were = f"There were {number(total) if total else 'no'} {noun} in {label(year)}"
    if before is None:
        return YearOnYear(total, None, f"{there_were}; the year before is not available as a whole.")
    return YearOnYear(total, float(before), f"{there_were}, {_compared(float(before), total)} in {label(year - 1)}.")


def _compared(before: float, after: float) -> str:
    if before < LEAST_BASE:
        return f"compared with {number(before) if before else 'none'}"
    return f"{movement(before, after)} from {number(before)}" if before != after else f"as many as the {number(before)}"
