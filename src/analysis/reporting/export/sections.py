"""Sections of a page that need returns which nobody has sent: left out, with one line that names the returns.

A section goes from its heading to the next one of the same or a higher level. In JupyterLab, and in a page made with
plain nbconvert, such a section stays, with a notice of what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from analysis import datasets, prose
from analysis.presentation.display import MIME_TYPE

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_FENCE = re.compile(r" {0,3}(```|~~~)")


@dataclass(frozen=True)
class _Piece:
    """A code cell, or of a text cell the part from one heading to the next; `level` is 0 without a heading."""

    cell: NotebookNode
    level: int = 0
    text: str = ""


def leave_out_unreturned(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    """Leave out each section whose code shows nothing but notices of missing returns, and such notices elsewhere.

    A page that does not open with the table of an objective, which names its returns, gets a line that does, where the
    first of them would stand. A preprocessor for nbconvert.

    Parameters
    ----------
    notebook : NotebookNode
        As executed; it is changed.
    resources : object
        Passed on.

    Returns
    -------
    tuple
        Both.
    """
    pieces = [piece for cell in notebook.cells for piece in _pieces(cell)]
    names = list(dict.fromkeys(name for piece in pieces for name in _missing(piece)))
    if not names:
        return notebook, resources
    kept: list[_Piece] = []
    first: int | None = None
    place = 0
    while place < len(pieces):
        end = _end(pieces, place)
        section = pieces[place:end]
        if pieces[place].level > 1 and _is_unreturned(section):
            first = len(kept) if first is None else first
            place = end
            continue
        if _missing(pieces[place]):
            first = len(kept) if first is None else first
            outputs = pieces[place].cell.outputs
            pieces[place].cell.outputs = [output for output in outputs if not _unreturned(output)]
        kept.append(pieces[place])
        place += 1
    if not any(_is_objective(output) for piece in pieces for output in piece.cell.get("outputs", [])):
        kept.insert(first or 0, _Piece(new_markdown_cell(line := _line(names)), text=line))
    notebook.cells = list(_cells(kept))
    return notebook, resources


def leave_out_empty(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    """Leave out each heading under which code shows nothing and there is no text, such as that of absent narrative.

    A page that shows its code stays whole. A preprocessor for nbconvert.

    Parameters
    ----------
    notebook : NotebookNode
        As executed; it is changed.
    resources : dict
        Passed on.

    Returns
    -------
    tuple
        Both.
    """
    if resources.get("show_code"):
        return notebook, resources
    pieces = [piece for cell in notebook.cells for piece in _pieces(cell)]
    kept = [each for place, each in enumerate(pieces) if not _is_empty(pieces[place : _end(pieces, place)])]
    notebook.cells = list(_cells(kept))
    return notebook, resources


def _is_empty(section: Sequence[_Piece]) -> bool:
    """Whether it is one heading and code that shows nothing."""
    heading, *rest = section
    if heading.level < 2 or not rest or len(heading.text.splitlines()) > 1:  # below the title
        return False
    return all(each.cell.cell_type == "code" and not each.cell.outputs for each in rest)


def _pieces(cell: NotebookNode) -> Iterator[_Piece]:
    if cell.cell_type != "markdown":
        yield _Piece(cell)
        return
    lines: list[str] = []
    level, fence = 0, ""
    for line in cell.source.splitlines():
        if found := _FENCE.match(line):
            fence = "" if found[1] == fence else fence or found[1]
        heading = None if fence else _HEADING.match(line)
        if heading:
            if lines:
                yield _Piece(cell, level, "\n".join(lines))
            level, lines = len(heading[1]), []
        lines.append(line)
    yield _Piece(cell, level, "\n".join(lines))


def _end(pieces: Sequence[_Piece], place: int) -> int:
    level = pieces[place].level
    after = (number for number in range(place + 1, len(pieces)) if 0 < pieces[number].level <= level)
    return next(after, len(pieces))


def _is_unreturned(section: Sequence[_Piece]) -> bool:
    shown = [output for piece in section for output in piece.cell.get("outputs", []) if output.output_type != "stream"]
    return bool(shown) and all(map(_unreturned, shown))


def _missing(piece: _Piece) -> list[str]:
    notices = [_shown(output) for output in piece.cell.get("outputs", []) if _unreturned(output)]
    return [name for notice in notices for name in notice["returns"]]


def _unreturned(output: NotebookNode) -> bool:
    shown = _shown(output)
    return shown.get("object") == "notice" and shown.get("kind") == "unreturned"


def _is_objective(output: NotebookNode) -> bool:
    return _shown(output).get("object") == "outcomes"


def _shown(output: NotebookNode) -> dict[str, Any]:
    shown: dict[str, Any] = output.get("data", {}).get(MIME_TYPE, {})
    return shown


def _line(names: Sequence[str]) -> str:
    titles = prose.listing(f"'{datasets.find(name).title}'" for name in names)
    one = len(names) == 1
    return (
        f"This page shows more once the {'return' if one else 'returns'} {titles} {'has' if one else 'have'} been sent."
    )


def _cells(pieces: Sequence[_Piece]) -> Iterator[NotebookNode]:
    """Put the parts of each text cell together again."""
    number = 0
    while number < len(pieces):
        cell = pieces[number].cell
        last = number + 1
        while last < len(pieces) and pieces[last].cell is cell:
            last += 1
        if cell.cell_type == "markdown":
            cell.source = "\n".join(piece.text for piece in pieces[number:last])
        yield cell
        number = last
