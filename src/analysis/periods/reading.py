"""Periods as people write them: every spelling that can mean one thing only is read, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pandas as pd

from analysis.errors import BadPeriod
from analysis.periods.parts import financial_year_of
from analysis.periods.writing import MONTHS, label

YEAR = "((?:19|20)[0-9]{2})"
_FINANCIAL_YEAR = f"(?:FY ?|FINANCIAL YEAR )?{YEAR} ?[-–/] ?([0-9]{{2}}|[0-9]{{4}})"
_QUARTER = "Q(?:UARTER)? ?([1-4])"
_DAY = "(?:([0-9]{1,2})(?:ST|ND|RD|TH)? )?"
MONTH = r"([A-Z]{3,9})\.?"
_ENDING = "(?:END(?:ING|ED|S)?|TO)"
_LENGTHS = {
    f"(?:(?:FINANCIAL |CALENDAR )?YEAR|FY|12 MONTHS|TWELVE MONTHS) {_ENDING}|F?YE|Y/E": 12,
    f"(?:QUARTER|3 MONTHS|THREE MONTHS) {_ENDING}|QE": 3,
}
"""How many months a period has that is named after its end, by what stands before that."""


def financial_year(text: object) -> pd.Period:
    """Read a financial year.

    Parameters
    ----------
    text : str
        Such as ``2021-22``, ``2021/22``, ``2021-2022``, ``FY2021-22``, ``FYE 2022``, ``year ending March 2022`` or
        ``April 2021 to March 2022``.

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
    >>> financial_year("year ending March 2022").start_time
    Timestamp('2021-04-01 00:00:00')
    """
    plain = plain_text(text)
    found = _financial_year(plain)
    if found is None:
        raise BadPeriod(
            f"'{text}' is no financial year", expected="one such as 2021-22", nearest=_labels(_years_near(plain))
        )
    return found


def calendar_year(text: object) -> pd.Period:
    """Read a calendar year.

    Parameters
    ----------
    text : str
        Such as ``2021``, ``CY 2021`` or ``year ending December 2021``.

    Returns
    -------
    Period
        With the frequency ``Y-DEC``.

    Raises
    ------
    BadPeriod
        Where the text is anything else.

    Examples
    --------
    >>> label(calendar_year("year ending December 2021"))
    '2021'
    """
    plain = plain_text(text)
    found = _calendar_year(plain)
    if found is None:
        nearest = re.findall(YEAR, plain)[:2]
        raise BadPeriod(f"'{text}' is no calendar year", expected="one such as 2021", nearest=nearest)
    return found


def quarter(text: object) -> pd.Period:
    """Read a quarter, whose year says whether it is a financial or a calendar one.

    Parameters
    ----------
    text : str
        Calendar: ``2021 Q4``, ``2021-Q4``, ``2021Q4``, ``Q4 2021`` or ``October to December 2021``. Financial:
        ``2021-22 Q4``, ``2021/22 Q4`` or ``Q4 2021-22``.

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
    plain = plain_text(text)
    found = _quarter(plain)
    if found is None:
        years, numbers = re.findall(YEAR, plain)[:1], re.findall("Q([1-4])", plain)[:1]
        nearest = [f"{each} Q{n}" for year in years for n in numbers for each in (year, label(_from(int(year))))]
        expected = "a calendar quarter such as 2021 Q4, or a financial one such as 2021-22 Q4"
        raise BadPeriod(f"'{text}' is no quarter of a year", expected=expected, nearest=nearest)
    return found


def month(text: object) -> pd.Period:
    """Read a month.

    Parameters
    ----------
    text : str
        Such as ``2021-11``, ``November 2021``, ``Nov 2021``, ``Nov-2021`` or ``11/2021``.

    Returns
    -------
    Period
        With the frequency ``M``.

    Raises
    ------
    BadPeriod
        Where the text is anything else.

    Examples
    --------
    >>> label(month("Nov-2021"))
    'November 2021'
    """
    found = _month(plain_text(text))
    if found is None:
        raise BadPeriod(f"'{text}' is no month", expected="one such as November 2021 or 2021-11")
    return found


def period(text: object) -> pd.Period:
    """Read a year, quarter or month of any kind, in any spelling that can mean one thing only.

    Parameters
    ----------
    text : str or int
        Such as ``2021-22``, ``FYE 2022``, ``2021``, ``2021-22 Q4``, ``2022 Q1`` or ``2022-03``.

    Returns
    -------
    Period
        Its frequency says which kind it is.

    Raises
    ------
    BadPeriod
        Where the text is no period, or could be several: ``2011-12`` is a financial year and a month.

    Examples
    --------
    >>> [period(text).freqstr for text in ("2021/22", "2021", "2022-03", "Q4 2021-22")]
    ['Y-MAR', 'Y-DEC', 'M', 'Q-MAR']
    """
    plain = plain_text(text)
    parsers: tuple[_Parser, ...] = (_financial_year, _calendar_year, _quarter, _month)
    found = [each for parse in parsers if (each := parse(plain)) is not None]
    if not found:
        expected = "a financial year such as 2021-22, a year such as 2021, a quarter such as 2021 Q4 or a month"
        raise BadPeriod(f"'{text}' is no period", expected=expected, nearest=_labels(_years_near(plain)))
    if len({(each.start_time, each.end_time) for each in found}) > 1:
        # A slash is never written between a year and a month that could be the year after it.
        nearest = [label(each).replace("-", "/") if each.freqstr == "Y-MAR" else label(each) for each in found]
        raise BadPeriod(f"'{text}' can mean several periods", nearest=nearest)
    return found[0]


