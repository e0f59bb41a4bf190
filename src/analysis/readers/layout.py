"""What a family of official files and its tables look like, and whether a sheet looks like that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from analysis.readers.release import Notes
    from analysis.readers.spreadsheet import Sheet
    from analysis.readers.table import Table

Kind = Literal["text", "whole", "number", "year", "date"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        What it is called once read.
    headings : tuple of str
        The headings it has had in releases, newest first.
    kind : {'text', 'whole', 'number', 'year', 'date'}
        What its cells hold; a year may not be withheld.
    missing : mapping
        Marks that stand instead of a number, and what each means.
    blank : bool
        Whether a blank cell is right.
    required : bool
        Whether every release has it.
    labels : mapping
        Labels of earlier releases and what they are written as now.
    """

    name: str
    headings: tuple[str, ...]
    kind: Kind = "text"
    missing: Mapping[str, str] = field(default_factory=dict)
    blank: bool = False
    required: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.headings[0]


@dataclass(frozen=True)
class Spread:
    """Columns that hold one measure each for a label in their heading, to be read as lines.

    Parameters
    ----------
    into : tuple of str
        Names of the columns that the labels go to.
    value : Column
        Name and kind of the column that the figures go to.
    headings : mapping, optional
        The labels by heading, all required; without it every heading that is no other column's is a label.
    """

    into: tuple[str, ...]
    value: Column
    headings: Mapping[str, tuple[str, ...]] | None = None

    @cached_property
    def known(self) -> dict[str, tuple[str, ...]]:
        """The labels by heading, in lower case, where the headings are given."""
        return {heading.casefold(): labels for heading, labels in (self.headings or {}).items()}

    def labels(self, heading: str) -> tuple[str, ...] | None:
        """Return the labels that a heading stands for, or None where it stands for none."""
        return (heading,) if self.headings is None else self.known.get(heading.casefold())


@dataclass(frozen=True)
class Layout:
    """How one table is laid out.

    Parameters
    ----------
    table : str
        Name of the table.
    columns : tuple of Column
        Its columns, in any order.
    key : tuple of str
        Columns of the finished table that no two lines may share, as far as it has them; none where `tidy` sees to it.
    header_rows : tuple of int
        The rows that the header may stand on in a workbook, counted from 1; its last row where it has several. In a
        CSV file row 1 is right as well.
    sheet : re.Pattern, optional
        Names of the sheets that hold it in the publisher's workbook.
    title : re.Pattern, optional
        What must stand in a cell above the header.
    spread : Spread, optional
        Columns to be read as lines.
    levels : int
        Rows of the header; the labels of the upper one apply to the right until the next.
    end : str, optional
        Text of the last row in a workbook.
    required : bool
        Whether every workbook of the family has it.
    every_quarter : bool
        Whether no quarter may be missing between the first and the last.
    numbered : bool
        Whether the first column has no heading and numbers the rows from 0.
    tidy : callable, optional
        Makes the finished table from the one read.
    """

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = (1,)
    sheet: re.Pattern[str] | None = None
    title: re.Pattern[str] | None = None
    spread: Spread | None = None
    levels: int = 1
    end: str | None = None
    required: bool = False
    every_quarter: bool = False
    numbered: bool = False
    tidy: Callable[[Table, Notes], pd.DataFrame] | None = None

    def rows_for_header(self, sheet: str | None) -> tuple[int, ...]:
        """Return the rows that the header may stand on in a worksheet, or in a CSV file."""
        return self.header_rows if sheet is not None else tuple(dict.fromkeys((1, *self.header_rows)))

    @cached_property
    def known(self) -> dict[str, Column]:
        """The columns by heading, in lower case."""
        return {text.casefold(): column for column in self.columns for text in column.headings}

    def column(self, heading: str) -> Column | None:
        """Return the column that a heading belongs to, or None."""
        return self.known.get(heading.casefold())


@dataclass(frozen=True)
class Family:
    """Files that one reader reads.

    Parameters
    ----------
    name : str
        Its name in this project.
    title : str
        The title of the publication.
    publisher : str
        Who publishes it.
    layouts : tuple of Layout
        Its tables.
    check : callable, optional
        Checks tables of a workbook against one another; takes the finished tables, the sheets that hold none of them,
        and the notes.
    left : re.Pattern, optional
        Names of sheets that look like its tables and are not read.
    """

    name: str
    title: str
    publisher: str
    layouts: tuple[Layout, ...]
    check: Callable[[dict[str, pd.DataFrame], dict[str, Sheet], Notes], None] | None = None
    left: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Match:
    """How a row of a sheet compares with the header of a layout.

    Parameters
    ----------
    layout : Layout
        The layout.
    row : int
        The row, counted from 1.
    headings : list of str
        The headings in the row, without footnote marks.
    places : dict of str to int
        Position of each column found.
    spread : dict of int to tuple of str
        Labels by position of the columns that are to become lines.
    missing : tuple of str
        Headings that are due and not there.
    extra : tuple of int
        Positions of headings that are not known.
    repeated : dict of int to int
        Positions of headings of a column that has one already, and where that one is.
    sheet : str or None
        The sheet; None in a CSV file.
    """

    layout: Layout
    row: int
    headings: list[str]
    places: dict[str, int]
    spread: dict[int, tuple[str, ...]]
    missing: tuple[str, ...]
    extra: tuple[int, ...]
    repeated: dict[int, int]

    sheet: str | None

    @property
    def in_place(self) -> bool:
        """Whether the row is one that the header may stand on."""
        return self.row in self.layout.rows_for_header(self.sheet)

    @property
    def fits(self) -> bool:
        """Whether every heading is as it should be."""
        return not self.missing and not self.extra

    @property
    def likeness(self) -> float:
        """Share of all headings, due or present, that are right."""
        found = len(self.places) + bool(self.spread)
        return found / (found + len(self.missing) + len(self.extra)) if found else 0.0
