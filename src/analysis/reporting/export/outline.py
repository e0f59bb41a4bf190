"""An executed notebook as the sections of a page: what stands before the first heading, then one section a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from nbformat import NotebookNode

from analysis.reporting.export import markdown

FOLDED = ("method", "method and quality", "sources")
"""Headings of sections that a page folds, since few read them."""

_HEADING = re.compile(r"\A\s*##[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass
class Section:
    """A part of a page.

    Attributes
    ----------
    title : str
        Empty for what stands before the first heading.
    id : str
        By which links lead to it.
    cells : list of NotebookNode
    folded : bool
    """

    title: str
    id: str
    cells: list[NotebookNode] = field(default_factory=list)
    folded: bool = False


def sections(cells: Iterable[NotebookNode]) -> list[Section]:
    """Return the sections of a page; a Markdown cell that begins with ``## `` begins one.

    Parameters
    ----------
    cells : iterable of NotebookNode
        Of an executed notebook.

    Returns
    -------
    list of Section
        The first is that before the first heading.
    """
    found = [Section("", "top")]
    for cell in cells:
        if cell.cell_type == "markdown":
            for part in _split(cell.source):
                if heading := _HEADING.match(part):
                    title = markdown.text_of(heading[1])
                    found.append(Section(title, _unused(slug(title), found), folded=title.lower() in FOLDED))
                    part = part[heading.end() :]  # noqa: PLW2901  # the rest of it
                if part.strip():
                    found[-1].cells.append(NotebookNode({**cell, "source": part}))
        else:
            found[-1].cells.append(cell)
    return [section for section in found if not section.title or _says_something(section)]


def title_of(cells: Iterable[NotebookNode]) -> str:
    """Return the title of a page: the heading of level 1 of its first Markdown cell; empty where there is none."""
    return markdown.title_of(cell.source for cell in cells if cell.cell_type == "markdown") or ""


def slug(text: str) -> str:
    """Return a text as part of an address.

    Examples
    --------
    >>> slug("Who made the referrals?")
    'who-made-the-referrals'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "section"


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"(?m)^(?=##[ \t])", text) if part.strip()]


def _unused(name: str, found: Iterable[Section]) -> str:
    taken = {section.id for section in found} | {"content", "contents", "main-points", "top"}
    return next(each for each in (name, *(f"{name}-{number}" for number in range(2, 999))) if each not in taken)


def _says_something(section: Section) -> bool:
    return any(cell.cell_type == "markdown" or cell.get("outputs") for cell in section.cells)