_Parser = Callable[[str], pd.Period | None]


def plain_text(text: object) -> str:
    """Return a text in capitals with single blanks and no commas."""
    # A parameter of a notebook may come as a number; blanks in a spreadsheet's cell come in all widths.
    return " ".join(str(text).replace(",", " ").split()).upper()


def _financial_year(plain: str) -> pd.Period | None:
    if match := re.fullmatch(_FINANCIAL_YEAR, plain):
        first, last = int(match[1]), int(match[1]) + 1
        return _from(first) if match[2] in (str(last), f"{last % 100:02}") else None
    if match := re.fullmatch(f"FYE ?{YEAR}", plain):
        return _from(int(match[1]) - 1)
    return _spanned(plain, "Y-MAR")


def _calendar_year(plain: str) -> pd.Period | None:
    if match := re.fullmatch(f"(?:CY ?|CALENDAR YEAR )?{YEAR}", plain):
        return pd.Period(year=int(match[1]), freq="Y-DEC")
    return _spanned(plain, "Y-DEC")


def _quarter(plain: str) -> pd.Period | None:
    match = re.fullmatch(f"(.+?)[ -]?{_QUARTER}", plain)
    year, number = (match[1], match[2]) if match else ("", "")
    if not match and (match := re.fullmatch(f"{_QUARTER}[ -](.+)", plain)):
        year, number = match[2], match[1]
    if not match:
        return _spanned(plain, "Q-DEC")
    if re.fullmatch(YEAR, year):
        return pd.Period(year=int(year), quarter=int(number), freq="Q-DEC")
    if re.fullmatch(_FINANCIAL_YEAR, year) and (in_year := _financial_year(year)) is not None:
        return pd.Period(year=in_year.year, quarter=int(number), freq="Q-MAR")
    return None


def _month(plain: str) -> pd.Period | None:
    year = number = 0
    if match := re.fullmatch(f"{YEAR}([-/])([0-9]{{2}})", plain):
        year, number = int(match[1]), int(match[3])
        if match[2] == "/" and _financial_year(plain) is not None:
            return None
    elif match := re.fullmatch(f"([0-9]{{1,2}})[-/]{YEAR}", plain):
        year, number = int(match[2]), int(match[1])
    elif match := re.fullmatch(f"{MONTH}[ -]{YEAR}", plain):
        year, number = int(match[2]), month_number(match[1])
    elif match := re.fullmatch(f"{YEAR}[ -]{MONTH}", plain):
        year, number = int(match[1]), month_number(match[2])
    return pd.Period(year=year, month=number, freq="M") if 1 <= number <= 12 else None


def _spanned(plain: str, freq: str) -> pd.Period | None:
    """Read a period by its first and last month, or by its length and its last month."""
    for before, length in _LENGTHS.items():
        if (match := re.fullmatch(f"(?:{before}) {_DAY}{MONTH} {YEAR}", plain)) and (end := _last(*match.groups())):
            return _whole(end - (length - 1), end, freq)
    match = re.fullmatch(f"{_DAY}{MONTH}(?: {YEAR})? ?(?:TO|-|–) ?{_DAY}{MONTH} {YEAR}", plain)
    if match is None or match[1] not in (None, "1", "01"):
        return None
    end, first = _last(*match.groups()[3:]), month_number(match[2])
    if end is None or not first:
        return None
    year = int(match[3]) if match[3] else end.year - (first > end.month)
    return _whole(pd.Period(year=year, month=first, freq="M"), end, freq)


def _last(day: str | None, name: str, year: str) -> pd.Period | None:
    number = month_number(name)
    last = pd.Period(year=int(year), month=number, freq="M") if number else None
    return last if last is not None and day in (None, str(last.days_in_month)) else None


def _whole(first: pd.Period, last: pd.Period, freq: str) -> pd.Period | None:
    found = last.asfreq(freq)
    return found if (found.start_time, found.end_time) == (first.start_time, last.end_time) else None


def _years_near(plain: str) -> list[pd.Period]:
    """Return the financial years that a text may mean which names none."""
    for parse in (_quarter, _month):
        if (found := parse(plain)) is not None:
            return [financial_year_of(found)]
    years = [_from(int(found)) for found in re.findall(YEAR, plain)[:1]]
    return [*years, years[0] - 1] if re.fullmatch(f"(?:FY ?)?{YEAR}", plain) else years


def month_number(name: str) -> int:
    """Return the number of the month whose name begins so, in capitals; 0 where none does."""
    matches = [number for number, full in enumerate(MONTHS, 1) if full.upper().startswith(name)]
    return matches[0] if matches else 0


def _from(year: int) -> pd.Period:
    return pd.Period(year=year + 1, freq="Y-MAR")


def _labels(periods: Iterable[pd.Period]) -> list[str]:
    return [label(period) for period in periods]
