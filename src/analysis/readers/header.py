"""The first rows of a sheet compared with the headers of known layouts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.readers.cells import as_text, without_notes
from analysis.readers.layout import Layout, Match
from analysis.readers.spreadsheet import Sheet

# No official table starts further down, and no heading is longer, than this.
_TOP = 20
_LONGEST = 300


class Top:
    """The first rows of a sheet as headings, made once and compared with many layouts.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.rows = [[_heading(cell) for cell in row] for row in sheet.rows[:_TOP]]
        self._words = [{text.casefold() for text in row} for row in self.rows]

    def best(self, layout: Layout) -> Match | None:
        """Return the row that is most like a layout's header, or None where none is or the title is another's."""
        rows = [row for row, words in enumerate(self._words, start=1) if words & layout.known.keys()]
        matches = [match for match in (self._compare(layout, row) for row in rows) if self._has_title(match)]
        return max(matches, key=lambda match: (match.likeness, match.in_place), default=None)

    def _has_title(self, match: Match) -> bool:
        title = match.layout.title
        above = (text for row in self.rows[: match.row - 1] for text in row)
        return title is None or any(title.search(text) for text in above)

    def _compare(self, layout: Layout, row: int) -> Match:
        headings = self._headings(layout.levels, row)
        places: dict[str, int] = {}
        spread: dict[int, tuple[str, ...]] = {}
        extra: list[int] = []
        repeated: dict[int, int] = {}
        for position, heading in enumerate(headings):
            if not heading:
                continue
            column = layout.column(heading)
            labels = layout.spread.labels(heading) if layout.spread and column is None else None
            if column is None and labels is None:
                extra.append(position)
            elif column is not None:
                first = places.setdefault(column.name, position)
                repeated |= {position: first} if first != position else {}
            elif labels is not None:
                first = next((other for other, taken in spread.items() if taken == labels), position)
                spread |= {position: labels} if first == position else {}
                repeated |= {position: first} if first != position else {}
        missing = tuple(_missing(layout, places, spread.values()))
        return Match(layout, row, headings, places, spread, missing, tuple(extra), repeated, self.name)

    def _headings(self, levels: int, row: int) -> list[str]:
        lower = self.rows[row - 1]
        if levels == 1 or row < levels:
            return lower
        return _two_levels(self.rows[row - 2], lower)


def _heading(cell: Any) -> str:
    return without_notes(as_text(cell))[:_LONGEST]


def _missing(layout: Layout, places: Mapping[str, int], spread: Iterable[tuple[str, ...]]) -> Iterable[str]:
    for column in layout.columns:
        if column.required and column.name not in places:
            yield str(column)
    found = set(spread)
    if layout.spread is not None and layout.spread.headings is not None:
        yield from (heading for heading, labels in layout.spread.headings.items() if labels not in found)
    elif layout.spread is not None and not found:
        yield f"the columns of {layout.spread.value.name}"


def _two_levels(upper: list[str], lower: list[str]) -> list[str]:
    """Return one heading a column, `upper - lower`; the last `Total` stands under no label of the upper row."""
    headings: list[str] = []
    label = ""
    for position, text in enumerate(lower):
        label = (upper[position] if position < len(upper) else "") or label
        heading = f"{label} - {text}" if label and text else text or label
        headings.append(text if heading in headings else heading)
    return headings
