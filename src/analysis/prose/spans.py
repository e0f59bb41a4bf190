"""The part of a year for which there are figures: whole, or the quarters or months published so far."""

from __future__ import annotations

import pandas as pd

from analysis import periods
from analysis.errors import NotCovered

Span = pd.Period | pd.PeriodIndex
"""A year, or those of its quarters or months for which there are figures."""


def time_column(frame: pd.DataFrame) -> str:
    """Return the name of the first column of Periods.

    Raises
    ------
    ValueError
        Where there is none.
    """
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.PeriodDtype):
            return str(name)
    raise ValueError("the table has no column of Periods")


def within(frame: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Return the rows of a year, or of some of its periods.

    Parameters
    ----------
    frame : DataFrame
        As loaded: a column of Periods first.
    span : Period or PeriodIndex

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> len(within(load("nrm_referrals"), periods.financial_year("2021-22")))
    4
    """
    column = frame[time_column(frame)]
    if isinstance(span, pd.PeriodIndex):
        return frame[column.isin(span)]
    index = pd.PeriodIndex(column)
    return frame[(index.start_time >= span.start_time) & (index.end_time <= span.end_time)]


def covered(frame: pd.DataFrame, year: pd.Period) -> pd.PeriodIndex:
    """Return the periods of a year for which there are figures.

    Parameters
    ----------
    frame : DataFrame
        As loaded.
    year : Period

    Returns
    -------
    PeriodIndex

    Raises
    ------
    NotCovered
        Where there are none.

    Examples
    --------
    >>> quarters = pd.period_range("2023Q2", "2023Q4", freq="Q-DEC")
    >>> rows = pd.DataFrame({"quarter": quarters, "referrals": 1})
    >>> when(covered(rows, pd.Period("2024", freq="Y-MAR")))
    'April to December 2023'
    """
    found = pd.PeriodIndex(within(frame, year)[time_column(frame)]).unique().sort_values()
    if not len(found):
        raise NotCovered(f"No figures of {periods.in_text(year)} are published", [_reach(frame)])
    return found


def nearest_year(frame: pd.DataFrame, year: pd.Period) -> pd.Period:
    """Return the year itself where all of it is covered, else the whole year that is nearest.

    Parameters
    ----------
    frame : DataFrame
        As loaded.
    year : Period
        Financial or calendar.

    Returns
    -------
    Period

    Raises
    ------
    NotCovered
        Where no year is covered as a whole.

    Examples
    --------
    >>> rows = load("nrm_referrals", as_at="2024-06-30")
    >>> periods.label(nearest_year(rows, periods.financial_year("2030-31")))
    '2023-24'
    """
    known = pd.PeriodIndex(frame[time_column(frame)]).unique()
    years = [each for each in known.asfreq(year.freqstr).unique() if _is_whole(known, each)]
    if not years:
        raise NotCovered("No year is covered as a whole", [_reach(frame)])
    return min(years, key=lambda each: abs(each.ordinal - year.ordinal))


def when(span: Span) -> str:
    """Write a span for a sentence: ``2021-22``, or the months that there are of it.

    Parameters
    ----------
    span : Period or PeriodIndex

    Returns
    -------
    str

    Examples
    --------
    >>> when(pd.period_range("2021Q2", "2022Q1", freq="Q-DEC"))
    '2021-22'
    """
    if isinstance(span, pd.Period):
        return periods.in_text(span)
    first, last = span.min(), span.max()
    year = periods.financial_year_of(last)
    if _is_whole(span, year):
        return periods.in_text(year)
    start, end = first.start_time, last.end_time
    years = "" if start.year == end.year else f" {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{end:%B %Y}"
    return f"{start:%B}{years} to {end:%B %Y}"


def is_whole(frame: pd.DataFrame, year: pd.Period) -> bool:
    """Tell whether there are figures for every period of a year.

    Examples
    --------
    >>> is_whole(load("nrm_referrals", as_at="2024-06-30"), periods.calendar_year("2022"))
    True
    """
    return _is_whole(pd.PeriodIndex(frame[time_column(frame)]), year)


def _is_whole(known: pd.PeriodIndex, year: pd.Period) -> bool:
    return bool(pd.period_range(year.start_time, year.end_time, freq=known.freq).isin(known).all())


def _reach(frame: pd.DataFrame) -> str:
    known = pd.PeriodIndex(frame[time_column(frame)])
    return f"They reach from {periods.in_text(known.min())} to {periods.in_text(known.max())}."
