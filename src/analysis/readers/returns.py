"""Returns to the programme, as the police forces send them: raw texts of a CSV file or a workbook, with their places.

Nothing is evaluated. A cell that holds a formula is marked as one, and what the program that wrote the file had worked
out for it is not to be used. The table is found by its headings, wherever it stands, on a sheet that can be seen.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine

from analysis.errors import BadData, Where, nearest_names
from analysis.readers import formulas
from analysis.readers.cells import squeeze
from analysis.readers.spreadsheet import decoded, read_bytes, read_sheets

MOST_BYTES = 20_000_000
"""A year of the largest return, of all forces, is a tenth of it."""

_MOST_ROWS_ABOVE = 30
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class RawReturn:
    """The table of a return, as texts.

    Attributes
    ----------
    path : Path
    name : str
        Which of the known returns it is.
    sheet : str or None
        None in a CSV file.
    header_row : int
        Row of the headings, counted from 1 as a spreadsheet does.
    headings : tuple of str
        As written, by column; blank where a column has none.
    rows : tuple of tuple
        Number of each row that is not blank, and its texts: as many as there are headings, or more.
    formulas, merged : frozenset of tuple of int
        Row (from 1) and column (from 0) of cells that hold a formula, and of the first cell of each merged range.
    notes : tuple of str
        What was left out, and why.
    """

    path: Path
    name: str
    sheet: str | None
    header_row: int
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()
    notes: tuple[str, ...] = ()

    def at(self, row: int | None, column: str | None = None) -> Where:
        """Return a place in the table."""
        return Where(self.path, self.sheet, row, column)


@dataclass(frozen=True)
class _Sheet:
    name: str | None
    rows: list[list[str]]
    visible: bool = True
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()


def read(path: Path, layouts: Mapping[str, Sequence[str]]) -> RawReturn:
    """Read the table of a return.

    Parameters
    ----------
    path : Path
        CSV (UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab), XLSX or ODS.
    layouts : mapping of str to sequence of str
        The columns of each return that it may be, by name.

    Returns
    -------
    RawReturn
        The visible table whose headings come nearest to one of the layouts.

    Raises
    ------
    BadData
        Where the file cannot be read, holds none of these tables or two of them.
    """
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise BadData(f"the file is larger than {MOST_BYTES // 1_000_000} MB", where=Where(path), expected="one return")
    content = read_bytes(path)
    if content.startswith(_OLE):
        raise BadData(
            "the file is an old Excel workbook (.xls) or protected", where=Where(path), expected="XLSX or CSV"
        )
    sheets = _workbook(path, content) if content.startswith(_ZIP) else [_csv(path, content)]
    visible = [sheet for sheet in sheets if sheet.visible]
    found = [each for sheet in visible if (each := _table_in(sheet, path, layouts))]
    if not found:
        _refuse_hidden(sheets, path, layouts)
        raise _unrecognised(visible, path, layouts)
    best = max(score for score, _ in found)
    alike = [table for score, table in found if score == best]
    if len(alike) > 1:
        names = " and ".join(f"'{table.sheet}'" for table in alike)
        raise BadData(f"the sheets {names} both hold such a table", where=Where(path), expected="one return in a file")
    hidden = [f"The hidden sheet '{sheet.name}' was not read." for sheet in sheets if not sheet.visible]
    table = alike[0]
    return RawReturn(**{**table.__dict__, "notes": tuple(hidden)})


def key_of(heading: str) -> str:
    """Return a heading in the form of a column's name: ``Exploitation type`` is ``exploitation_type``."""
    return re.sub(r"[\s_-]+", "_", squeeze(heading).casefold()).strip("_")


