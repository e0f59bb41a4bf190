"""The official releases in ``data/downloads``: which file holds what, and which is set aside as none of them.

A file needs no sidecar. Without one its release is described by what the file says of itself, and where that gives no
day of publication, by the day after its last figure, which is the earliest that it can have been published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import yaml

from analysis import periods, readers, roots
from analysis.catalogue import readings
from analysis.catalogue.readings import Reading
from analysis.datasets.dataset import Dataset
from analysis.errors import BadData, BadPeriod, Where, printable
from analysis.provenance import Release, read_sidecar, sha256_of

_NO_RELEASE = {".yaml", ".yml", ".md"}
_UNFINISHED = {".partial", ".part", ".crdownload", ".download", ".opdownload", ".tmp"}
_LICENCE = "Open Government Licence v3.0"
_SECONDARY = {"charges_by_offence"}
"""Families of files that somebody other than the publisher made, in a way that is not documented."""

_MONTHS = ("january to march", "april to june", "july to september", "october to december")
_QUARTERS = (
    re.compile(r"\b(?P<year>20\d\d) ?q(?P<number>[1-4])\b"),
    re.compile(r"\bq(?:uarter)? ?(?P<number>[1-4]) (?P<year>20\d\d)\b(?! \d\d\b)"),
    re.compile(rf"\b(?P<months>{'|'.join(_MONTHS)}) (?P<year>20\d\d)\b"),
)


_LOG = logging.getLogger(__name__)
_WARNED: set[SetAside] = set()


@dataclass(frozen=True)
class Download:
    """An official file that lies in ``data/downloads``, or that is tried as if it did.

    Attributes
    ----------
    reading : Reading
        What it holds.
    sha256 : str
        Checksum of the file and of its sidecar, where it has one.
    """

    reading: Reading
    sha256: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.reading.path


@dataclass(frozen=True)
class SetAside:
    """A file of the folder that no figure is taken from.

    Attributes
    ----------
    path : Path
    why : str
        As a sentence without a full stop.
    """

    path: Path
    why: str

    def __str__(self) -> str:
        return f"{printable(self.path.name)} is set aside: {printable(self.why)}."


@dataclass
class Folder:
    """What is in the folder.

    Attributes
    ----------
    downloads : list of Download
        In the order of their names.
    set_aside : list of SetAside
        What is of no known family, unfinished, or the same file a second time.
    refused : list of BadRelease
        What is of a known family, or nearly, and cannot be used.
    """

    downloads: list[Download] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    refused: list[readers.BadRelease] = field(default_factory=list)


def held(dataset: Dataset) -> list[Download]:
    """Return the files that a dataset is made from, in the order of their names.

    Parameters
    ----------
    dataset : Dataset

    Raises
    ------
    BadData
        Where a file of one of its families, or nearly of one, cannot be used.
    """
    folder = look_through() if dataset.families else Folder()
    _warn_of(folder.set_aside)
    for error in folder.refused:
        if error.families & set(dataset.families):
            raise error
    for download in folder.downloads:
        if dataset.name in download.reading.faults:
            raise download.reading.faults[dataset.name]
    return [download for download in folder.downloads if dataset.name in download.reading.rows]


def look_through() -> Folder:
    """Return what is in the folder: releases, files that are none of them, and releases that cannot be used."""
    found = Folder()
    seen: dict[str, Path] = {}
    for path in _files(roots.downloads()):
        if path.suffix.lower() in _UNFINISHED:
            found.set_aside.append(SetAside(path, "by its name it is an unfinished download"))
            continue
        try:
            sha256 = sha256_of(path)
            if sha256 in seen and _sidecar(path) is None:
                found.set_aside.append(SetAside(path, f"it is the same file as {seen[sha256].name}"))
                continue
            seen[sha256] = path
            found.downloads.append(_download(readings.reading(path, sha256), sha256))
        except readers.BadRelease as error:
            found.refused.append(error)
        except BadData as error:
            found.set_aside.append(SetAside(path, error.what))
        except OSError as error:
            found.set_aside.append(SetAside(path, f"it cannot be opened ({error.strerror or error})"))
    return found


def tried(read: readers.ReadRelease) -> Download:
    """Return a file that lies anywhere, as read, as if it lay in the folder."""
    return _download(readings.made_of(read), sha256_of(read.path))


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
    sidecar = _sidecar(download.path)
    if sidecar is not None:
        return replace(read_sidecar(sidecar).releases[0], downloaded=True)
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


def _warn_of(set_aside: Sequence[SetAside]) -> None:
    # Once in a process: JupyterLab shows it under the cell, a command on the terminal.
    for aside in set_aside:
        if aside not in _WARNED:
            _WARNED.add(aside)
            _LOG.warning("%s", aside)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    kept = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in kept if path.suffix.lower() not in _NO_RELEASE)


def _download(read: Reading, sha256: str) -> Download:
    sidecar = _sidecar(read.path)
    return Download(read, hashlib.sha256(f"{sha256}{sha256_of(sidecar) if sidecar else ''}".encode()).hexdigest())


def _sidecar(path: Path) -> Path | None:
    own, shared = path.with_name(f"{path.name}.yaml"), path.with_suffix(".yaml")
    if own.is_file():
        return own
    # `a.yaml` may be that of `a.csv` or of `a.xlsx`: it says so.
    return shared if shared.is_file() and _file_named_by(shared) in (None, path.name) else None


def _file_named_by(sidecar: Path) -> str | None:
    try:
        content = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    return content.get("file") if isinstance(content, dict) else None


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
    sidecar = _sidecar(path) or path.with_suffix(".yaml")
    expected = (
        f"its calendar quarter in its name, such as '{printable(path.stem)}_2022_Q2{path.suffix}', or a sidecar "
        f"{printable(sidecar.name)} with the quarter as the period of its release, such as 'period: 2022 Q2'"
    )
    return BadData("the file does not say which quarter it is of", where=Where(path), expected=expected)
