"""Templates as workbooks: lists to choose from, counts that must be whole, a layout for screen readers.

The layout is that of the Analysis Function's guidance "Releasing statistics in spreadsheets": a cover sheet, notes, one
table a sheet from cell A1 with a single row of headings, named tables, nothing merged, and no meaning by colour alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis import periods
from analysis.datasets.form import REFERENCE
from analysis.returns.cells.counts import MOST
from analysis.returns.cells.fields import levels_of
from analysis.returns.cells.texts import LONGEST_REFERENCE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from analysis.returns.template import Template

RETURN, ALLOWED, NOTES, COVER = "Return", "Allowed values", "Notes", "Cover sheet"

_LANGUAGE = "en-GB"
_RECORD_ROWS = 1000
"""Rows of a return of records that lists and limits are laid over."""

_MOST_MESSAGE = 255
_STYLE = "Table Style Light 1"


def content(template: Template) -> bytes:
    """Return a template as the bytes of an XLSX file.

    Parameters
    ----------
    template : Template
    """
    import xlsxwriter  # noqa: PLC0415  # pages that offer no template should not wait for it

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        # The clock would make another file of the same template.
        created = template.period.start_time.to_pydatetime()
        about = {"title": template.title, "author": "", "comments": f"Language: {_LANGUAGE}", "created": created}
        book.set_properties(about)
        formats = {
            "title": book.add_format({"bold": True, "font_size": 15}),
            "heading": book.add_format({"bold": True, "font_size": 12}),
            "text": book.add_format({"num_format": "@"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "count": book.add_format({"num_format": "0"}),
        }
        sheets = {name: book.add_worksheet(name) for name in (COVER, NOTES, RETURN, ALLOWED)}
        _cover(sheets[COVER], template, formats)
        _notes(sheets[NOTES], template, formats)
        ranges = _allowed(sheets[ALLOWED], template, formats)
        _return(sheets[RETURN], template, ranges, formats)
        sheets[COVER].activate()
    return _with_language(written.getvalue())


def _cover(sheet: Worksheet, template: Template, formats: Mapping[str, Any]) -> None:
    form = template.dataset.asks
    fill_in = (
        f"Fill in the sheet '{RETURN}': one row for each {'record' if form.records else 'count'}. "
        + ("A count is blank until it is filled in; 0 means that there was nothing." if not form.records else "")
    ).strip()
    lines = [
        (template.title, "title"),
        ("What this is", "heading"),
        (
            f"A return to the Modern Slavery and Organised Immigration Crime Programme: {template.dataset.title}.",
            "wrapped",
        ),
        (f"Area: {template.area.name}. Period: {periods.describe(template.period)}.", "wrapped"),
        ("How to fill it in", "heading"),
        (fill_in, "wrapped"),
        ("Rows of months that are not over yet may stay blank. Rows and columns keep their headings.", "wrapped"),
        (
            f"The sheet '{NOTES}' says what each column holds, the sheet '{ALLOWED}' which values it may hold.",
            "wrapped",
        ),
        ("Give exact counts: small numbers are left out when figures are shown. Name no person.", "wrapped"),
        ("Figures only: cells with formulas are refused.", "wrapped"),
    ]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, formats[style])
    sheet.set_column(0, 0, 100)


def _notes(sheet: Worksheet, template: Template, formats: Mapping[str, Any]) -> None:
    form = template.dataset.asks
    rows = [(name, form.meanings[name]) for name in template.dataset.columns]
    _table(sheet, "notes", ["Column", "What it holds"], rows, formats["wrapped"])
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90, formats["wrapped"])


def _allowed(sheet: Worksheet, template: Template, formats: Mapping[str, Any]) -> dict[str, str]:
    rows: list[tuple[str, str]] = []
    ranges = {}
    for name in template.dataset.dimensions:
        levels = levels_of(template.dataset, name, template.area)
        if levels:
            first = len(rows) + 2
            ranges[name] = f"='{ALLOWED}'!$B${first}:$B${first + len(levels) - 1}"
            rows += [(name, level) for level in levels]
    if not rows:
        rows = [("all columns", "see the notes")]
    _table(sheet, "allowed_values", ["Column", "Allowed value"], rows, formats["text"])
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    return ranges


def _return(sheet: Worksheet, template: Template, ranges: Mapping[str, str], formats: Mapping[str, Any]) -> None:
    columns = template.dataset.columns
    rows = template.rows or ((*("" for _ in columns),),)
    _table(sheet, template.dataset.name, columns, rows, formats["text"])
    last = max(len(template.rows), _RECORD_ROWS if template.dataset.asks.records else 1)
    for position, name in enumerate(columns):
        is_count = name in template.dataset.measures
        sheet.set_column(position, position, max(14, len(name) + 4), formats["count" if is_count else "text"])
        rule = _rule(template, name, ranges)
        sheet.data_validation(1, position, last, position, rule)


def _rule(template: Template, name: str, ranges: Mapping[str, str]) -> dict[str, Any]:
    form = template.dataset.asks
    meaning = form.meanings[name]
    rule: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": name[:32],
        "input_message": meaning[:_MOST_MESSAGE],
        "error_title": "Not an allowed value",
    }
    if name in ranges:
        error = f"Choose a value of the list; the sheet '{ALLOWED}' shows them."
        return {**rule, "validate": "list", "source": ranges[name], "error_message": error}
    if name in template.dataset.measures:
        most = 1 if name in form.states else MOST
        error = "1 or 0." if name in form.states else "A whole number of 0 or more."
        between = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
        return {**rule, **between, "error_message": error}
    if name == REFERENCE:
        short = {"validate": "length", "criteria": "between", "minimum": 1, "maximum": LONGEST_REFERENCE}
        return {**rule, **short, "error_message": f"{LONGEST_REFERENCE} characters at the most."}
    return {**rule, "validate": "any"}


def _table(sheet: Worksheet, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], style: Any) -> None:
    where = (0, 0, len(rows), len(columns) - 1)
    headings = [{"header": column} for column in columns]
    sheet.add_table(*where, {"name": name, "columns": headings, "style": _STYLE, "autofilter": False})
    for number, row in enumerate(rows, start=1):
        for position, text in enumerate(row):
            if text:
                sheet.write_string(number, position, text, style)
    sheet.freeze_panes(1, 0)


def _with_language(book: bytes) -> bytes:
    # XlsxWriter has no property for the language of a document, which screen readers ask for.
    core, closing = "docProps/core.xml", b"</cp:coreProperties>"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == core:
                text = text.replace(closing, f"<dc:language>{_LANGUAGE}</dc:language>".encode() + closing)
            new.writestr(part, text)
    return made.getvalue()
