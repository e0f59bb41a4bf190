"""Periods turned into one another: the months of a year, and the year that a day lies in."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from analysis.errors import BadPeriod
from analysis.periods.writing import describe, label


def months_of(period: pd.Period) -> pd.PeriodIndex:
    """Return the months of a year or a quarter, in order.

    Parameters
    ----------
    period : Period

    Returns
    -------
    PeriodIndex
        With the frequency ``M``.

    Examples
    --------
    >>> [label(each) for each in months_of(pd.Period("2022Q1", freq="Q-DEC"))]
    ['January 2022', 'February 2022', 'March 2022']
    """
    return pd.period_range(period.start_time, period.end_time, freq="M")


def to_calendar(financial_quarter: pd.Period) -> pd.Period:
    """Return the calendar quarter (``Q-DEC``) of the same three months.

    Examples
    --------
    >>> label(to_calendar(periods.quarter("2021-22 Q4")))
    '2022 Q1'
    """
    return financial_quarter.asfreq("Q-DEC")


def to_financial(calendar_quarter: pd.Period) -> pd.Period:
    """Return the financial quarter (``Q-MAR``) of the same three months.

    Examples
    --------
    >>> label(to_financial(periods.quarter("2022 Q1")))
    '2021-22 Q4'
    """
    return calendar_quarter.asfreq("Q-MAR")


def financial_year_of(when: pd.Period | dt.date) -> pd.Period:
    """Return the financial year that a day or a period lies in.

    Parameters
    ----------
    when : Period or date
        A day, timestamp, month, quarter or financial year.

    Returns
    -------
    Period
        With the frequency ``Y-MAR``.

    Raises
    ------
    BadPeriod
        Where the period lies in two of them, as a calendar year does.

    Examples
    --------
    >>> label(financial_year_of(dt.date(2022, 3, 31)))
    '2021-22'
    """
    if not isinstance(when, pd.Period):
        return pd.Period(when, freq="Y-MAR")
    first, last = (when.asfreq("D", how=end).asfreq("Y-MAR") for end in ("start", "end"))
    if first != last:
        raise BadPeriod(f"{describe(when)} lies in two financial years", nearest=[label(first), label(last)])
    return first
