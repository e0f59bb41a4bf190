"""Which returns are held: one register lists every file that was ever taken in, in the order in which it came.

The files lie in ``data/returns/received``. None is ever changed: a corrected return is a further file, and for the
months that it covers it takes the place of the earlier one, which stays as the vintage that it was. A file that the
register does not list is not there: writing the register is the last step of taking a return in.

An invented country has a single return of each kind, in ``returns`` itself, which its sidecar describes.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import roots
from analysis.datasets.dataset import Dataset
from analysis.errors import BadData, Where
from analysis.provenance import Release, Sidecar, read_sidecar, sha256_of

FIELDS = ("dataset", "reporter", "first", "last", "received", "rows", "file", "sha256")
"""Columns of the register."""

SIDECAR = ".yaml"
"""Ending of what describes an invented return beside it."""

_LICENCE = "Not published: for the programme and those whom it reports to"


@dataclass(frozen=True)
class Submission:
    """A return as it was taken in.

    Attributes
    ----------
    dataset : str
    reporter : str
        Police force, region or nation that it is of.
    first, last : str
        First and last month (``2021-04``) or financial quarter (``2021-22 Q1``) that it covers.
    received : date
        Day on which it was taken in: its vintage.
    rows : int
    file : Path
    sha256 : str
    """

    dataset: str
    reporter: str
    first: str
    last: str
    received: dt.date
    rows: int
    file: Path
    sha256: str


def received() -> list[Submission]:
    """Return every return of the data root, the earliest first.

    Raises
    ------
    BadData
        Where the register or a sidecar cannot be read, or a file is not the one that a sidecar describes.
    """
    if roots.current().demonstration:
        return [_invented(read_sidecar(file.with_suffix(SIDECAR))) for file in sorted(roots.returns().glob("*.csv"))]
    path = register_file()
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != FIELDS:
            raise BadData("the register of returns has other columns", where=Where(path), expected=", ".join(FIELDS))
        return [_submission(row, path) for row in rows]


def held(dataset: Dataset, as_at: dt.date | None = None) -> list[Submission]:
    """Return the returns of a dataset, the earliest first.

    Parameters
    ----------
    dataset : Dataset
    as_at : date, optional
        Only what had been taken in on that day.

    Raises
    ------
    BadData
        As for `received`.
    """
    own = [each for each in received() if each.dataset == dataset.name]
    return [each for each in own if as_at is None or each.received <= as_at]


def read(submission: Submission, dataset: Dataset) -> pd.DataFrame:
    """Return the rows of a return that is held.

    Parameters
    ----------
    submission : Submission
    dataset : Dataset

    Returns
    -------
    DataFrame
        The columns of the form; text, and counts as ``Int64``. What it covers is in ``attrs["span"]``.

    Raises
    ------
    BadData
        Where the file is missing, or is not the one that was taken in.
    """
    where = Where(submission.file)
    if not submission.file.is_file():
        raise BadData("a return that was taken in is missing", where=where)
    if sha256_of(submission.file) != submission.sha256:
        raise BadData("the file is not the return that was taken in: its checksum differs", where=where)
    rows = pd.read_csv(submission.file, dtype=str, keep_default_na=False)
    if list(rows.columns) != dataset.columns:
        raise BadData("a return that was taken in has other columns", where=where, expected=", ".join(dataset.columns))
    counts = [name for name in dataset.measures if name in rows]
    rows = rows.astype(dict.fromkeys(counts, "Int64"))
    rows.attrs["span"] = (submission.first, submission.last)
    return rows


def release_of(dataset: Dataset, submissions: Sequence[Submission]) -> Release:
    """Return what stands in the list of sources for all returns of a dataset together.

    Parameters
    ----------
    dataset : Dataset
    submissions : sequence of Submission
        Those used, at least one.
    """
    if roots.current().demonstration:
        return read_sidecar(submissions[0].file.with_suffix(SIDECAR)).releases[0]
    latest = max(each.received for each in submissions)
    return Release(
        key="returns",
        publisher="Modern Slavery and Organised Immigration Crime Programme",
        title=f"Returns to the programme: {dataset.title}",
        date=latest,
        address="not published",
        period=f"{min(each.first for each in submissions)} to {max(each.last for each in submissions)}",
        standing="official",
        kind="return",
        licence=_LICENCE,
        note=f"Made from {len(submissions)} returns; the date is that of the last one.",
    )


def register_file() -> Path:
    """Return where the register lies."""
    return received_folder() / "register.csv"


def received_folder() -> Path:
    """Return the folder of the returns that were taken in."""
    return roots.returns() / "received"


def _submission(row: dict[str, str], path: Path) -> Submission:
    file = (path.parent / row["file"]).resolve()
    if not file.is_relative_to(path.parent.resolve()):
        raise BadData(f"'{row['file']}' lies outside the folder of returns", where=Where(path, column="file"))
    return Submission(
        dataset=row["dataset"],
        reporter=row["reporter"],
        first=row["first"],
        last=row["last"],
        received=dt.date.fromisoformat(row["received"]),
        rows=int(row["rows"]),
        file=file,
        sha256=row["sha256"],
    )


def _invented(sidecar: Sidecar) -> Submission:
    (release,) = sidecar.releases
    if release.date is None:
        raise BadData("the invented return has no date", where=sidecar.path.name, expected="one such as 2023-04-30")
    first, _, last = release.period.partition(" to ")
    return Submission(
        dataset=sidecar.file.stem,
        reporter=sidecar.area,
        first=first,
        last=last or first,
        received=release.date,
        rows=sidecar.file.read_bytes().count(b"\n") - 1,
        file=sidecar.file,
        sha256=sidecar.sha256,
    )
