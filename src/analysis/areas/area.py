"""What an area is, what it is called, and which nations there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analysis import roots

Kind = Literal["nation", "region", "force"]


@dataclass(frozen=True)
class Area:
    """A nation, a region or a police force.

    Attributes
    ----------
    code : str
        Nine-character code of the Office for National Statistics; empty for a region, which has none.
    name : str
        The name it goes by in data and reports: for a force that of its area, such as ``West Midlands``.
    full_name : str
        The name of the organisation, such as ``West Midlands Police``; for other areas, the name.
    kind : {"nation", "region", "force"}
    region : str
        Name of the region that a force belongs to, or of the region itself; empty for a nation.
    country : str
        Such as ``England``, ``England and Wales`` or ``UK``.
    """

    code: str
    name: str
    full_name: str
    kind: Kind
    region: str
    country: str

    def __str__(self) -> str:
        return self.name

    @property
    def in_text(self) -> str:
        """The name as it stands in a sentence, such as ``the UK`` or ``the West Midlands region``."""
        spoken = _spoken(self.name)
        takes_article = self.kind == "region" or self.name in roots.current().with_article
        return f"the {spoken}" if takes_article else spoken

    @property
    def police(self) -> str:
        """What its police are called in a sentence, such as ``Kent Police``."""
        if self.kind != "force":
            return f"the police forces of {self.in_text}"
        return self.in_text if self.name == self.full_name else self.full_name


def nation() -> Area:
    """Return the nation that the police forces make up, such as England and Wales.

    Examples
    --------
    >>> nation().name
    'England and Wales'
    """
    return _nation(*roots.current().nation)


def wider() -> Area | None:
    """Return the larger country that some figures are published for, such as the UK; None where there is none.

    Examples
    --------
    >>> wider().name
    'UK'
    """
    found = roots.current().wider
    return _nation(*found) if found else None


def default() -> Area:
    """Return the area of figures that name none: the wider country, or else the nation.

    Examples
    --------
    >>> default().name
    'UK'
    """
    return wider() or nation()


def nations() -> tuple[Area, ...]:
    """Return the nation, and the wider country where there is one.

    Examples
    --------
    >>> [each.name for each in nations()]
    ['England and Wales', 'UK']
    """
    found = wider()
    return (nation(), found) if found else (nation(),)


def slug(area: Area) -> str:
    """Return an area's name as part of a file name or an address, such as ``devon-and-cornwall``.

    Each area has another one: ``west-midlands`` is the force and ``west-midlands-region`` the region.

    Examples
    --------
    >>> slug(areas.find("Devon and Cornwall"))
    'devon-and-cornwall'
    """
    return key_of(_spoken(area.name)).replace(" ", "-")


def key_of(name: str) -> str:
    """Return a name as it is compared: case, blanks, punctuation and a note's number left out."""
    # A cell may be empty, and a parameter of a notebook a number: they too are names that nobody knows.
    without_notes = re.sub(r"\[note \d+\]", "", str(name), flags=re.IGNORECASE)
    return " ".join(re.findall(r"\w+", without_notes.replace("&", " and ").casefold())).removeprefix("the ")


def _nation(name: str, code: str) -> Area:
    return Area(code, name, name, "nation", "", name)


def _spoken(name: str) -> str:
    # The Office for National Statistics turns such names round to sort them: 'London, City of'.
    return " ".join(reversed(name.split(", ")))
