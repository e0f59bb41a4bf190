"""Days as people write them."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from analysis.errors import BadPeriod
from analysis.periods.reading import MONTH, YEAR, month_number, plain_text


def date(text: object) -> dt.date:
    """Read a day.

    Parameters
    ----------
    text : str
        Such as ``2022-03-31``, ``31 March 2022`` or ``31/03/2022``.

    Raises
    ------
    BadPeriod
        Where the text is no day, or could be two: ``03/04/2022``.

    Examples
    --------
    >>> date("31 March 2022")
    datetime.date(2022, 3, 31)
    """
    plain = plain_text(text)
    found = []
    if match := re.fullmatch(f"{YEAR}[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}})", plain):
        found = [_date(*match.groups())]
    elif match := re.fullmatch(f"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]{YEAR}", plain):
        one, other, year = match.groups()
        found = [_date(year, other, one), _date(year, one, other)]
    elif match := re.fullmatch(f"([0-9]{{1,2}})(?:ST|ND|RD|TH)? {MONTH} {YEAR}", plain):
        found = [_date(match[3], str(month_number(match[2])), match[1])]
    days = sorted({each for each in found if each is not None})
    if len(days) != 1:
        nearest = [day.isoformat() for day in days]
        raise BadPeriod(f"'{text}' is no day", expected="one such as 2022-03-31", nearest=nearest)
    return days[0]


def _date(year: str, number: str, day: str) -> dt.date | None:
    with suppress(ValueError):
        return dt.date(int(year), int(number), int(day))
    return None
