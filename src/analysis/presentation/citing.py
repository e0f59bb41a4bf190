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


def sources(provenance: Provenance) -> tuple[str, ...]:
    """Name the sources of a chart or a table: each release where they are few, else how many and of whom or how many.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    tuple of str
        The list at the end of the page names each in full.

    Examples
    --------
    >>> sources(load("small_boat_years", until="2021", as_at="2022-03-31").attrs["provenance"])
    ('Home Office, Irregular migration to the UK, summary tables, table Irr_02a, released 24 February 2022',)
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


def with_coverage(notes: tuple[str, ...], *frames: object) -> tuple[str, ...]:
    """Add to the notes of a chart or table how many of those who should have returned figures did, where not all did.

    Parameters
    ----------
    notes : tuple of str
    *frames : object
        What is shown, and the loaded tables behind it; what is no table says nothing.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> with_coverage(("Counts of people.",), pd.Series([1]), None)
    ('Counts of people.',)
    """
    known = [each.attrs for each in frames if isinstance(each, (pd.DataFrame, pd.Series))]
    said = [sentence for attrs in known if attrs.get("incomplete") for sentence in attrs["coverage"]]
    return tuple(dict.fromkeys([*notes, *said]))


def _between(days: Sequence[dt.date]) -> str:
    last = f" to {periods.day(days[-1])}" if days[-1] != days[0] else ""
    return f" of {periods.day(days[0])}{last}"
