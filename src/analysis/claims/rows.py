"""The rows of a CSV as spreadsheets save it: with commas, semicolons or tabs, and a mark at its beginning or none."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.errors import AnalysisError, BadData, Where, nearest_names

Row = tuple[int, dict[str, str]]
"""The number of a row, as a spreadsheet counts, and its cells by column."""

_SAVED = "a CSV in UTF-8; in Excel: Save As, of the type 'CSV UTF-8 (Comma delimited)'"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = (",", ";", "\t")


def read(path: Path, required: Sequence[str], optional: Sequence[str]) -> tuple[list[Row], list[AnalysisError]]:
    """Read the rows of a CSV.

    Parameters
    ----------
    path : Path
    required, optional : sequence of str
        The columns that must and that can be there.

    Returns
    -------
    list of Row
        Those that have a cell for each column; empty ones are passed over.
    list of AnalysisError
        One for each row that has not.

    Raises
    ------
    BadData
        Where the file is missing, or no such CSV.
    """
    text = _text(path, required)
    first, _, _ = text.partition("\n")
    # What stands between the names of the columns stands between the cells of every row.
    delimiter = max(_DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        _check_header(header, path, required, optional)
        numbered = [(number, line) for number, line in enumerate(lines, 2) if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise BadData(f"the file is no CSV ({error})", where=Where(path), expected=_SAVED) from None
    ragged: list[AnalysisError] = [
        BadData(f"the row has {len(line)} cells", where=Where(path, row=number), expected=f"{len(header)}, as above it")
        for number, line in numbered
        if len(line) != len(header)
    ]
    whole = [(number, line) for number, line in numbered if len(line) == len(header)]
    return [(number, dict(zip(header, (cell.strip() for cell in line), strict=True))) for number, line in whole], ragged


def _text(path: Path, required: Sequence[str]) -> str:
    if not path.is_file():
        raise BadData(f"there is no file '{path}'", expected="a CSV that lists the claims of a report")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadData(f"'{path}' cannot be read ({error.strerror})") from error
    if content.startswith(_WORKBOOKS):
        raise BadData("the file is a workbook, whatever its name", where=Where(path), expected=_SAVED)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise BadData("a character is not in UTF-8", where=Where(path, row=row), expected=_SAVED) from None
    if not text.strip():
        expected = f"a first row with the columns {', '.join(required)}, and a row for each claim"
        raise BadData("the file is empty", where=Where(path), expected=expected)
    return text


def _check_header(header: list[str], path: Path, required: Sequence[str], optional: Sequence[str]) -> None:
    names = [*required, *optional]
    for name, times in Counter(header).items():
        if name not in names or times > 1:
            what = f"the column '{name}' is not known" if times == 1 else f"there are {times} columns '{name}'"
            nearest = nearest_names(name.lower().replace(" ", "_"), names, most=1)
            raise BadData(what, where=Where(path, row=1), expected=", ".join(names), nearest=nearest)
    if missing := [name for name in required if name not in header]:
        what = f"these columns are missing: {', '.join(missing)}"
        raise BadData(what, where=Where(path, row=1), expected=", ".join(required))
