"""The release that a downloaded file is of: as its sidecar says, or else as the file itself does.

Where neither gives a day of publication, the day after the last figure stands for it, which is the earliest that the
file can have been published. Where neither names the quarter, the file's name may.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis import periods, readers
from analysis.catalogue.files.downloads import Download, sidecar
from analysis.datasets.dataset import Dataset
from analysis.errors import BadData, BadPeriod, Where, printable
from analysis.provenance import Release, read_sidecar

_LICENCE = "Open Government Licence v3.0"
_SECONDARY = {"charges_by_offence"}
"""Families of files that somebody other than the publisher made, in a way that is not documented."""

_MONTHS = ("january to march", "april to june", "july to september", "october to december")
_QUARTERS = (
    re.compile(r"\b(?P<year>20\d\d) ?q(?P<number>[1-4])\b"),
    re.compile(r"\bq(?:uarter)? ?(?P<number>[1-4]) (?P<year>20\d\d)\b(?! \d\d\b)"),
    re.compile(rf"\b(?P<months>{'|'.join(_MONTHS)}) (?P<year>20\d\d)\b"),
)


def describe(download: Download) -> Release:
    """Return the release that a downloaded file holds.

    Parameters
    ----------
    download : Download

    Returns
    -------
    Release
        As its sidecar says, or else as the file itself does.

    Raises
    ------
    BadData
        Where the file has no sidecar and does not say which period it is of.
    """
    beside = sidecar(download.path)
    if beside is not None:
        return replace(read_sidecar(beside).releases[0], downloaded=True)
    read, named = download.reading, _quarter_in_name(download.path)
    family = next(family for family in readers.FAMILIES if family.name == read.family)
    extent = read.extent
    if extent is None and named is not None:
        extent = named.start_time.date(), named.end_time.date()
    if extent is None:
        raise _undated(download)
    first_day, last_day = extent
    notes = [] if read.extent else ["The quarter is that in the file's name."]
    if read.published is None:
        notes.append("The file states no day of publication: the day after its last figure stands for it.")
    return Release(
        key=re.sub(r"[^a-z0-9]+", "-", download.path.stem.lower()).strip("-"),
        publisher=family.publisher,
        title=read.title,
        date=read.published or last_day + dt.timedelta(days=1),
        address=printable(download.path.name),
        period=f"{periods.day(first_day)} to {periods.day(last_day)}",
        standing="secondary" if read.family in _SECONDARY else "official",
        kind="published",
        licence=_LICENCE,
        note=" ".join(notes),
        downloaded=True,
    )


def rows_of(download: Download, dataset: Dataset, release: Release) -> pd.DataFrame:
    """Return the rows that a file holds of a dataset, in the form of its CSV, each with its period.

    Parameters
    ----------
    download : Download
    dataset : Dataset
    release : Release
        As `describe` gives it.

    Raises
    ------
    BadData
        Where neither the file nor its name nor its sidecar says which quarter it is of.
    """
    rows = download.reading.rows[dataset.name]
    if "period" in rows and rows["period"].isna().any():
        rows = rows.fillna({"period": periods.label(_quarter(download, release))})
    return rows


def distinct(releases: Sequence[tuple[Download, Release]], taken: Sequence[Release]) -> list[Release]:
    """Return the releases of files with keys that tell them apart from one another and from others.

    Two files of which each has a sidecar that names the same release are parts of it.

    Parameters
    ----------
    releases : sequence of tuple of Download and Release
    taken : sequence of Release
        Others, which keep their keys.
    """
    known = {release.key: release for release in taken}
    made = []
    for download, release in releases:
        is_another = known.setdefault(release.key, release) != release
        made.append(replace(release, key=f"{release.key}-{download.sha256[:8]}") if is_another else release)
    return made


def _quarter(download: Download, release: Release) -> pd.Period:
    try:
        return periods.to_calendar(periods.quarter(release.period))
    except BadPeriod:
        named = _quarter_in_name(download.path)
    if named is None:
        raise _undated(download)
    return named


def _quarter_in_name(path: Path) -> pd.Period | None:
    name = re.sub(r"[\W_]+", " ", path.stem.casefold())
    found = {
        (int(match["year"]), _MONTHS.index(match["months"]) + 1 if "months" in pattern.groupindex else match["number"])
        for pattern in _QUARTERS
        for match in pattern.finditer(name)
    }
    quarters = {pd.Period(year=year, quarter=int(number), freq="Q-DEC") for year, number in found}
    return quarters.pop() if len(quarters) == 1 else None


def _undated(download: Download) -> BadData:
    path = download.path
    beside = sidecar(path) or path.with_suffix(".yaml")
    expected = (
        f"its calendar quarter in its name, such as '{printable(path.stem)}_2022_Q2{path.suffix}', or a sidecar "
        f"{printable(beside.name)} with the quarter as the period of its release, such as 'period: 2022 Q2'"
    )
    return BadData("the file does not say which quarter it is of", where=Where(path), expected=expected)
