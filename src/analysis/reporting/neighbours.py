"""What is written into pages with the index: links to the pages before and after, and that a page is superseded."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup, escape

_PLACE = re.compile(r"<!--(pages|edition)-->.*?<!--/\1-->", re.DOTALL)
_TO_INDEX = '<a href="../../index.html">All pages</a>'


def link(reports: Path, pages: Sequence[tuple[str, str, str]]) -> None:
    """Write into each page of one area and period where the page before it is, and the page after it, and its notice.

    Parameters
    ----------
    reports : Path
        Folder of the reports.
    pages : sequence of (str, str, str)
        Title, address relative to that folder, and notice of each in order; the notice is mostly empty.
    """
    for place, (_, address, notice) in enumerate(pages):
        before = _anchor("prev", "Previous", pages[place - 1], address) if place else ""
        after = _anchor("next", "Next", pages[place + 1], address) if place + 1 < len(pages) else ""
        links = "\n".join(filter(None, (before, _TO_INDEX, after)))
        file = reports / unquote(address)
        text = file.read_text(encoding="utf-8")
        said = Markup('<div class="check"><p>{}</p></div>').format(notice) if notice else ""
        inside = {"pages": links, "edition": said}
        linked = _PLACE.sub(lambda found, inside=inside: _filled(found[1], inside[found[1]]), text)  # type: ignore[misc]
        if linked != text:
            beside = file.with_name(f".{file.name}.partial")
            beside.write_text(linked, encoding="utf-8")
            beside.replace(file)


def _filled(place: str, text: str) -> str:
    return f"<!--{place}-->{text}<!--/{place}-->"


def _anchor(relation: str, word: str, page: tuple[str, str, str], here: str) -> Markup:
    title, address, _ = page
    address = posixpath.relpath(address, posixpath.dirname(here))
    return Markup('<a rel="{}" href="{}">{}: {}</a>').format(relation, address, word, escape(title))
