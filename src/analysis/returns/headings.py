"""Which column of a return stands where, and what is wrong with its headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.errors import nearest_names
from analysis.readers import returns as readers
from analysis.readers.cells import squeeze
from analysis.readers.returns import RawReturn
from analysis.returns.faults import Complaint, Kind, shown

Found = tuple[int | None, str | None, Complaint]
"""Row, column and what is wrong there."""


@dataclass(frozen=True)
class Headings:
    """The headings of a return.

    Attributes
    ----------
    positions : dict of str to int
        Columns that are there, by name; also those whose heading is misspelt, so that all faults come at once.
    respelt : list of tuple of str
        Headings that are another spelling of a column's name, and that name.
    found : list of Found
    """

    positions: dict[str, int] = field(default_factory=dict)
    respelt: list[tuple[str, str]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def place(raw: RawReturn, wanted: list[str]) -> Headings:
    """Find the columns of a return.

    Parameters
    ----------
    raw : RawReturn
    wanted : list of str
        The columns that it must have, and no other.

    Returns
    -------
    Headings
    """
    made, unknown = Headings(), []
    for position, heading in enumerate(raw.headings):
        name = readers.key_of(heading)
        if name in made.positions:
            what = f"the heading '{name}' stands in column {readers.column_letters(made.positions[name])} already"
            made.found.append((raw.header_row, name, Complaint(Kind.DOUBLED_COLUMN, what, "each heading once")))
        elif name in wanted:
            made.positions[name] = position
            if name != heading:
                made.respelt.append((shown(heading), name))
        else:
            unknown.append((position, heading))
    due = f"the columns {', '.join(wanted)}"
    for position, heading in unknown:
        _unknown(raw, position, heading, made, wanted)
    for name in wanted:
        if name not in made.positions:
            complaint = Complaint(Kind.MISSING_COLUMN, f"the column '{name}' is missing", due)
            made.found.append((raw.header_row, name, complaint))
    _beyond(raw, made)
    _merged(raw, made)
    return made


def _unknown(raw: RawReturn, position: int, heading: str, made: Headings, wanted: list[str]) -> None:
    letters, written = readers.column_letters(position), shown(squeeze(heading))
    due = f"the columns {', '.join(wanted)}"
    if not heading.strip():
        filled = [row for row, cells in raw.rows if cells[position : position + 1] and cells[position].strip()]
        if filled:
            complaint = Complaint(Kind.UNKNOWN_COLUMN, f"column {letters} has no heading and is not empty", due)
            made.found.append((filled[0], letters, complaint))
        return
    absent = [name for name in wanted if name not in made.positions]
    near = nearest_names(readers.key_of(heading), absent, most=1)
    complaint = Complaint(Kind.UNKNOWN_COLUMN, f"there is no column '{written}'", due, tuple(near))
    made.found.append((raw.header_row, written, complaint))
    if near:
        made.positions[near[0]] = position


def _beyond(raw: RawReturn, made: Headings) -> None:
    width = len(raw.headings)
    letters = readers.column_letters(width)
    for row, cells in raw.rows:
        if any(cell.strip() for cell in cells[width:]):
            what = f"there is something right of the table, from column {letters} on"
            made.found.append((row, letters, Complaint(Kind.UNKNOWN_COLUMN, what, "nothing beside the table")))


def _merged(raw: RawReturn, made: Headings) -> None:
    for row, position in sorted(raw.merged):
        if position < len(raw.headings):
            complaint = Complaint(Kind.MERGED, "the cell is merged with others", "a value in each cell")
            made.found.append((row, raw.headings[position], complaint))
