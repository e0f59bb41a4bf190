"""What a file holds, as far as datasets use it: read once, and kept until file or code changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import datasets, paths, readers
from analysis.catalogue import cache, keys
from analysis.errors import AnalysisError, BadData, Where


@dataclass(frozen=True)
class Reading:
    """What was read of a file.

    Attributes
    ----------
    path : Path
    family : str
        Name of the family of files that it belongs to; see `analysis.readers`.
    title : str
        Its own title, where it has one.
    published : date or None
        The day of publication that it states.
    extent : tuple of date and date, or None
        First and last day that its tables are about, where they say so.
    rows : mapping of str to DataFrame
        For each dataset that it holds figures of, its rows in the form of the dataset's CSV, without ``release``.
    faults : mapping of str to BadData
        Of each dataset that cannot use it, the reason.
    """

    path: Path
    family: str
    title: str
    published: dt.date | None
    extent: tuple[dt.date, dt.date] | None
    rows: Mapping[str, pd.DataFrame]
    faults: Mapping[str, BadData]


def reading(path: Path, sha256: str) -> Reading:
    """Return what a file holds, from the cache where it was read before.

    Parameters
    ----------
    path : Path
    sha256 : str
        Checksum of the file.

    Raises
    ------
    BadRelease
        Where the file is of a known family, or nearly, and differs from its layout.
    BadData
        Where it is of no known family, or cannot be opened.
    """
    found = _reading(path, sha256, keys.key(sha256, path.name))
    if isinstance(found, BadData):
        raise found
    return found


def read_afresh(path: Path) -> Reading:
    """Read a file past the cache; see `reading`."""
    return made_of(readers.read(path))


def made_of(read: readers.ReadRelease) -> Reading:
    """Make of a file, as read, the rows of every dataset that uses its family."""
    rows, faults = {}, {}
    for dataset in datasets.DATASETS.values():
        if read.family in dataset.families:
            try:
                made = dataset.families[read.family](read.tables)
            except AnalysisError as error:
                faults[dataset.name] = _placed(error, read)
            else:
                if made is not None and not made.empty:
                    made.attrs = {}
                    rows[dataset.name] = made
    return Reading(read.path, read.family, read.title, read.published, _extent(read.tables), rows, faults)


def place_of(value: str, path: Path) -> Where:
    """Return where a value stands in a file: the sheet and row of the first cell of its tables that holds it.

    Parameters
    ----------
    value : str
        As written in the file, or as its reader writes it.
    path : Path

    Raises
    ------
    BadData
        As `reading`.
    """
    return _place_in(value, readers.read(path))


@once
def _reading(path: Path, sha256: str, key: str) -> Reading | BadData:
    folder = paths.cache_folder() / "files"
    found = _kept(path, folder, sha256, key)
    if found is None:
        with cache.alone(folder, sha256):
            found = _kept(path, folder, sha256, key) or _tried(path)
            _keep(found, folder, sha256, key)
    return found


def _tried(path: Path) -> Reading | BadData:
    try:
        return read_afresh(path)
    except BadData as error:
        return error


def _kept(path: Path, folder: Path, sha256: str, key: str) -> Reading | BadData | None:
    content = cache.find(folder, sha256, key)
    if content is None:
        return None
    about = json.loads(content)
    if "what" in about:
        families = about.pop("families")
        error = BadData(**about)
        return readers.BadRelease(error, families) if families else error
    rows = {name: cache.find_frame(folder, f"{sha256}.{name}", key) for name in about["rows"]}
    whole = {name: made for name, made in rows.items() if made is not None}
    if len(whole) < len(rows):
        return None
    published, *extent = (day and dt.date.fromisoformat(day) for day in (about["published"], *about["extent"]))
    span = (extent[0], extent[1]) if extent else None
    return Reading(path, about["family"], about["title"], published, span, whole, {})


def _keep(made: Reading | BadData, folder: Path, sha256: str, key: str) -> None:
    if isinstance(made, BadData):
        families = sorted(made.families) if isinstance(made, readers.BadRelease) else []
        place = None if made.where is None else str(made.where)
        said = {"what": made.what, "where": place, "expected": made.expected, "nearest": made.nearest}
        cache.keep(folder, sha256, key, json.dumps({**said, "families": families}).encode())
    elif not made.faults:
        for name, rows in made.rows.items():
            cache.keep_frame(folder, f"{sha256}.{name}", key, rows)
        about = {
            "family": made.family,
            "title": made.title,
            "published": made.published and made.published.isoformat(),
            "extent": [day.isoformat() for day in made.extent or ()],
            "rows": list(made.rows),
        }
        cache.keep(folder, sha256, key, json.dumps(about).encode())


def _placed(error: AnalysisError, read: readers.ReadRelease) -> BadData:
    where = error.where or (Where(read.path) if error.value is None else _place_in(error.value, read))
    return BadData(error.what, where=where, expected=error.expected, nearest=error.nearest, value=error.value)


def _place_in(value: str, read: readers.ReadRelease) -> Where:
    for table in read.tables.values():
        for name in table.select_dtypes(include=["str", "object", "category"]).columns:
            lines = table.index[(table[name] == value).to_numpy(dtype=bool)]
            if len(lines):
                first = dict(zip(table.index.names, _as_tuple(lines[0]), strict=True))
                sheet = first.get("sheet", table.attrs.get("sheet"))
                return Where(read.path, sheet, int(first["row"]), str(name).replace("_", " "))
    return Where(read.path)


def _as_tuple(line: Any) -> tuple[Any, ...]:
    return line if isinstance(line, tuple) else (line,)


def _extent(tables: Mapping[str, pd.DataFrame]) -> tuple[dt.date, dt.date] | None:
    ends = []
    for table in tables.values():
        if "quarter" in table:
            ends += [table["quarter"].min().start_time.date(), table["quarter"].max().end_time.date()]
        elif "date" in table:
            ends += [table["date"].min().date(), table["date"].max().date()]
    return (min(ends), max(ends)) if ends else None
