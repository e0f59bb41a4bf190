"""A year compared with the one before it: complete counts, which have no interval."""

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
    """A year's total beside the one before.

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
        Where a count is missing or negative, they are not by quarter or month, or the year is not whole.

    Examples
    --------
    >>> quarters = pd.period_range("2020Q2", periods=8, freq="Q-DEC")
    >>> counts = pd.Series([20, 20, 20, 40, 20, 20, 40, 40], index=quarters)
    >>> year_on_year(counts, pd.Period("2022", "Y-MAR"), noun="referrals").sentence
    'There were 120 referrals in 2021-22, up 20% from 100 in 2020-21.'
    """
    sums = totals.years(checks.counts(counts, noun).sort_index(), year.freqstr)
    if year not in sums.index:
        raise checks.CannotEstimate(f"{noun} of {label(year)} are not held as a whole")
    total, before = float(sums.get(year, 0)), sums.get(year - 1)
    there_were = f"There were {number(total)} {noun} in {label(year)}"
    if before is None:
        return YearOnYear(total, None, f"{there_were}; the year before is not available as a whole.")
    if before == 0:
        return YearOnYear(total, 0.0, f"{there_were} and none the year before.")
    if total == 0:
        return YearOnYear(
            0.0, float(before), f"There were no {noun} in {label(year)}, and {number(before)} the year before."
        )
    return YearOnYear(total, float(before), f"{there_were}, {_compared(float(before), total)} in {label(year - 1)}.")


def _compared(before: float, after: float) -> str:
    if before < LEAST_BASE:
        return f"compared with {number(before)}"
    return f"{movement(before, after)} from {number(before)}" if before != after else f"as many as the {number(before)}"
