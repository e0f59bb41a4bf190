"""Official files that are known and not used: what they are, and how each is told. None of them is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.readers.cells import as_text, without_notes
from analysis.readers.spreadsheet import Sheet

# No official table starts further down.
_TOP = 20


@dataclass(frozen=True)
class KnownFile:
    """A kind of file that no dataset is made from.

    Parameters
    ----------
    name : str
        Its name in this project.
    title : str
        What it is.
    publisher : str
        Who publishes it.
    headings : list of str
        Regular expressions for headings that stand together in one row, or among the names in a JSON file.
    alone : bool
        Whether no other heading stands in the row.
    """

    name: str
    title: str
    publisher: str
    headings: list[str]
    alone: bool = False

    def has(self, cells: Sequence[str]) -> bool:
        """Return whether all its headings are among some cells."""
        if self.alone and len(list(filter(None, cells))) != len(self.headings):
            return False
        return all(any(re.fullmatch(heading, cell, re.IGNORECASE) for cell in cells) for heading in self.headings)


_FILE = Path(__file__).with_name("known.toml")
KNOWN_FILES = tuple(KnownFile(name, **about) for name, about in tomllib.loads(_FILE.read_text("utf-8")).items())


def looks_like_json(content: bytes) -> bool:
    """Return whether a file is JSON, by its first sign."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def known_json(content: bytes) -> KnownFile | None:
    """Return which of the known files a JSON file is, or None."""
    return _find([re.findall(r'"(\w+)"\s*:', content.decode("utf-8", errors="replace"))])


def known_sheets(sheets: Iterable[Sheet]) -> KnownFile | None:
    """Return which of the known files some sheets are of, or None."""
    return _find([_heading(cell) for cell in row] for sheet in sheets for row in sheet.rows[:_TOP])


def _find(rows: Iterable[Sequence[str]]) -> KnownFile | None:
    return next((known for row in rows for known in KNOWN_FILES if known.has(row)), None)


def _heading(cell: Any) -> str:
    return without_notes(as_text(cell))
