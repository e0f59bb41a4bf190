"""Where the figures of a chart or a table come from, in a line; and that they are those of the page that shows them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import periods
from analysis.errors import AnalysisError, BadPeriod
from analysis.prose import listing
from analysis.provenance import Provenance, Release, provenance_of

_QUOTED = re.compile(r", (?:quoting|tabulating) (?:the )?(.+?)(?: data)?$")

_NAMED = 2
"""Publishers named in a line, where there are many."""

PAGE = "page"
"""Under which the attributes of a table hold the area and the period of the page that loaded it."""


@dataclass(frozen=True)
class Local:
    """A source of the analyst's own, shown as local figures that nobody has published.

    Attributes
    ----------
    title, publisher : str
    date : date
    """

    title: str
    publisher: str
    date: dt.date


def local(title: str, publisher: str, date: str | dt.date) -> Local:
    """Name the source of figures that are in no dataset of the project.

    Parameters
    ----------
    title, publisher : str
        What the figures are, and who made them.
    date : str or date
        Day on which they were made, such as ``2026-03-31``.

    Returns
    -------
    Local

    Raises
    ------
    BadPeriod
        Where the date is no day.

    Examples
    --------
    >>> local("Referrals logged", "Kent Police", "2026-03-31").publisher
    'Kent Police'
    """
    try:
        day = date if isinstance(date, dt.date) else dt.date.fromisoformat(date)
    except ValueError as error:
        raise BadPeriod(f"'{date}' is no day", expected="one such as 2026-03-31") from error
    return Local(title, publisher, day)


Source = pd.DataFrame | pd.Series | Local | tuple["pd.DataFrame | pd.Series | Local", ...] | list[Any]


def line(data: pd.DataFrame | pd.Series | None, source: Source | None, what: str) -> str:
    """Name the sources of what is shown in one line, newest release of each publication.

    Parameters
    ----------
    data : DataFrame or Series, optional
        What is drawn; its own provenance serves where `source` is not given.
    source : DataFrame, Local, or several, optional
    what : str
        What is shown, for the message.

    Returns
    -------
    str

    Raises
    ------
    AnalysisError
        Where neither says where the figures come from.
    """
    given = list(source) if isinstance(source, (list, tuple)) else [data if source is None else source]
    named: list[str] = []
    for each in given:
        if isinstance(each, Local):
            named.append(f"{each.publisher}, {each.title}, {periods.day(each.date)} (local figures, not published)")
        elif isinstance(each, (pd.DataFrame, pd.Series)) and "provenance" in each.attrs:
            named += _publications(provenance_of(each), each.attrs.get("short", ""))
        else:
            raise AnalysisError(
                f"{what} does not say where its figures come from",
                expected='source= with the loaded table it was made from, or local("title", "publisher", "2026-03-31")',
            )
    return f"{'Source' if len(set(named)) == 1 else 'Sources'}: {'; '.join(dict.fromkeys(named))}"


def check_page(frame: object, key: tuple[str, str], what: str) -> None:
    """Refuse a table that was loaded for another area or period than the page's.

    Parameters
    ----------
    frame : DataFrame, Series or anything else
    key : tuple of str
        Area and period of the page.
    what : str

    Raises
    ------
    AnalysisError
    """
    loaded = getattr(frame, "attrs", {}).get(PAGE)
    if loaded is not None and tuple(loaded) != key:
        raise AnalysisError(
            f"{what} is made of figures loaded for {loaded[0]}, {loaded[1]}; this page is about {key[0]}, {key[1]}",
            expected="the cell that loads them to be run again",
        )


def _publications(provenance: Provenance, short: str) -> list[str]:
    newest: dict[tuple[str, str], Release] = {}
    for release in provenance.releases:
        newest[(release.publisher, short or release.title)] = release
    if len(newest) > 3:
        named = list(dict.fromkeys(_publisher(release) for release in newest.values()))
        others = [f"{len(named) - _NAMED} other publishers"] if len(named) > _NAMED + 1 else named[_NAMED:]
        publishers = listing([*named[:_NAMED], *others])
        quoted = ", some quoted by others" if any(_is_quoted(release) for release in newest.values()) else ""
        return [f"{publishers}{quoted} ({len(newest)} publications, see Sources)"]
    return [_cited(release, title) for (_, title), release in newest.items()]


def _cited(release: Release, title: str) -> str:
    dated = f", {periods.day(release.date)}" if release.date else ""
    secondary = " (quoted in a secondary source)" if _is_quoted(release) else ""
    return f"{_publisher(release)}, {title}{dated}{secondary}"


def _is_quoted(release: Release) -> bool:
    return release.standing == "secondary"


def _publisher(release: Release) -> str:
    """Return who published the figures first: who quotes them stands in the list of sources."""
    quoted = _QUOTED.search(release.publisher)
    return quoted[1] if quoted else release.publisher
