"""Releases as they are named on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from analysis import periods
from analysis.prose import listing, noun
from analysis.provenance import Provenance

MOST_SOURCES = 3
"""How many releases, or publishers, are named below a chart or a table; more would drown it."""


def releases(provenance: Provenance) -> str:
    """Say from how many releases figures come, and where they were read.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    str
        A sentence.
    """
    every = provenance.releases
    days = sorted(release.date for release in every if release.date)
    quoted = sum(release.standing == "secondary" for release in every)
    downloaded = sum(release.downloaded for release in every)
    between = _between(days) if len(days) > 1 else ""
    official = "all official" if not quoted else f"{quoted} of them as quoted in a secondary source"
    read = "all from the repository" if not downloaded else f"{downloaded} of them from downloaded files"
    return f"Figures of {noun(len(every), 'release')}{between}: {official}, {read}."


def sources(provenance: Provenance) -> tuple[str, ...]:
    """Name the sources of a chart or a table: each release where they are few, else how many and of whom or how many.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    tuple of str
        The list at the end of the page names each in full.
    """
    every = provenance.releases
    if len(every) <= MOST_SOURCES:
        return tuple(str(release) for release in every)
    names = list(dict.fromkeys(release.publisher for release in every))
    # A comma within a name would part it from itself.
    few = "; ".join(names) if any("," in name for name in names[:-1]) else listing(names)
    publishers = few if len(names) <= MOST_SOURCES else noun(len(names), "publisher")
    days = sorted(release.date for release in every if release.date)
    between = _between(days) if days else ""
    return (f"{publishers}, {len(every)} releases{between}: see Sources",)


def with_coverage(
    notes: tuple[str, ...], data: pd.DataFrame | pd.Series, source: pd.DataFrame | None
) -> tuple[str, ...]:
    """Add to the notes of a chart or table how many of those who should have returned figures did, once.

    Parameters
    ----------
    notes : tuple of str
    data : DataFrame or Series
        What is shown.
    source : DataFrame, optional
        The loaded table behind it, where it has lost what is known of it on the way.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> with_coverage(("Counts of people.",), pd.Series([1]), None)
    ('Counts of people.',)
    """
    coverage = (data if source is None else source).attrs.get("coverage", ())
    return (*notes, *(sentence for sentence in coverage if sentence not in notes))


def _between(days: Sequence[dt.date]) -> str:
    last = f" to {periods.day(days[-1])}" if days[-1] != days[0] else ""
    return f" of {periods.day(days[0])}{last}"
