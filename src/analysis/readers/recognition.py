"""Which family a file belongs to, by the headers of its sheets, and its tables from all of them together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BadData, Where
from analysis.periods import label
from analysis.readers.cells import as_text, squeeze
from analysis.readers.checks import refuse_missing_quarters, refuse_repeated_keys
from analysis.readers.families import FAMILIES
from analysis.readers.header import Top
from analysis.readers.known import known_json, known_sheets, looks_like_json
from analysis.readers.layout import Family, Layout, Match
from analysis.readers.release import BadRelease, Notes, ReadRelease, count
from analysis.readers.spreadsheet import Sheet, read_bytes, read_sheets
from analysis.readers.table import extract, refuse

# From this share of right headings on, a file is taken for one of a family whose layout has changed.
_ALIKE = 0.5
# Below this share, a family is not named as the nearest: a year and a count are in most tables.
_FAINTLY_ALIKE = 0.3
_PUBLISHED = re.compile(
    r"(?:Published|Publication date|Date published)\s*:\s*(\d{1,2})(?:st|nd|rd|th)?\s+(\w+\s+\d{4})", re.I
)


def read(path: Path | str) -> ReadRelease:
    """Read an official file of any known family.

    Parameters
    ----------
    path : Path or str
        ODS, XLSX or CSV; its name does not matter.

    Returns
    -------
    ReadRelease
        Its tables, and what they do not hold; no table where the file is known and not used.

    Raises
    ------
    BadRelease
        Where the file is of a known family, or nearly, and differs from its layout: the message says on which sheet,
        row and column, and from what.
    BadData
        Where the file cannot be opened, or is of no known family.
    """
    path = Path(path)
    content = read_bytes(path)
    reading = _Reading(path, Notes(path))
    if looks_like_json(content):
        if known := known_json(content):
            return reading.made(known.name, known.title, {})
        raise _of_no_family(path, [])
    try:
        for sheet in read_sheets(path, content):
            reading.add(sheet)
        if not content.endswith((b"\n", b"\r")) and len(reading.sheets) == 1 and reading.sheets[0] is None:
            reading.notes.put_aside(
                Where(path), "no line end after the last row", "the file may be cut short: compare its end"
            )
        return reading.release()
    except BadData as error:
        if not reading.families:
            raise
        raise BadRelease(error, reading.families) from error


def _of_no_family(path: Path, nearest: list[str]) -> BadData:
    names = ", ".join(family.name for family in FAMILIES)
    what = "the file is of no known family"
    return BadData(what, where=Where(path), expected=f"a file of one of {names}", nearest=nearest)


@dataclass
class _Reading:
    """A file half read: tables found so far, and sheets that hold none."""

    path: Path
    notes: Notes
    found: dict[str, dict[str, dict[str | None, pd.DataFrame]]] = field(default_factory=dict)
    others: dict[str, Sheet] = field(default_factory=dict)
    near: list[tuple[Family, Match]] = field(default_factory=list)
    sheets: list[str | None] = field(default_factory=list)
    hidden: set[str | None] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    keys: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sheet: Sheet) -> None:
        """Read the table of a sheet, or keep the sheet and what it is nearest to."""
        self.sheets.append(sheet.name)
        if sheet.hidden:
            self.hidden.add(sheet.name)
        top = Top(sheet)
        matches = [
            (family, match)
            for family in FAMILIES
            for layout in family.layouts
            if (match := top.best(layout)) is not None
        ]
        fits = [(family, match) for family, match in matches if match.fits and match.in_place]
        if not fits:
            self.near += matches
            self.others[sheet.name or ""] = sheet
            return
        family, match = max(fits, key=lambda fit: len(fit[1].places))
        self.families.add(family.name)
        table = extract(self.path, sheet, match, self.notes)
        data = match.layout.tidy(table, self.notes) if match.layout.tidy else table.data
        key = [name for name in match.layout.key if name in data]
        self.keys[match.layout.table] = key
        if key:
            refuse_repeated_keys(table, data, key)
        if match.layout.every_quarter:
            refuse_missing_quarters(table, data)
        self.found.setdefault(family.name, {}).setdefault(match.layout.table, {})[sheet.name] = data

    def release(self) -> ReadRelease:
        """Return what the file holds, once all its sheets are read."""
        if not self.found:
            known = known_sheets(self.others.values())
            if known is None:
                raise self._unknown()
            self._put_others_aside("no dataset is made from it")
            return self.made(known.name, known.title, {})
        if len(self.found) > 1:
            names = " and ".join(f"'{name}'" for name in self.found)
            raise BadData(f"the file holds tables of the families {names}", where=Where(self.path), expected="only one")
        name, parts = next(iter(self.found.items()))
        family = next(family for family in FAMILIES if family.name == name)
        self._refuse_changed_sheets(family, parts)
        tables = {table: self._joined(sheets, self.keys[table]) for table, sheets in parts.items()}
        if family.check is not None:
            family.check(tables, self.others, self.notes)
        self._put_others_aside("the sheet holds no table that is read")
        return self.made(family.name, next(iter(self._cover()), family.title), tables)

    def made(self, name: str, title: str, tables: dict[str, pd.DataFrame]) -> ReadRelease:
        """Return the file as read, with all that was noted on the way."""
        notes = self.notes
        marks, aside = notes.all_marks(), tuple(notes.set_aside)
        return ReadRelease(name, self.path, title, self._published(), tables, aside, marks, notes.rows)

    def _put_others_aside(self, why: str) -> None:
        for name, sheet in self.others.items():
            rows = sheet.filled()
            self.notes.put_aside(Where(self.path, name or None), count(rows, "row"), why, rows)

    def _unknown(self) -> BadData:
        ranked = sorted(self.near, key=lambda near: near[1].likeness, reverse=True)
        if ranked and ranked[0][1].likeness >= _ALIKE:
            self.families.add(ranked[0][0].name)
            return refuse(self.path, ranked[0][1])
        near = dict.fromkeys(family.name for family, match in ranked if match.likeness >= _FAINTLY_ALIKE)
        return _of_no_family(self.path, list(near)[:3])

    def _refuse_changed_sheets(self, family: Family, parts: dict[str, dict[str | None, pd.DataFrame]]) -> None:
        """Refuse sheets of the family that do not fit, and the lack of a sheet that every workbook has."""
        near = [match for other, match in self.near if other is family]
        for layout in family.layouts:
            named = [name for name in self.others if layout.sheet and layout.sheet.fullmatch(name.strip())]
            for name in named:
                match = next((match for match in near if match.layout is layout and match.sheet == name), None)
                raise refuse(self.path, match) if match else self._lacks_header(name, layout)
            if layout.required and layout.table not in parts and None not in self.sheets:
                what = f"the sheet that holds {layout.table.replace('_', ' ')} is missing"
                raise BadData(what, where=Where(self.path), expected="it, as in every release")
        for match in near:
            left = family.left and family.left.fullmatch(match.sheet or "")
            if match.likeness >= _ALIKE and not left:
                raise refuse(self.path, match)

    def _lacks_header(self, sheet: str, layout: Layout) -> BadData:
        due = "the columns " + ", ".join(f"'{column}'" for column in layout.columns)
        what = f"the sheet has no header of table '{layout.table}'"
        return BadData(what, where=Where(self.path, sheet, layout.header_rows[0]), expected=due)

    def _joined(self, sheets: dict[str | None, pd.DataFrame], key: list[str]) -> pd.DataFrame:
        """Return the parts of a table from all its sheets, having checked that nothing is on two of them."""
        if len(sheets) == 1:
            ((sheet, only),) = sheets.items()
            only.attrs["sheet"] = sheet
            return only
        # What is on show is right, and a sheet that is not shown repeats it.
        in_order = sorted(sheets.items(), key=lambda part: part[0] in self.hidden)
        seen: dict[tuple[Any, ...], str | None] = {}
        for name, data in in_order:
            names = ["quarter"] if "quarter" in data else key or list(data.select_dtypes(exclude="number").columns)
            for line, values in data[names].drop_duplicates().iterrows():
                first = seen.setdefault(tuple(values), name)
                if first != name:
                    raise self._twice(name, first, line, values)
        return pd.concat(sheets, names=["sheet"])

    def _twice(self, sheet: str | None, first: str | None, line: Any, key: pd.Series) -> BadData:
        shown = ", ".join(map(_shown, key))
        row = line[0] if isinstance(line, tuple) else line
        unseen = ", and this sheet is hidden" if sheet in self.hidden else ""
        what = f"{shown} is on sheet '{first}' as well{unseen}"
        return BadData(what, where=Where(self.path, sheet, int(row)), expected="every table once")

    def _cover(self) -> list[str]:
        """Return the texts of the sheets that introduce the others."""
        covers = [sheet for name, sheet in self.others.items() if re.match("cover|contents|notes", name, re.IGNORECASE)]
        return [
            squeeze(cell)
            for sheet in covers
            for row in sheet.rows
            for cell in row
            if isinstance(cell, str) and cell.strip()
        ]

    def _published(self) -> date | None:
        for found in filter(None, map(_PUBLISHED.search, self._cover())):
            try:
                return datetime.strptime(f"{found.group(1)} {squeeze(found.group(2))}", "%d %B %Y").date()
            except ValueError:
                continue
        return None


def _shown(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y}"
    return label(value) if isinstance(value, pd.Period) else as_text(value)
