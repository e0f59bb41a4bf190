"""Where the formulas of a workbook stand: the reader of cells gives only what was last worked out for them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from analysis.errors import BadData, Where

Places = dict[str, frozenset[tuple[int, int]]]

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])?>\s*<(?:\w+:)?f[\s/>]")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
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
            return {name: _of_worksheet(path, package.read(part)) for name, part in _parts(package) if part in names}
        if "content.xml" in names:
            return _of_document(package.read("content.xml").decode("utf-8", errors="replace"))
    raise BadData("the file is a workbook of a kind that is not read", where=Where(path), expected="XLSX, ODS or CSV")


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    targets = {_attribute(each, "Id"): _attribute(each, "Target") for each in _RELATION.findall(relations)}
    for sheet in _SHEET.findall(package.read("xl/workbook.xml").decode("utf-8", errors="replace")):
        target = targets.get(_attribute(sheet, r"\w+:id"), "")
        yield _attribute(sheet, "name"), target[1:] if target.startswith("/") else f"xl/{target}"


def _of_worksheet(path: Path, xml: bytes) -> frozenset[tuple[int, int]]:
    found = set()
    for attributes in _CELL.findall(xml):
        reference = _REFERENCE.search(attributes)
        if reference is None:
            raise BadData(
                "the file holds a formula whose cell has no name", where=Where(path), expected="plain figures"
            )
        found.add((int(reference[2]), _column(reference[1].decode())))
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


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
