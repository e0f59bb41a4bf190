"""What stands at the end of the book of a year: the methods of its pages, their sources, and a glossary."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from analysis import paths, periods
from analysis.reporting.export import head, outline

GLOSSARY = "glossary.csv"
"""In the folder of narrative: terms and what they mean."""

ABOUT_SOURCES = "Each publication once. The pages say what they took of it, and give its address and licence."

_METHOD = "method and quality"
_TABLE = re.compile(r" \((?:data table|table|sheet|worksheet|Irr_)[^)]*\)$")
"""Which part of a publication a figure is from."""


def methods(pages: Iterable[NotebookNode]) -> Iterator[str]:
    """Yield as Markdown what each page says of its method.

    Parameters
    ----------
    pages : iterable of NotebookNode
        Executed.
    """
    said = [(outline.title_of(page.cells), texts) for page in pages if (texts := _method(page))]
    if said:
        yield "### Method, page by page"
    for title, texts in said:
        yield f"#### {title}"
        yield from texts


def sources(pages: Iterable[NotebookNode]) -> dict[str, Any]:
    """Return a list of sources with each publication once, and the days on which what is used of it was released.

    Parameters
    ----------
    pages : iterable of NotebookNode
        Executed.

    Returns
    -------
    dict
        The fields of `analysis.presentation.references.Sources`.
    """
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for shown in (each for page in pages for each in head.objects(page) if each["object"] == "sources"):
        for entry in shown["entries"]:
            title = _TABLE.sub("", entry["title"])
            begun = {**entry, "title": title, "days": set()}
            known = found.setdefault((entry["publisher"], title, entry["address"]), begun)
            known["days"] |= {entry["date"]} - {""}
    entries = sorted(found.values(), key=lambda each: (each["publisher"], each["title"]))
    return {"object": "sources", "entries": [{**each, **_dated(each)} for each in entries]}


def glossary() -> str:
    """Return the terms with their meanings as a table in Markdown, by name."""
    terms = pd.read_csv(paths.root() / "data" / "narrative" / GLOSSARY, dtype=str)
    rows = sorted(terms.itertuples(index=False, name=None), key=lambda row: row[0].lower())
    return "\n".join(["| Term | Meaning |", "|---|---|", *(f"| {term} | {meaning} |" for term, meaning in rows)])


def _method(page: NotebookNode) -> list[str]:
    section = next((each for each in outline.sections(page.cells) if each.title.lower() == _METHOD), None)
    return [text for cell in section.cells for text in _texts(cell)] if section else []


def _texts(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
    else:
        yield from (shown["markdown"] for shown in head.objects({"cells": [cell]}) if shown["object"] == "text")


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    days = sorted(entry["days"], reverse=True)
    said = "; ".join(periods.day(dt.date.fromisoformat(day)) for day in days)
    where = "" if entry["linked"] else f" Address: {entry['address'].rstrip('.')}."
    quoted = " Figures read in a secondary source." if entry["standing"] == "secondary" else ""
    details = f"Released: {said or 'day not given'}.{where}{quoted}"
    return {"days": days, "date": max(days, default=""), "released": said, "details": details}
