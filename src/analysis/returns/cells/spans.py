"""Months, quarters and days in a return, however a spreadsheet has turned them round."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pandas as pd

from analysis import periods
from analysis.datasets.form import BEGINS, Span
from analysis.errors import AnalysisError, BadPeriod, nearest_names
from analysis.readers.cells import squeeze
from analysis.returns.faults import Complaint, Kind, shown

_DAYS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_OTHER_SPANS: dict[str, Callable[[str], pd.Period]] = {
    "month": periods.month,
    "quarter": periods.quarter,
    "financial year": periods.financial_year,
    "calendar year": periods.calendar_year,
}
_EXPECTED = {
    "month": "a month such as 2022-04",
    "quarter": "a financial quarter such as 2021-22 Q4",
    "date": "a day such as 2022-04-19",
}
_MONTHS = [periods.label(month).split()[0] for month in pd.period_range("2021-01", periods=12, freq="M")]


def read(text: str, *, span: Span, today: dt.date, period: pd.Period | None) -> str | Complaint:
    """Read the month, quarter or day of a row.

    Parameters
    ----------
    text : str
        Such as ``2022-04``, ``April 2022``, ``Apr-22`` or any day of the month; ``2021-22 Q4``; ``2022-04-19`` or
        ``19/04/2022``.
    span : {"month", "quarter", "date"}
        What is asked for.
    today : date
        A month or quarter must be over, a day must not be to come.
    period : Period or None
        Where it must lie.

    Returns
    -------
    str or Complaint
        As ``2022-04``, ``2021-22 Q4`` or ``2022-04-19``.
    """
    plain = squeeze(text)
    found = {"month": _month, "quarter": _quarter, "date": _day}[span](plain)
    if found is None:
        return _unreadable(text, plain, span)
    return _misplaced(found, span, today, period) or written(found)


def written(span: pd.Period) -> str:
    """Return a month, quarter or day as the files of returns hold it."""
    return periods.label(span) if span.freqstr.startswith("Q") else str(span)


def covered(period: str) -> pd.Period:
    """Read the period that a return is asked for: a financial year, a quarter of one, or a month.

    Raises
    ------
    BadPeriod
        Where it is none of them.
    """
    for parse in (periods.financial_year, periods.quarter, periods.month):
        try:
            return parse(period)
        except BadPeriod:
            continue
    raise BadPeriod(
        f"'{shown(period)}' is no period of a return", expected="one such as 2022-23, 2022-23 Q1 or 2022-06"
    )


def _month(plain: str) -> pd.Period | None:
    try:
        return periods.month(plain)
    except BadPeriod:
        pass
    if short := re.fullmatch(r"([A-Za-z]{3,9})[- ]([0-9]{2})", plain):
        return _month(f"{short[1]} 20{short[2]}")
    if joined := re.fullmatch(r"([A-Za-z]{3,9})-([0-9]{4})", plain):
        return _month(f"{joined[1]} {joined[2]}")
    day = _day(plain)
    return None if day is None else day.asfreq("M")


def _quarter(plain: str) -> pd.Period | None:
    try:
        quarter = periods.quarter(plain)
    except BadPeriod:
        return None
    # A calendar quarter is as often as not meant to be a financial one.
    return quarter if quarter.freqstr == "Q-MAR" else None


def _day(plain: str) -> pd.Period | None:
    for form in _DAYS:
        try:
            day = dt.datetime.strptime(plain, form)
        except ValueError:
            continue
        return pd.Period(day, freq="D") if 1900 <= day.year <= 2100 else None
    return None


def _misplaced(found: pd.Period, span: Span, today: dt.date, period: pd.Period | None) -> Complaint | None:
    name = written(found)
    if found.end_time.date() >= today and not (span == "date" and found.end_time.date() == today):
        last = pd.Period(today, freq=found.freqstr) - (0 if span == "date" else 1)
        what = f"{name} is still to come" if found.start_time.date() > today else f"{name} is not over"
        due = "a day that has been" if span == "date" else f"a {span} that is over"
        return Complaint(Kind.FUTURE, what, due, (written(last),))
    first = pd.Period(BEGINS, freq="M").start_time
    if found.start_time < first:
        begins = written(pd.Period(first, freq=found.freqstr))
        return Complaint(Kind.TOO_EARLY, f"{name} is before any return", f"{begins} or later", (begins,))
    if period is not None and (found.start_time < period.start_time or found.end_time > period.end_time):
        near = period.start_time if found.start_time < period.start_time else period.end_time
        asked = periods.label(period)
        nearest = written(pd.Period(near, freq=found.freqstr))
        return Complaint(Kind.OUTSIDE, f"{name} is outside {asked}", f"a {span} of {asked}", (nearest,))
    return None


def _unreadable(text: str, plain: str, span: Span) -> Complaint:
    for name, parse in _OTHER_SPANS.items():
        try:
            other = parse(plain)
        except AnalysisError:
            continue
        if name == "quarter" and other.freqstr == "Q-DEC" and span == "quarter":
            near = (written(periods.to_financial(other)),)
            what = f"'{shown(text)}' is a calendar quarter"
        else:
            near = (written(pd.Period(other.start_time, freq={"month": "M", "quarter": "Q-MAR", "date": "D"}[span])),)
            what = f"'{shown(text)}' is a {name}"
        return Complaint(Kind.SPAN, what, _EXPECTED[span], near)
    return Complaint(
        Kind.BAD_PERIOD,
        f"'{shown(text)}' is no {'day' if span == 'date' else span}",
        _EXPECTED[span],
        _near(plain, span),
    )


def _near(plain: str, span: Span) -> tuple[str, ...]:
    if span != "month":
        return ()
    guess = plain
    if figures := re.fullmatch(r"((?:19|20)[0-9]{2})[ /._-]?([0-9]{1,2})", plain):
        guess = f"{figures[1]}-{int(figures[2]):02}"
    elif words := re.fullmatch(r"([A-Za-z]+)[ -]*((?:20)?[0-9]{2})", plain):
        names = nearest_names(words[1], _MONTHS, most=1)
        guess = f"{names[0]} {words[2][-2:]}" if names else plain
    month = _month(guess)
    return () if month is None else (written(month),)
