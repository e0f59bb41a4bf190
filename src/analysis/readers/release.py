"""What reading a file gives: its tables, and by name everything that was not carried over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import BadData, Where


@dataclass(frozen=True)
class SetAside:
    """Something in a file that is not in the tables read from it.

    Parameters
    ----------
    where : Where
        The place of the first of it.
    what : str
        What it is, with its count.
    why : str
        Why it was not carried over.
    rows : int
        How many whole rows of the file it covers; 0 where it is cells or marks within rows that were read.
    """

    where: Where
    what: str
    why: str
    rows: int = 0

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.why})"


@dataclass(frozen=True)
class ReadRelease:
    """A file as read.

    Parameters
    ----------
    family : str
        Name of the family of files it belongs to.
    path : Path
        The file.
    title : str
        Its own title where it has one, or else the family's.
    published : date or None
        The publication date that the file itself states.
    tables : dict of str to DataFrame
        The data by table name. The index says where each line stands in the file: `row`, a row number as a spreadsheet
        shows it; before it `sheet` where a table is spread over sheets, or else ``attrs["sheet"]``; after it `column`,
        the heading, where one row of the file became several lines. It is unique. There is no table in a file that is
        known and not used.
    set_aside : tuple of SetAside
        What the tables do not hold.
    marks : DataFrame
        Cells whose figure carries a mark or is missing, one line each: table, sheet, row, column (heading), mark.
    rows : int
        Rows of the file that the tables were made from, without headers.
    """

    family: str
    path: Path
    title: str
    published: date | None
    tables: dict[str, pd.DataFrame]
    set_aside: tuple[SetAside, ...]
    marks: pd.DataFrame
    rows: int


class BadRelease(BadData):
    """A file that is of a known family, or nearly, and cannot be used.

    Parameters
    ----------
    error : BadData
        What is wrong with it.
    families : iterable of str
        The families that its tables are of.
    """

    def __init__(self, error: BadData, families: Iterable[str]) -> None:
        self.families = frozenset(families)
        super().__init__(
            error.what, where=error.where, expected=error.expected, nearest=error.nearest, value=error.value
        )


@dataclass
class Notes:
    """Collects what a reader sets aside while it works.

    Parameters
    ----------
    path : Path
        The file being read.
    """

    path: Path
    set_aside: list[SetAside] = field(default_factory=list)
    marks: list[pd.DataFrame] = field(default_factory=list)
    rows: int = 0

    def put_aside(self, where: Where, what: str, why: str, rows: int = 0) -> None:
        """Name something that is not carried over; see `SetAside`."""
        self.set_aside.append(SetAside(where, what, why, rows))

    def all_marks(self) -> pd.DataFrame:
        """Return the marks of all tables as one frame; see `ReadRelease.marks`."""
        columns = ["table", "sheet", "row", "column", "mark"]
        return pd.concat(self.marks, ignore_index=True) if self.marks else pd.DataFrame(columns=columns)


def count(number: int, noun: str) -> str:
    """Return a count with its noun, such as '1 row' or '2,314 rows'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
