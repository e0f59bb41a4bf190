"""From a sheet that fits a layout to a table with names and dtypes, and in words where it does not quite fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadData, Where, nearest_names
from analysis.readers import cells
from analysis.readers.layout import Column, Layout, Match, Spread
from analysis.readers.release import Notes, count
from analysis.readers.spreadsheet import Sheet, is_blank


@dataclass(frozen=True)
class Table:
    """A table read from one sheet.

    Parameters
    ----------
    layout : Layout
        What it looks like.
    path : Path
        The file.
    sheet : str or None
        The sheet; None in a CSV file.
    data : DataFrame
        The lines; the index is `row`, or `row` and `column` where columns became lines.
    headings : dict of str to str
        The heading of each column in the file.
    """

    layout: Layout
    path: Path
    sheet: str | None
    data: pd.DataFrame
    headings: dict[str, str]

    def at(self, line: Any, name: str | None = None) -> Where:
        """Return the place of a line of the table, by its label in the index, and of a column by its name."""
        row, heading = line if isinstance(line, tuple) else (line, None)
        return Where(self.path, self.sheet, int(row), heading or (self.headings.get(name, name) if name else None))


def refuse(path: Path, match: Match) -> BadData:
    """Return the error that says how a header differs from the layout it comes nearest to."""
    layout = match.layout
    if match.fits:
        rows = " or ".join(map(str, layout.rows_for_header(match.sheet)))
        what = f"the header of table '{layout.table}' stands on row {match.row}"
        return BadData(what, where=Where(path, match.sheet, match.row), expected=f"it on row {rows}")
    due = "the columns " + ", ".join(f"'{column}'" for column in layout.columns)
    if match.missing:
        strange = [match.headings[position] for position in match.extra]
        heading = match.missing[0]
        instead = nearest_names(heading, strange, most=1) or strange[:1]
        stands = f"; '{instead[0]}' stands there" if instead else ""
        what = f"the header of table '{layout.table}' lacks the column '{heading}'{stands}"
        return BadData(what, where=Where(path, match.sheet, match.row, instead[0] if instead else None), expected=due)
    position = match.extra[0]
    what = f"the header of table '{layout.table}' has a column that is not known, column {position + 1}"
    return BadData(what, where=Where(path, match.sheet, match.row, match.headings[position]), expected=f"only {due}")


def extract(path: Path, sheet: Sheet, match: Match, notes: Notes) -> Table:
    """Return the table under a header that fits and stands where it should.

    Parameters
    ----------
    path : Path
        The file.
    sheet : Sheet
        The sheet.
    match : Match
        The header.
    notes : Notes
        Takes what is set aside.

    Returns
    -------
    Table
        Columns as the layout names them.

    Raises
    ------
    BadData
        Where a row, a column or a cell is not as the layout says.
    """
    layout = match.layout
    extraction = _Extraction(path, sheet, match, notes)
    extraction.note_title()
    body, rows = extraction.body()
    columns = [[row[position] for row in body] for position in range(len(match.headings))]
    extraction.check_unnamed_columns(columns, rows)
    extraction.check_repeated_columns(columns)
    named = {column.name: column for column in layout.columns}
    data = pd.DataFrame(
        {name: extraction.values(named[name], columns, position, rows) for name, position in match.places.items()},
        index=pd.Index(rows, name="row"),
        copy=False,
    )
    if layout.spread is not None:
        value = layout.spread.value
        figures = [extraction.values(value, columns, position, rows) for position in match.spread]
        data = _spread(data, layout.spread, match, figures)
    notes.rows += len(rows)
    headings = {name: match.headings[position] for name, position in match.places.items()}
    return Table(layout, path, sheet.name, data, headings)


@dataclass(frozen=True)
class _Extraction:
    """The steps of taking one table out of one sheet."""

    path: Path
    sheet: Sheet
    match: Match
    notes: Notes

    def at(self, row: int | None = None, column: str | None = None) -> Where:
        return Where(self.path, self.sheet.name, row, column)

    def note_title(self) -> None:
        above = self.sheet.rows[: self.match.row - self.match.layout.levels]
        titles = sum(1 for row in above if not is_blank(row))
        if titles:
            self.notes.put_aside(self.at(1), count(titles, "row"), "title and notes above the header", titles)

    def body(self) -> tuple[list[list[Any]], NDArray[np.int64]]:
        """Return the rows under the header with their numbers, without blank ones and the one that ends the table."""
        width, first = len(self.match.headings), self.match.row + 1
        body = self.sheet.rows[self.match.row :]
        while body and is_blank(body[-1]):
            body.pop()
        body = self._without_ending(body)
        if set(map(len, body)) - {width}:
            body = [_fitted(row, width, self.at(first + i)) for i, row in enumerate(body)]
        anchor = next(iter(self.match.places.values()))
        blank = {i for i, row in enumerate(body) if is_blank(row[anchor : anchor + 1]) and is_blank(row)}
        rows = np.array([first + i for i in range(len(body)) if i not in blank], dtype=np.int64)
        body = [row for i, row in enumerate(body) if i not in blank] if blank else body
        if not body:
            raise BadData("the table has no rows below its header", where=self.at(self.match.row))
        return body, rows

    def _without_ending(self, body: list[list[Any]]) -> list[list[Any]]:
        end, header = self.match.layout.end or "End of table", self.match.row
        found = next((i for i, row in enumerate(body) if row and row[0] == end and is_blank(row[1:])), None)
        if found is None:
            if self.match.layout.end and self.sheet.name is not None and body:
                what = f"the last row begins '{cells.short(body[-1][0])}'"
                raise BadData(
                    what, where=self.at(header + len(body)), expected=f"'{end}', unless the table is cut short"
                )
            return body
        if found < len(body) - 1:
            what = f"something stands below '{end}'"
            raise BadData(what, where=self.at(header + found + 2), expected="nothing more in the sheet")
        self.notes.put_aside(self.at(header + found + 1), f"1 row '{end}'", "ends the table", 1)
        return body[:found]

    def check_unnamed_columns(self, columns: Sequence[list[Any]], rows: NDArray[np.int64]) -> None:
        """Refuse anything in a column without a heading, but for one that numbers the rows without a gap."""
        numbered = self.match.layout.numbered
        for position, heading in enumerate(self.match.headings):
            if heading:
                continue
            column = columns[position]
            due = [str(i) for i in range(len(column))] if numbered and position == 0 else [""] * len(column)
            odd = next((i for i, cell in enumerate(column) if cells.as_text(cell).strip() != due[i]), None)
            if odd is not None:
                where = self.at(int(rows[odd]), f"column {position + 1}")
                expected = f"the row's number, {due[odd]}, unless a row is missing" if due[odd] else "nothing"
                raise BadData(f"'{cells.short(column[odd])}' stands under no heading", where=where, expected=expected)
            if numbered and position == 0:
                self.notes.put_aside(self.at(self.match.row), "column 1 without a heading", "numbers the rows")

    def check_repeated_columns(self, columns: Sequence[list[Any]]) -> None:
        """Refuse a second column of a heading, unless it is blank or repeats the first."""
        for position, twin in self.match.repeated.items():
            where = self.at(self.match.row, self.match.headings[position])
            blank = is_blank(columns[position])
            if not blank and columns[position] != columns[twin]:
                what = f"columns {twin + 1} and {position + 1} have the same heading and different cells"
                raise BadData(what, where=where, expected="one column of this heading")
            why = "it holds nothing" if blank else "it repeats the first"
            self.notes.put_aside(where, f"a second column of this heading, column {position + 1}", why)

    def values(self, column: Column, columns: Sequence[list[Any]], position: int, rows: NDArray[np.int64]) -> Any:
        """Return the parsed values of a column, having noted its marks and the footnote number of its heading."""
        heading = self.match.headings[position]
        for mark in cells.notes_in(self.sheet.rows[self.match.row - 1][position]):
            where = self.at(self.match.row, heading)
            self.notes.put_aside(where, f"footnote mark '{mark}' of the heading", "the notes are in the file")

        def place(line: int) -> Where:
            return self.at(int(rows[line]), heading)

        content = columns[position]
        if column.kind == "date":
            return cells.dates(content, place)
        if column.kind == "text":
            texts, marks = cells.texts(content, place, blank=column.blank, labels=column.labels)
            self._note(marks, column, heading, rows)
            return texts
        whole = column.kind != "number"
        missing = None if column.kind == "year" else column.missing
        figures, marks = cells.numbers(content, place, whole=whole, blank=column.blank, missing=missing)
        self._note(marks, column, heading, rows)
        if column.kind == "year":
            _refuse_odd_years(figures, place)
        return _integers(figures, nullable=bool(column.missing) or column.blank) if whole else figures

    def _note(self, marks: cells.Marks, column: Column, heading: str, rows: NDArray[np.int64]) -> None:
        meanings = {**cells.MISSING, "blank": "blank in the file", **column.missing}
        for mark, positions in marks.items():
            where = self.at(int(rows[positions[0]]), heading)
            meaning = meanings.get(mark, "the mark is kept beside the cell")
            self.notes.put_aside(where, f"{count(len(positions), 'cell')} marked '{mark}'", meaning)
            frame = {"table": self.match.layout.table, "sheet": self.sheet.name, "row": rows[positions]}
            self.notes.marks.append(pd.DataFrame({**frame, "column": heading, "mark": mark}))


def _fitted(row: list[Any], width: int, where: Where) -> list[Any]:
    if not row:
        return [""] * width
    if len(row) < width or not is_blank(row[width:]):
        raise BadData(f"the row has {count(len(row), 'cell')}", where=where, expected=f"{width}, as the header has")
    return row[:width]


def _refuse_odd_years(figures: NDArray[np.float64], place: cells.Place) -> None:
    odd = np.flatnonzero((figures < 1900) | (figures > 2100))
    if len(odd):
        raise BadData(
            f"'{figures[odd[0]]:.0f}' is not a year", where=place(int(odd[0])), expected="a year such as 2021"
        )


def _integers(figures: NDArray[np.float64], *, nullable: bool) -> Any:
    missing = np.isnan(figures)
    if not nullable and not missing.any():
        return figures.astype(np.int64)
    return pd.arrays.IntegerArray(np.where(missing, 0, figures).astype(np.int64), missing)


def _spread(data: pd.DataFrame, spread: Spread, match: Match, figures: list[Any]) -> pd.DataFrame:
    """Return one line for each row and spread column, row by row."""
    times, rows = len(figures), len(data)
    lines = data.loc[data.index.repeat(times)]
    for place, name in enumerate(spread.into):
        labels = pd.Series([labels[place] for labels in match.spread.values()], dtype="str")
        lines[name] = labels.take(np.tile(np.arange(times), rows)).to_numpy()
    by_row = np.arange(times * rows).reshape(times, rows).T.ravel()
    lines[spread.value.name] = pd.concat([pd.Series(column) for column in figures]).array.take(by_row)
    headings = [match.headings[position] for position in match.spread] * rows
    lines.index = pd.MultiIndex.from_arrays([lines.index, headings], names=["row", "column"])
    return lines
