"""Financial and calendar years, their quarters and months: how they are read, written and turned into one another.

A period is a `pandas.Period`, and its frequency says which kind it is. Subtraction and comparison are those of pandas.

================= ===== ==================
kind              freq  written
================= ===== ==================
financial year    Y-MAR ``2021-22``
financial quarter Q-MAR ``2021-22 Q4``
calendar year     Y-DEC ``2021``
calendar quarter  Q-DEC ``2021 Q4``
month             M     ``November 2021``
================= ===== ==================

A financial year runs from 1 April to 31 March; its Q4 is January to March, which is Q1 of the calendar year. pandas
names it after the year in which it ends: its ``Period("2022", "Y-MAR")`` is ``2021-22`` here.

There is a parser for each kind and none that guesses: ``2011-12`` is a financial year to one and a month to another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis.errors import BadPeriod

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_YEAR = "((?:19|20)[0-9]{2})"
_FINANCIAL_YEAR = f"(?:FY ?)?{_YEAR} ?[-–/] ?([0-9]{{2}}|[0-9]{{4}})"
_QUARTER = "Q([1-4])"
_PERIODS_IN_A_YEAR = {"Y": 1, "Q": 4, "M": 12}
_WRITTEN: Mapping[str, Callable[[pd.Period], str]] = {
    "Y-MAR": lambda year: f"{year.year - 1}-{year.year % 100:02}",
    "Q-MAR": lambda quarter: f"{label(_ending(quarter.qyear))} Q{quarter.quarter}",
    "Y-DEC": lambda year: str(year.year),
    "Q-DEC": lambda quarter: f"{quarter.year} Q{quarter.quarter}",
    "M": lambda month: f"{_MONTHS[month.month - 1]} {month.year}",
    "W-SUN": lambda week: f"week ending {day(week.end_time)}",
    "D": lambda date: day(date.start_time),
}


def financial_year(text: str) -> pd.Period:
    """Read a financial year.

    Parameters
    ----------
    text : str
        Such as ``2021-22``, ``2021/22``, ``2021-2022``, ``2021/2022`` or ``FY2021-22``.

    Returns
    -------
    Period
        With the frequency ``Y-MAR``.

    Raises
    ------
    BadPeriod
        Where the text is anything else, such as a bare year or two years that do not follow one another.

    Examples
    --------
    >>> financial_year("2021/22").start_time
    Timestamp('2021-04-01 00:00:00')
    """
    match = _match(_FINANCIAL_YEAR, text)
    if match and (year := _financial_year(*match.groups())) is not None:
        return year
    years = [_ending(int(found) + 1) for found in re.findall(_YEAR, str(text))[:1]]
    if _match(_YEAR, text):
        years.append(years[0] - 1)
    raise BadPeriod(f"'{text}' is no financial year", expected="one such as 2021-22", nearest=_labels(years))


def calendar_year(text: str) -> pd.Period:
    """Read a calendar year.

    Parameters
    ----------
    text : str
        Such as ``2021``.

    Returns
    -------
    Period
        With the frequency ``Y-DEC``.

    Raises
    ------
    BadPeriod
        Where the text is anything else.
    """
    if match := _match(_YEAR, text):
        return pd.Period(year=int(match[1]), freq="Y-DEC")
    nearest = re.findall(_YEAR, str(text))[:2]
    raise BadPeriod(f"'{text}' is no calendar year", expected="one such as 2021", nearest=nearest)


def quarter(text: str) -> pd.Period:
    """Read a quarter, whose year says whether it is a financial or a calendar one.

    Parameters
    ----------
    text : str
        Calendar: ``2021 Q4``, ``2021-Q4``, ``2021Q4`` or ``Q4 2021``. Financial: ``2021-22 Q4``, ``2021/22 Q4`` or
        ``Q4 2021-22``.

    Returns
    -------
    Period
        With the frequency ``Q-DEC`` (calendar) or ``Q-MAR`` (financial).

    Raises
    ------
    BadPeriod
        Where the text is anything else, such as a bare ``Q4``.

    Examples
    --------
    >>> quarter("2021-22 Q4").start_time, quarter("2021 Q4").start_time
    (Timestamp('2022-01-01 00:00:00'), Timestamp('2021-10-01 00:00:00'))
    """
    if found := _year_and_quarter(_YEAR, text):
        (year,), number = found
        return pd.Period(year=int(year), quarter=number, freq="Q-DEC")
    if found := _year_and_quarter(_FINANCIAL_YEAR, text):
        (start, end), number = found
        if (in_year := _financial_year(start, end)) is not None:
            return pd.Period(year=in_year.year, quarter=number, freq="Q-MAR")
    years, numbers = re.findall(_YEAR, str(text))[:1], re.findall(_QUARTER, str(text).upper())[:1]
    nearest = [f"{year} Q{n}" for start in years for n in numbers for year in (start, label(_ending(int(start) + 1)))]
    expected = "a calendar quarter such as 2021 Q4, or a financial one such as 2021-22 Q4"
    raise BadPeriod(f"'{text}' is no quarter of a year", expected=expected, nearest=nearest)


def month(text: str) -> pd.Period:
    """Read a month.

    Parameters
    ----------
    text : str
        Such as ``2021-11``, ``November 2021``, ``Nov 2021`` or ``11/2021``.

    Returns
    -------
    Period
        With the frequency ``M``.

    Raises
    ------
    BadPeriod
        Where the text is anything else.
    """
    if match := _match(f"{_YEAR}-([0-9]{{2}})", text):
        year, number = int(match[1]), int(match[2])
    elif match := _match(f"([0-9]{{1,2}})/{_YEAR}", text):
        year, number = int(match[2]), int(match[1])
    elif match := _match(f"([A-Z]{{3,9}}) {_YEAR}", text):
        year, number = int(match[2]), _month_number(match[1])
    else:
        year, number = 0, 0
    if not 1 <= number <= 12:
        raise BadPeriod(f"'{text}' is no month", expected="one such as November 2021 or 2021-11")
    return pd.Period(year=year, month=number, freq="M")


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
    if period.freqstr not in _WRITTEN:
        raise ValueError(f"periods of frequency '{period.freqstr}' are not in use here")
    return _WRITTEN[period.freqstr](period)


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
            first, _, last = months_of(period)
            return f"{_MONTHS[first.month - 1]} to {label(last)} ({label(period)})"
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
        first, _, last = months_of(period)
        return f"{_MONTHS[first.month - 1]} to {label(last)}"
    return label(period)


def day(date: dt.date) -> str:
    """Write a day in full.

    Examples
    --------
    >>> day(dt.date(2022, 3, 3))
    '3 March 2022'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def financial_years(first: pd.Period, last: pd.Period) -> pd.PeriodIndex:
    """Return the financial years from one to another, both included.

    Parameters
    ----------
    first, last : Period
        With the frequency ``Y-MAR``.

    Returns
    -------
    PeriodIndex
        With the frequency ``Y-MAR``.
    """
    return pd.period_range(first, last, freq="Y-MAR")


