"""Raw cell rows of ODS, XLSX, XLS and CSV files, with the row numbers that a spreadsheet shows.

Damaged, protected, empty and oversized files end in `BadData`. Cells are as python-calamine gives them (text, numbers
as floats, dates as datetimes); in a CSV all are text.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import python_calamine

from analysis.errors import BadData, Where
from analysis.readers import zipped

# The largest official file, a year of crime outcomes, has some 9 million cells and unpacks to under 1 GB.
MOST_CELLS = 20_000_000
MOST_BYTES = 500_000_000
MOST_UNPACKED_BYTES = 4_000_000_000
_TOP = 30

Got = TypeVar("Got")

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN = {
    b"%PDF": "a PDF document",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
}
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class Sheet:
    """The cells of one worksheet, or of a CSV file.

    Parameters
    ----------
    name : str or None
        Name of the worksheet; None for a CSV file.
    rows : list of list
        All rows from row 1, so that `rows[0]` is row 1 of the file.
    hidden : bool
        Whether a spreadsheet does not show it.
    merged : frozenset of tuple of int
        Row, counted from 1, and column, counted from 0, of the first cell of each merged range.
    """

    name: str | None
    rows: list[list[Any]]
    hidden: bool = False
    merged: frozenset[tuple[int, int]] = frozenset()

    def filled(self) -> int:
        """Return the number of rows that hold anything."""
        return sum(1 for row in self.rows if not is_blank(row))


def is_blank(row: list[Any] | tuple[Any, ...]) -> bool:
    """Return whether no cell of a row holds anything but white space."""
    return all(isinstance(cell, str) and not cell.strip() for cell in row)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    BadData
        Where it is absent, a folder, unreadable, empty, larger than any release, or plainly another kind of document.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadData(f"the file is larger than {MOST_BYTES // 1_000_000} MB", where=Where(path))
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadData("there is no such file", where=Where(path)) from None
    except OSError as error:
        raise BadData(f"the file cannot be opened ({error.strerror or error})", where=Where(path)) from None
    if not content.strip(b"\x00\r\n\t "):
        raise BadData("the file is empty", where=Where(path))
    wanted = "an ODS, XLSX or CSV file"
    for start, kind in _FOREIGN.items():
        if content.startswith(start):
            raise BadData(f"the file is {kind}", where=Where(path), expected=wanted)
    if content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise BadData("the file is a web page", where=Where(path), expected=f"{wanted}: download it again")
    return content


def read_sheets(path: Path, content: bytes, delimiters: str = ",") -> Iterator[Sheet]:
    """Give the worksheets of a file one after the other, or its only one where it is a CSV file.

    Parameters
    ----------
    path : Path
        The file, for messages.
    content : bytes
        Its content.
    delimiters : str
        What may stand between the cells of a CSV file: that which is most frequent at its top does.

    Yields
    ------
    Sheet
        One worksheet; the reader need hold only one at a time.

    Raises
    ------
    BadData
        Where the file is damaged, protected by a password, or holds more cells than any release.
    """
    if content.startswith((ZIP, OLE)):
        yield from _workbook_sheets(path, content)
    else:
        yield Sheet(None, _csv_rows(path, content, delimiters))


def _workbook_sheets(path: Path, content: bytes) -> Iterator[Sheet]:
    if content.startswith(ZIP):
        _refuse_bomb(path, content)
    workbook = _open(path, lambda: python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)))
    for metadata in workbook.sheets_metadata:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = _open(path, partial(workbook.get_sheet_by_name, metadata.name))
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise _oversized(Where(path, metadata.name))
        rows = _open(path, partial(sheet.to_python, skip_empty_area=False))
        hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
        merged = frozenset((start[0] + 1, start[1]) for start, _ in sheet.merged_cell_ranges or ())
        yield Sheet(metadata.name, rows, hidden, merged)


def _open(path: Path, action: Callable[[], Got]) -> Got:
    try:
        return action()
    except python_calamine.PasswordError:
        raise _protected(path) from None
    except BaseException as error:
        # A panic in calamine's Rust code derives from BaseException alone and can be told by its name only.
        if isinstance(error, (python_calamine.CalamineError, *_DAMAGE)) or type(error).__name__ == "PanicException":
            raise _damaged(path, error) from None
        raise


def _refuse_bomb(path: Path, content: bytes) -> None:
    """Refuse a package before it fills the memory: calamine ends the process where it gets too little of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise BadData("the file unpacks to more than 4 GB", where=Where(path))
            names = {part.filename for part in parts}
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"encryption-data" in package.read(manifest):
                raise _protected(path)
            for sheet, worksheet in zipped.worksheets(package):
                if far := zipped.too_far(worksheet, MOST_CELLS):
                    raise _oversized(Where(path, sheet), far)
    except _DAMAGE as error:
        raise _damaged(path, error) from None


def _csv_rows(path: Path, content: bytes, delimiters: str) -> list[list[Any]]:
    text = _decoded(path, content)
    if "\x00" in text:
        raise _damaged(path, "it holds zero bytes")
    top = "\n".join(text.splitlines()[:_TOP])
    delimiter = max(delimiters, key=top.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _damaged(path, error) from None


def _decoded(path: Path, content: bytes) -> str:
    """Return the text of a CSV file in UTF-8, UTF-16 with its mark, or Windows-1252."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _damaged(path, "its text is neither UTF-8 nor Windows-1252")


def _oversized(where: Where, cell: str = "") -> BadData:
    what = f"the sheet spans more than {MOST_CELLS:,} cells{cell and f', up to cell {cell}'}"
    return BadData(what, where=where, expected="no cells far from the table")


def _protected(path: Path) -> BadData:
    return BadData("the file is protected by a password", where=Where(path), expected="an unprotected copy")


def _damaged(path: Path, error: BaseException | str) -> BadData:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    what = f"the file is damaged or of another kind ({lines[0][:200]})"
    return BadData(what, where=Where(path), expected="a whole ODS, XLSX or CSV file: download it again")
