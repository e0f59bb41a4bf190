"""The official releases in ``data/downloads``: each read once, and its figures kept until file or code changes.

A file needs no sidecar. Without one its release is described by what the file says of itself, and where that gives no
day of publication, by the day after its last figure, which is the earliest that it can have been published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import paths, periods, readers, roots
from analysis.errors import BadData, BadPeriod, Where
from analysis.provenance import Release, read_sidecar, sha256_of

_NO_RELEASE = {".yaml", ".md", ".partial"}
_LICENCE = "Open Government Licence v3.0"
_SECONDARY = {"charges_by_offence"}
"""Families of files that somebody other than the publisher made, in a way that is not documented."""


@dataclass(frozen=True)
class Download:
    """An official file that lies in ``data/downloads``.

    Attributes
    ----------
    path : Path
    sha256 : str
        Checksum of the file and of its sidecar, where it has one.
    family : str
        Name of the family of files that it belongs to; see `analysis.readers.FAMILIES`.
    """

    path: Path
    sha256: str
    family: str


def held(wanted: Mapping[str, object]) -> Iterator[Download]:
    """Yield the files of some families, in the order of their names.

    Parameters
    ----------
    wanted : mapping
        Its keys are names of families.

    Yields
    ------
    Download

    Raises
    ------
    BadData
        Where a file is of no known family, or damaged.
    """
    folder = roots.downloads()
    if not wanted or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in _NO_RELEASE and not path.name.startswith("."):
            download = _recognised(path)
            if download.family in wanted:
                yield download


def describe(download: Download, read: readers.ReadRelease) -> Release:
    """Return the release that a downloaded file holds.

    Parameters
    ----------
    download : Download
    read : ReadRelease
        The file as read.

    Returns
    -------
    Release
        As its sidecar says, or else as the file itself does.

    Raises
    ------
    BadData
        Where the file has no sidecar and does not say which period it is of.
    """
    sidecar = _sidecar(download.path)
    if sidecar is not None:
        return replace(read_sidecar(sidecar).releases[0], downloaded=True)
    family = next(family for family in readers.FAMILIES if family.name == download.family)
    extent = _extent(read.tables)
    if extent is None:
        raise _undated(download)
    first_day, last_day = extent
    stated = read.published is not None
    return Release(
        key=re.sub(r"[^a-z0-9]+", "-", download.path.stem.lower()).strip("-"),
        publisher=family.publisher,
        title=read.title,
        date=read.published if stated else last_day + dt.timedelta(days=1),
        address=download.path.name,
        period=f"{periods.day(first_day)} to {periods.day(last_day)}",
        standing="secondary" if download.family in _SECONDARY else "official",
        kind="published",
        licence=_LICENCE,
        note="" if stated else "The file states no day of publication: the day after its last figure stands for it.",
        downloaded=True,
    )


def quarter_of(download: Download, release: Release) -> str:
    """Return the calendar quarter of a file whose tables do not name theirs, such as ``2022 Q2``.

    Parameters
    ----------
    download : Download
    release : Release
        That of its sidecar.

    Raises
    ------
    BadData
        Where the period of the release is no quarter.
    """
    try:
        return periods.label(periods.to_calendar(periods.quarter(release.period)))
    except BadPeriod as error:
        raise _undated(download) from error


def _undated(download: Download) -> BadData:
    sidecar = (_sidecar(download.path) or download.path.with_suffix(".yaml")).name
    expected = f"a sidecar {sidecar} with the quarter as the period of its release, such as 'period: 2022 Q2'"
    what = "the file does not say which quarter it is of"
    return BadData(what, where=Where(download.path), expected=expected)


def _extent(tables: Mapping[str, pd.DataFrame]) -> tuple[dt.date, dt.date] | None:
    ends = []
    for table in tables.values():
        if "quarter" in table:
            ends += [table["quarter"].min().start_time.date(), table["quarter"].max().end_time.date()]
        elif "date" in table:
            ends += [table["date"].min().date(), table["date"].max().date()]
    return (min(ends), max(ends)) if ends else None


def _sidecar(path: Path) -> Path | None:
    return next(
        (each for each in (path.with_name(f"{path.name}.yaml"), path.with_suffix(".yaml")) if each.is_file()), None
    )


def _recognised(path: Path) -> Download:
    sidecar = _sidecar(path)
    parts = [sha256_of(path), *([sha256_of(sidecar)] if sidecar else [])]
    checksum = hashlib.sha256("".join(parts).encode()).hexdigest()
    known = paths.cache_folder() / "families" / f"{parts[0]}-{code_hash()}.json"
    if known.is_file():
        return Download(path, checksum, json.loads(known.read_text())["family"])
    family = readers.read(path).family
    known.parent.mkdir(parents=True, exist_ok=True)
    beside = known.with_suffix(".partial")
    beside.write_text(json.dumps({"family": family}))
    beside.replace(known)
    return Download(path, checksum, family)


@cache
def code_hash() -> str:
    """Return a hash of the readers' code: what a file was taken for may change with it."""
    sources = sorted((Path(__file__).parent.parent / "readers").rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