def column_letters(position: int) -> str:
    """Return the letters that a spreadsheet gives a column, counted from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _table_in(sheet: _Sheet, path: Path, layouts: Mapping[str, Sequence[str]]) -> tuple[float, RawReturn] | None:
    best: tuple[float, int, str] = (0.0, 0, "")
    for number, row in enumerate(sheet.rows[:_MOST_ROWS_ABOVE], start=1):
        keys = {key_of(cell) for cell in row if cell.strip()}
        for name, columns in layouts.items():
            score = _likeness(keys, columns)
            if score > best[0]:
                best = (score, number, name)
    score, header_row, name = best
    if score < 0.5:
        return None
    headings = _trimmed(sheet.rows[header_row - 1])
    below = [(number, tuple(row)) for number, row in enumerate(sheet.rows, start=1) if number > header_row]
    computed = {row for row, _ in sheet.formulas}
    return score, RawReturn(
        path=path,
        name=name,
        sheet=sheet.name,
        header_row=header_row,
        headings=tuple(headings),
        rows=tuple((number, row) for number, row in below if number in computed or any(map(str.strip, row))),
        formulas=frozenset(at for at in sheet.formulas if at[0] >= header_row),
        merged=frozenset(at for at in sheet.merged if at[0] >= header_row),
    )


def _likeness(headings: set[str], columns: Sequence[str]) -> float:
    if not headings & set(columns):
        return 0.0
    # A misspelt heading counts for half: enough to recognise the table, and to name the mistake.
    missing = [column for column in columns if column not in headings]
    near = sum(0.5 for column in missing if nearest_names(column, headings - set(columns), most=1))
    return (len(columns) - len(missing) + near) / len(set(columns) | headings)


def _trimmed(row: Sequence[str]) -> list[str]:
    filled = [position for position, cell in enumerate(row) if cell.strip()]
    return list(row[: filled[-1] + 1])


def _csv(path: Path, content: bytes) -> _Sheet:
    text = decoded(path, content).removeprefix("\ufeff")
    if "\x00" in text:
        raise BadData("the file holds zero bytes", where=Where(path), expected="a CSV file")
    top = "\n".join(text.splitlines()[:_MOST_ROWS_ABOVE])
    delimiter = max(",;\t", key=top.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadData(f"the file is no readable CSV file ({error})", where=Where(path)) from None
    return _Sheet(None, rows)


def _workbook(path: Path, content: bytes) -> list[_Sheet]:
    # The first reading refuses what is damaged, protected or too large; only then are the details asked for.
    cells = {sheet.name: sheet.rows for sheet in read_sheets(path, content)}
    held = formulas.places(path, content)
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = []
    for about in workbook.sheets_metadata:
        if about.name not in cells:
            continue
        merged = workbook.get_sheet_by_name(about.name).merged_cell_ranges or []
        sheets.append(
            _Sheet(
                name=about.name,
                rows=[[_text(cell) for cell in row] for row in cells[about.name]],
                visible=about.visible == python_calamine.SheetVisibleEnum.Visible,
                formulas=held.get(about.name, frozenset()),
                merged=frozenset((start[0] + 1, start[1]) for start, _ in merged),
            )
        )
    return sheets


def _text(cell: Any) -> str:
    match cell:
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
    return str(cell)


def _refuse_hidden(sheets: Sequence[_Sheet], path: Path, layouts: Mapping[str, Sequence[str]]) -> None:
    for sheet in sheets:
        if not sheet.visible and _table_in(sheet, path, layouts):
            raise BadData("the return is on a hidden sheet", where=Where(path, sheet.name), expected="a visible one")


def _unrecognised(sheets: Sequence[_Sheet], path: Path, layouts: Mapping[str, Sequence[str]]) -> BadData:
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        return BadData("the file is empty", where=Where(path), expected="a return with its headings")
    if len(layouts) == 1:
        ((name, columns),) = layouts.items()
        expected = f"the headings of {name}: {', '.join(columns)}"
    else:
        expected = f"the headings of one of {', '.join(layouts)}; `msoic returns template NAME` writes them"
    return BadData("no sheet has the headings of a return", where=Where(path), expected=expected)
