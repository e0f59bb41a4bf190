"""What the parts of a workbook's file say that the reader of its cells does not: how far they reach, and formulas.

The reader of workbooks gives only what was last worked out for a formula. It lays out the whole grid up to the
outermost cell, and ends the process where the memory ends. Attributes are found as that reader finds them: in either
kind of quotation marks, with blanks around the equals sign, and columns in small letters, too.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from analysis.errors import BadData, Where

_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)\d""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*(\d+)""")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)""")
_CELLS, _ROWS = re.compile(rb"[<:]c[\s/>]"), re.compile(rb"[<:]row[\s/>]")
_ELEMENT = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Places = dict[str, frozenset[tuple[int, int]]]
"""Row, counted from 1, and column, counted from 0, of cells by sheet."""

_COMPUTED = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])?>\s*<(?:\w+:)?f[\s/>]")
_PART_OF_ODS = re.compile(
    r"<table:table\s[^>]*>|<table:table-row\b[^>]*>|<table:(?:covered-)?table-cell\b[^>]*>|</table:table>"
)


def worksheets(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Give the name and the XML of each worksheet of an XLSX file.

    Parameters
    ----------
    package : ZipFile

    Yields
    ------
    tuple of str and bytes
        A part that the workbook names no sheet for goes by its own name.
    """
    parts = {part.filename.lower(): part for part in package.infolist()}
    found = [_elements(package, parts, name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    targets = {each.get("Id"): each.get("Target", "") for each in found[1]}
    named = {}
    for sheet in found[0]:
        target = targets.get(next((text for name, text in sheet.items() if name.endswith(":id")), ""), "")
        place = target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
        named[place.lower()] = sheet.get("name", place)
    for place, part in parts.items():
        if place in named or (place.startswith("xl/worksheets/") and place.endswith(".xml")):
            yield named.get(place, part.filename), package.read(part)


def _elements(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str) -> list[dict[str, str]]:
    text = package.read(parts[name]).decode(errors="replace") if name in parts else ""
    return [
        {key: html.unescape(double or single) for key, double, single in _ATTRIBUTE.findall(element[0])}
        for element in _ELEMENT.finditer(text)
    ]


def too_far(worksheet: bytes, most: int) -> str | None:
    """Return the outermost cell of a worksheet whose grid is larger than may be laid out.

    Parameters
    ----------
    worksheet : bytes
        Its XML.
    most : int
        Cells that a grid may have, blank ones counted.

    Returns
    -------
    str or None
        Such as ``XFD1048576``; None where the grid is no larger.

    Examples
    --------
    >>> too_far(b"<row r='1048576'><c r='XFD1048576'/></row>", 20_000_000)
    'XFD1048576'
    """
    letters, numbers = _COLUMN.findall(worksheet), set(_ROW.findall(worksheet))
    if len(letters) < len(_CELLS.findall(worksheet)) or len(numbers) < len(_ROWS.findall(worksheet)):
        columns, rows = _counted(worksheet)
    else:
        columns, rows = max(map(column_number, set(letters)), default=0), max(map(int, numbers), default=0)
    if columns * rows <= most:
        return None
    references = ((column_number(column) * int(row), column, row) for column, row in REFERENCE.findall(worksheet))
    _, column, row = max(references, default=(0, b"", b""))
    return (column.upper() + row).decode() or f"number {columns:,} of row {rows:,}"


def _counted(worksheet: bytes) -> tuple[int, int]:
    """Return the widest column and the last row where a cell or a row may not say which it is: it follows the last."""
    column = row = columns = rows = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal column, row, columns, rows
        kind, reference = name.rpartition(":")[2], attributes.get("r", "")
        if kind == "row":
            column, row = 0, int(reference) if reference.isdecimal() else row + 1
        elif kind == "c":
            letters = reference.rstrip("0123456789")
            column = column_number(letters.encode()) if letters.isalpha() and letters.isascii() else column + 1
            at = reference[len(letters) :]
            columns, rows = max(columns, column), max(rows, row, int(at) if at else 0)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    try:
        parser.Parse(worksheet, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return columns, rows


def column_number(letters: bytes) -> int:
    """Return the number of a column, counted from 1, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def places(path: Path, content: bytes) -> Places:
    """Return the cells of each sheet that hold a formula.

    Parameters
    ----------
    path : Path
        The file, for messages.
    content : bytes
        An XLSX or ODS file that could be read.

    Returns
    -------
    dict of str to frozenset of tuple of int
        By sheet: row, counted from 1, and column, counted from 0.

    Raises
    ------
    BadData
        Where the file is a workbook of another kind, whose formulas cannot be told from figures.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            return {name: _of_worksheet(path, xml) for name, xml in worksheets(package)}
        if "content.xml" in names:
            return _of_document(package.read("content.xml").decode("utf-8", errors="replace"))
    raise BadData("the file is a workbook of a kind that is not read", where=Where(path), expected="XLSX, ODS or CSV")


def _of_worksheet(path: Path, xml: bytes) -> frozenset[tuple[int, int]]:
    found = set()
    for attributes in _COMPUTED.findall(xml):
        reference = REFERENCE.search(attributes)
        if reference is None:
            raise BadData(
                "the file holds a formula whose cell has no name", where=Where(path), expected="plain figures"
            )
        found.add((int(reference[2]), column_number(reference[1]) - 1))
    return frozenset(found)


def _of_document(xml: str) -> Places:
    found: dict[str, set[tuple[int, int]]] = {}
    name, row, column, rows_next = "", 0, 0, 1
    for tag in _PART_OF_ODS.findall(xml):
        if tag.startswith("<table:table-row"):
            row, rows_next, column = row + rows_next, int(_attribute(tag, "table:number-rows-repeated") or 1), 0
        elif tag.startswith("<table:table "):
            name, row, rows_next = _attribute(tag, "table:name"), 0, 1
            found[name] = set()
        elif not tag.startswith("</"):
            if " table:formula=" in tag:
                found[name].add((row, column))
            column += int(_attribute(tag, "table:number-columns-repeated") or 1)
    return {sheet: frozenset(cells) for sheet, cells in found.items()}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""
