"""Links at the foot of a page to the pages before and after it, as they lay there when the index was written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup, escape

_PLACE = re.compile(r"(?<=<!--pages-->).*?(?=<!--/pages-->)", re.DOTALL)
_TO_INDEX = '<a href="../../index.html">All pages</a>'


def link(reports: Path, pages: Sequence[tuple[str, str]]) -> None:
    """Write into each page of one area and period where the page before it is, and the page after it.

    Parameters
    ----------
    reports : Path
        Folder of the reports.
    pages : sequence of (str, str)
        Title and address, relative to that folder, of each in order.
    """
    for place, (_, address) in enumerate(pages):
        before = _anchor("prev", "Previous", pages[place - 1], address) if place else ""
        after = _anchor("next", "Next", pages[place + 1], address) if place + 1 < len(pages) else ""
        links = "\n".join(filter(None, (before, _TO_INDEX, after)))
        file = reports / unquote(address)
        text = file.read_text(encoding="utf-8")
        linked = _PLACE.sub(lambda _, links=links: links, text, count=1)  # type: ignore[misc]
        if linked != text:
            beside = file.with_name(f".{file.name}.partial")
            beside.write_text(linked, encoding="utf-8")
            beside.replace(file)


def _anchor(relation: str, word: str, page: tuple[str, str], here: str) -> Markup:
    title, address = page
    address = posixpath.relpath(address, posixpath.dirname(here))
    return Markup('<a rel="{}" href="{}">{}: {}</a>').format(relation, address, word, escape(title))
