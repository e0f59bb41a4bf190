"""Where the formulas of a workbook stand: the reader of cells gives only what was last worked out for them."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

from analysis.errors import BadData, Where
from analysis.readers import extent

Places = dict[str, frozenset[tuple[int, int]]]

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])?>\s*<(?:\w+:)?f[\s/>]")
_ODS = re.compile(
    r"<table:table\s[^>]*>|<table:table-row\b[^>]*>|<table:(?:covered-)?table-cell\b[^>]*>|</table:table>"
)


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
            return {name: _of_worksheet(path, xml) for name, xml in extent.worksheets(package)}
        if "content.xml" in names:
            return _of_document(package.read("content.xml").decode("utf-8", errors="replace"))
    raise BadData("the file is a workbook of a kind that is not read", where=Where(path), expected="XLSX, ODS or CSV")


def _of_worksheet(path: Path, xml: bytes) -> frozenset[tuple[int, int]]:
    found = set()
    for attributes in _CELL.findall(xml):
        reference = extent.REFERENCE.search(attributes)
        if reference is None:
            raise BadData(
                "the file holds a formula whose cell has no name", where=Where(path), expected="plain figures"
            )
        found.add((int(reference[2]), extent.column_number(reference[1]) - 1))
    return frozenset(found)


def _of_document(xml: str) -> Places:
    found: dict[str, set[tuple[int, int]]] = {}
    name, row, column, rows_next = "", 0, 0, 1
    for tag in _ODS.findall(xml):
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
    return unescape(found[1] or found[2] or "") if found else ""