def quarters_of(year: pd.Period) -> pd.PeriodIndex:
    """Return the calendar quarters of a financial or calendar year, in order.

    Parameters
    ----------
    year : Period
        With the frequency ``Y-MAR`` or ``Y-DEC``.

    Returns
    -------
    PeriodIndex
        Four, with the frequency ``Q-DEC``: most official figures count in calendar quarters.
    """
    return pd.period_range(year.start_time, year.end_time, freq="Q-DEC")


def months_of(period: pd.Period) -> pd.PeriodIndex:
    """Return the months of a year or a quarter, in order.

    Parameters
    ----------
    period : Period

    Returns
    -------
    PeriodIndex
        With the frequency ``M``.
    """
    return pd.period_range(period.start_time, period.end_time, freq="M")


def to_calendar(financial_quarter: pd.Period) -> pd.Period:
    """Return the calendar quarter (``Q-DEC``) of the same three months."""
    return financial_quarter.asfreq("Q-DEC")


def to_financial(calendar_quarter: pd.Period) -> pd.Period:
    """Return the financial quarter (``Q-MAR``) of the same three months."""
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
    """
    if not isinstance(when, pd.Period):
        return pd.Period(when, freq="Y-MAR")
    first, last = (when.asfreq("D", how=end).asfreq("Y-MAR") for end in ("start", "end"))
    if first != last:
        raise BadPeriod(f"{describe(when)} lies in two financial years", nearest=_labels([first, last]))
    return first


def _match(pattern: str, text: str) -> re.Match[str] | None:
    # A parameter of a notebook may come as a number; blanks in a spreadsheet's cell come in all widths.
    return re.fullmatch(pattern, " ".join(str(text).split()), re.IGNORECASE)


def _financial_year(start: str, end: str) -> pd.Period | None:
    last = int(start) + 1
    return _ending(last) if end in (str(last), f"{last % 100:02}") else None


def _year_and_quarter(year: str, text: str) -> tuple[tuple[str, ...], int] | None:
    if match := _match(f"{year}[ -]?{_QUARTER}", text):
        *years, number = match.groups()
    elif match := _match(f"{_QUARTER}[ -]{year}", text):
        number, *years = match.groups()
    else:
        return None
    return tuple(years), int(number)


def _month_number(name: str) -> int:
    matches = [number for number, full in enumerate(_MONTHS, 1) if full.casefold().startswith(name.casefold())]
    return matches[0] if matches else 0


def _ending(year: int) -> pd.Period:
    return pd.Period(year=year, freq="Y-MAR")


def _labels(periods: Iterable[pd.Period]) -> list[str]:
    return [label(period) for period in periods]
