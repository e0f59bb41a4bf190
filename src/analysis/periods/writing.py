"""Periods in words: so that none can be mistaken for one of another kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WRITTEN: Mapping[str, Callable[[pd.Period], str]] = {
    "Y-MAR": lambda year: f"{year.year - 1}-{year.year % 100:02}",
    "Q-MAR": lambda quarter: f"{label(pd.Period(year=quarter.qyear, freq='Y-MAR'))} Q{quarter.quarter}",
    "Y-DEC": lambda year: str(year.year),
    "Q-DEC": lambda quarter: f"{quarter.year} Q{quarter.quarter}",
    "M": lambda month: f"{MONTHS[month.month - 1]} {month.year}",
    "W-SUN": lambda week: f"week ending {day(week.end_time)}",
    "D": lambda date: day(date.start_time),
}
"""How a period of each frequency that is in use here is written."""


def label(period: pd.Period) -> str:
    """Write a period so that it cannot be mistaken for one of another kind.

    Parameters
    ----------
    period : Period
        A year, quarter or month of the kinds above, a week (``W-SUN``) or a day (``D``).

    Returns
    -------
    str
        For years, quarters and months, what the parsers read.

    Examples
    --------
    >>> label(pd.Period("2022Q4", freq="Q-MAR"))
    '2021-22 Q4'
    """
    if period.freqstr not in WRITTEN:
        raise ValueError(f"periods of frequency '{period.freqstr}' are not in use here")
    return WRITTEN[period.freqstr](period)


def describe(period: pd.Period) -> str:
    """Write a period for a sentence, where the kind of year must be plain.

    Parameters
    ----------
    period : Period
        As for `label`.

    Returns
    -------
    str

    Examples
    --------
    >>> describe(pd.Period("2022Q4", freq="Q-MAR"))
    'January to March 2022 (2021-22 Q4)'
    """
    match period.freqstr:
        case "Y-MAR":
            return f"the financial year {label(period)}"
        case "Y-DEC":
            return f"the calendar year {label(period)}"
        case "Q-MAR" | "Q-DEC":
            first, _, last = pd.period_range(period.start_time, period.end_time, freq="M")
            return f"{MONTHS[first.month - 1]} to {label(last)} ({label(period)})"
        case "W-SUN":
            return f"the {label(period)}"
    return label(period)


def in_text(period: pd.Period) -> str:
    """Write a period for a sentence: a quarter by its months.

    Parameters
    ----------
    period : Period
        As for `label`.

    Returns
    -------
    str

    Examples
    --------
    >>> in_text(pd.Period("2022Q1", freq="Q-DEC")), in_text(pd.Period("2022", freq="Y-MAR"))
    ('January to March 2022', '2021-22')
    """
    if period.freqstr in ("Q-MAR", "Q-DEC"):
        first, _, last = pd.period_range(period.start_time, period.end_time, freq="M")
        return f"{MONTHS[first.month - 1]} to {label(last)}"
    return label(period)


def day(date: dt.date) -> str:
    """Write a day in full.

    Examples
    --------
    >>> day(dt.date(2022, 3, 3))
    '3 March 2022'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
