"""Releases as they are named on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from analysis import periods
from analysis.prose import listing, noun
from analysis.provenance import MADE_UP, Provenance

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
    made_up = sum(release.is_demonstration for release in every)
    warned = (
        f" {MADE_UP}." if made_up == len(every) else f" {made_up} of them made up: demonstration data, not evidence."
    )
    read = "all from the repository" if not downloaded else f"{downloaded} of them from downloaded files"
    return f"Figures of {noun(len(every), 'release')}{between}: {official}, {read}.{warned if made_up else ''}"


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
    named = f"{publishers}, {len(every)} releases{between}, which the list of sources names"
    return (f"{named} ({MADE_UP})" if any(release.is_demonstration for release in every) else named,)


def _between(days: Sequence[dt.date]) -> str:
    last = f" to {periods.day(days[-1])}" if days[-1] != days[0] else ""
    return f" of {periods.day(days[0])}{last}"
