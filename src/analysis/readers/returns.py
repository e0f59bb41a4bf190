"""Returns to the programme, as the police forces send them: raw texts of a CSV file or a workbook, with their places.

Nothing is evaluated. A cell that holds a formula is marked as one, and what the program that wrote the file had worked
out for it is not to be used. The table is found by its headings, wherever it stands, on a sheet that can be seen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.errors import BadData, Where, nearest_names
from analysis.readers import zipped
from analysis.readers.cells import squeeze
from analysis.readers.spreadsheet import OLE, ZIP, Sheet, read_bytes, read_sheets

MOST_BYTES = 20_000_000
"""A year of the largest return, of all forces, is a tenth of it."""

_MOST_ROWS_ABOVE = 30


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
    if content.startswith(OLE):
        raise BadData(
            "the file is an old Excel workbook (.xls) or protected", where=Where(path), expected="XLSX or CSV"
        )
    sheets = [_as_texts(sheet) for sheet in read_sheets(path, content, delimiters=",;\t")]
    held = zipped.places(path, content) if content.startswith(ZIP) else {}
    visible, hidden = ([sheet for sheet in sheets if sheet.hidden == is_hidden] for is_hidden in (False, True))
    found = [each for sheet in visible if (each := _table_in(sheet, path, layouts, held))]
    if not found:
        if first := next((sheet for sheet in hidden if _table_in(sheet, path, layouts, held)), None):
            raise BadData("the return is on a hidden sheet", where=Where(path, first.name), expected="a visible one")
        raise _unrecognised(visible, path, layouts)
    best = max(score for score, _ in found)
    alike = [table for score, table in found if score == best]
    if len(alike) > 1:
        names = " and ".join(f"'{table.sheet}'" for table in alike)
        raise BadData(f"the sheets {names} both hold such a table", where=Where(path), expected="one return in a file")
    return replace(alike[0], notes=tuple(f"The hidden sheet '{sheet.name}' was not read." for sheet in hidden))


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


def _table_in(
    sheet: Sheet, path: Path, layouts: Mapping[str, Sequence[str]], held: zipped.Places
) -> tuple[float, RawReturn] | None:
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
    computed = held.get(sheet.name or "", frozenset())
    in_rows = {row for row, _ in computed}
    return score, RawReturn(
        path=path,
        name=name,
        sheet=sheet.name,
        header_row=header_row,
        headings=tuple(headings),
        rows=tuple((number, row) for number, row in below if number in in_rows or any(map(str.strip, row))),
        formulas=frozenset(at for at in computed if at[0] >= header_row),
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


def _as_texts(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[[_text(cell) for cell in row] for row in sheet.rows])


def _text(cell: Any) -> str:
    match cell:
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
    return str(cell)


def _unrecognised(sheets: Sequence[Sheet], path: Path, layouts: Mapping[str, Sequence[str]]) -> BadData:
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        return BadData("the file is empty", where=Where(path), expected="a return with its headings")
    if len(layouts) == 1:
        ((name, columns),) = layouts.items()
        expected = f"the headings of {name}: {', '.join(columns)}"
    else:
        expected = f"the headings of one of {', '.join(layouts)}; `msoic returns template NAME` writes them"
    return BadData("no sheet has the headings of a return", where=Where(path), expected=expected)
