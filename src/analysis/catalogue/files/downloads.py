"""The official files in ``data/downloads``: which holds what, and which is set aside as none of them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis import readers, roots
from analysis.catalogue.files import readings
from analysis.catalogue.files.readings import Reading
from analysis.datasets.dataset import Dataset
from analysis.errors import BadData, printable
from analysis.provenance import sha256_of

_NO_RELEASE = {".yaml", ".yml", ".md"}
_UNFINISHED = {".partial", ".part", ".crdownload", ".download", ".opdownload", ".tmp"}
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
            if sha256 in seen and sidecar(path) is None:
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


def sidecar(path: Path) -> Path | None:
    """Return where the sidecar of a file lies; None where it has none."""
    own, shared = path.with_name(f"{path.name}.yaml"), path.with_suffix(".yaml")
    if own.is_file():
        return own
    # `a.yaml` may be that of `a.csv` or of `a.xlsx`: it says so.
    return shared if shared.is_file() and _file_named_by(shared) in (None, path.name) else None


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
    beside = sidecar(read.path)
    return Download(read, hashlib.sha256(f"{sha256}{sha256_of(beside) if beside else ''}".encode()).hexdigest())


def _file_named_by(path: Path) -> str | None:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    return content.get("file") if isinstance(content, dict) else None
