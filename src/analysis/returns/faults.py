"""What can be wrong with a return: one fault is one line, with its place and the nearest right value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.errors import BadData, Where

_MOST_SHOWN = 60


class Kind(StrEnum):
    """Kinds of fault."""

    UNREADABLE = "file that cannot be read"
    EMPTY = "empty return"
    UNKNOWN_COLUMN = "unknown column"
    MISSING_COLUMN = "missing column"
    DOUBLED_COLUMN = "doubled column"
    MERGED = "merged cells"
    FORMULA = "formula"
    CONTROL = "control characters"
    LONG = "over-long text"
    PATH = "path in a text"
    PERSONAL = "personal data in a text"
    BLANK_KEY = "blank cell"
    BLANK_COUNT = "blank count"
    NEGATIVE = "negative count"
    NOT_WHOLE = "count that is not whole"
    UNIT = "number with a unit or blanks"
    TEXT = "text instead of a count"
    TOO_LARGE = "count beyond belief"
    STATE = "state that is not 0 or 1"
    BAD_PERIOD = "unreadable period"
    SPAN = "period of another kind"
    FUTURE = "period that is not over"
    TOO_EARLY = "period before any return"
    OUTSIDE = "period that was not asked for"
    UNKNOWN_PLACE = "unknown place"
    WRONG_PLACE = "place of another kind"
    OTHER_AREA = "place outside the area"
    UNKNOWN_LEVEL = "unknown level"
    DOUBLED_ROW = "doubled row"
    DOUBLED_REFERENCE = "doubled reference"
    MISSING_PERIOD = "missing period"
    PART_EXCEEDS = "part greater than its whole"
    NOT_BEGUN = "year after the count"
    DOUBLED_RETURN = "doubled return"


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a value, wherever it stands.

    Attributes
    ----------
    kind : Kind
    what : str
        A sentence without a full stop, with the value.
    expected : str
        What is allowed.
    nearest : tuple of str
        The nearest right values, best first.
    """

    kind: Kind
    what: str
    expected: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A complaint with its place."""

    where: Where
    complaint: Complaint

    @property
    def kind(self) -> Kind:
        """Kind of the fault."""
        return self.complaint.kind

    @property
    def nearest(self) -> tuple[str, ...]:
        """The nearest right values, best first."""
        return self.complaint.nearest

    def __str__(self) -> str:
        complaint = self.complaint
        return str(
            BadData(complaint.what, where=self.where, expected=complaint.expected or None, nearest=complaint.nearest)
        )


class BadReturn(BadData):
    """Returns that are not taken in, with every fault.

    Parameters
    ----------
    faults : tuple of Fault
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{count}; nothing was taken in", expected="returns without a fault")


def shown(text: str) -> str:
    """Return a value as a message can hold it: one line, cut, and nothing that moves a terminal's cursor.

    Parameters
    ----------
    text : str
        Content of a cell.
    """
    cut = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in cut)
