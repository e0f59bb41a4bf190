"""Nations, regions and police forces: what they are called, which belong together, and how many people live there.

A **force** is a territorial police force, under the name and code that the statistical office gives its area. A
**region** is a group of forces, as their regional organised crime unit has them. These are not the statistical regions:
Kent is in the Eastern region and North Wales in the North West region, so a figure published for the statistical South
East or for Wales is not one of these regions. The **nation** is what the forces make up; some figures are published for
a **wider** country, which they do not.

``West Midlands`` is the force; the region is always ``West Midlands region``. A regional unit goes by its region, but
its figures are those of one organisation and not of all the forces of the region.

The data root names the nations and lists the forces and regions in ``reference``, each list with a sidecar that names
its sources (see `analysis.roots`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from analysis import roots
from analysis.errors import NotCovered, UnknownName, nearest_names
from analysis.provenance import read_sidecar

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
    """Return the nation that the police forces make up, such as England and Wales."""
    return _nation(*roots.current().nation)


def wider() -> Area | None:
    """Return the larger country that some figures are published for, such as the UK; None where there is none."""
    found = roots.current().wider
    return _nation(*found) if found else None


def default() -> Area:
    """Return the area of figures that name none: the wider country, or else the nation."""
    return wider() or nation()


def find(name: str) -> Area:
    """Return the area that goes by a name.

    Case, blanks and punctuation make no difference, ``&`` is ``and``, and a note's number (``[note 4]``) is left out.
    ``Police`` or ``Constabulary`` may follow the name of any force, and ``the`` stand before any; a region can do
    without ``region`` where no force has that name. Everyday and Welsh names are read, and codes.

    Parameters
    ----------
    name : str
        Any known spelling, such as ``London, City of``, ``Devon & Cornwall Police``, ``the Met``, ``Heddlu Gwent`` or
        ``E23000032``.

    Returns
    -------
    Area

    Raises
    ------
    UnknownName
        Where no area goes by the name, with those that come nearest; also for a body that is known and is no area, such
        as the British Transport Police.

    See Also
    --------
    is_other_body : Whether a row of a table of forces can be set aside.

    Examples
    --------
    >>> find("devon and cornwall police").name
    'Devon & Cornwall'
    """
    reference = _reference()
    key = _key(name)
    if found := reference.spellings.get(key) or reference.codes.get(key):
        return found
    if key in reference.other_bodies:
        raise UnknownName(
            f"'{name}' is not one of the {len(reference.forces)} territorial police forces"
            f" ({reference.other_bodies[key]})",
            expected="one of them, a region or a nation",
            value=str(name),
        )
    words = {_IN_ENGLISH.get(word, word) for word in key.split()}
    known = " or ".join(f"'{each}'" for each in nations())
    alike = [spelling for spelling in reference.spellings if words and words <= set(spelling.split())]
    # Any three letters look like an abbreviation.
    alike += nearest_names(key, [spelling for spelling in reference.spellings if len(spelling) > 3], most=9)
    nearest = dict.fromkeys(reference.spellings[spelling].name for spelling in alike)
    raise UnknownName(
        f"there is no area '{name}'",
        expected=f"a police force, a region such as '{reference.regions[0]}', {known}",
        nearest=list(nearest)[:3],
        value=str(name),
    )


_IN_ENGLISH = {"cymru": "wales", "lloegr": "england"}
"""Welsh names of countries that are no area here, for the answer to whoever asks for one."""


def is_other_body(name: str) -> bool:
    """Tell whether a name is that of a body listed among police forces in official tables that is none of those listed.

    Parameters
    ----------
    name : str
        Such as ``British Transport Police``, ``Police Scotland`` or ``Action Fraud``.
    """
    return _key(name) in _reference().other_bodies


def nations() -> tuple[Area, ...]:
    """Return the nation, and the wider country where there is one."""
    found = wider()
    return (nation(), found) if found else (nation(),)


def regions() -> tuple[Area, ...]:
    """Return the regions, in the order of the root's list."""
    return _reference().regions


def forces() -> tuple[Area, ...]:
    """Return the territorial police forces of the nation, in alphabetical order."""
    return _reference().forces


def members(area: Area) -> tuple[Area, ...]:
    """Return the police forces that make up an area.

    Parameters
    ----------
    area : Area

    Returns
    -------
    tuple of Area
        In alphabetical order; for a force, itself.

    Raises
    ------
    NotCovered
        For the wider country: its other forces are not listed here, and these would pass for the whole.
    """
    if area == wider():
        raise NotCovered(
            f"{area.in_text} has more than the {len(forces())} territorial police forces listed",
            [f"They make up {nation().in_text}."],
        )
    if area == nation():
        return forces()
    return tuple(force for force in forces() if area.name in (force.name, force.region))


def population(area: Area, mid_year: int) -> int:
    """Return how many people usually live in an area, estimated by the Office for National Statistics.

    Few live in the City of London and many work there: a rate for its force by residents means nothing.

    Parameters
    ----------
    area : Area
        Regions and the nation are summed over their forces.
    mid_year : int
        Year of the estimate, which is for 30 June.

    Returns
    -------
    int

    Raises
    ------
    NotCovered
        For the wider country, and for a year that is not available.
    """
    if area == wider():
        raise NotCovered(
            f"no population of {area.in_text} is available",
            [f"There is {nation().in_text}, its regions and its forces."],
        )
    populations = _reference().populations
    years = sorted({year for _, year in populations})
    if mid_year not in years:
        raise NotCovered(
            f"no population for mid-{mid_year} is available", [f"There is mid-{years[0]} to mid-{years[-1]}."]
        )
    return sum(populations[force.code, mid_year] for force in members(area))


def fingerprint() -> str:
    """Return a checksum of the lists as this process has read them; nothing where the data root has none."""
    folder = roots.reference()
    return _read_reference(folder).checksum if (folder / "police_forces.yaml").is_file() else ""


def slug(area: Area) -> str:
    """Return an area's name as part of a file name or an address, such as ``devon-and-cornwall``.

    Each area has another one: ``west-midlands`` is the force and ``west-midlands-region`` the region.
    """
    return _key(_spoken(area.name)).replace(" ", "-")


def _nation(name: str, code: str) -> Area:
    return Area(code, name, name, "nation", "", name)


def _spoken(name: str) -> str:
    # The Office for National Statistics turns such names round to sort them: 'London, City of'.
    return " ".join(reversed(name.split(", ")))


_LISTS = ("police_forces", "regions", "spellings", "other_bodies", "populations")


@dataclass(frozen=True)
class _Reference:
    forces: tuple[Area, ...]
    regions: tuple[Area, ...]
    spellings: Mapping[str, Area]
    codes: Mapping[str, Area]
    other_bodies: Mapping[str, str]
    populations: Mapping[tuple[str, int], int]
    checksum: str


def _reference() -> _Reference:
    return _read_reference(roots.reference())


@cache
def _read_reference(folder: Path) -> _Reference:
    forces = tuple(Area(**row, kind="force") for row in _rows(folder, "police_forces"))
    units = {row["name"]: row["unit"] for row in _rows(folder, "regions")}
    regions = tuple(_region(name, forces) for name in units)
    named = {area.name: area for area in (*forces, *regions, *nations())}
    written = [(row["spelling"], named[row["name"]]) for row in _rows(folder, "spellings")]
    written += [(unit, named[name]) for name, unit in units.items() if unit]
    return _Reference(
        forces=forces,
        regions=regions,
        spellings=_spellings(named.values(), written),
        codes={_key(area.code): area for area in named.values() if area.code},
        other_bodies={_key(row["name"]): row["what_it_is"] for row in _rows(folder, "other_bodies")},
        populations={
            (row["code"], int(row["mid_year"])): int(row["population"]) for row in _rows(folder, "populations")
        },
        checksum=" ".join(read_sidecar(folder / f"{name}.yaml").sha256 for name in _LISTS),
    )


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    sidecar = read_sidecar(folder / f"{name}.yaml")
    with sidecar.file.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _region(name: str, forces: Iterable[Area]) -> Area:
    countries = sorted({force.country for force in forces if force.region == name})
    return Area("", name, name, "region", name, " and ".join(countries))


def _spellings(areas: Iterable[Area], written: Iterable[tuple[str, Area]]) -> dict[str, Area]:
    known = {_key(spelling): area for area in areas for spelling in (area.name, area.full_name)}
    known |= {_key(spelling): area for spelling, area in written}
    for key, area in list(known.items()):
        if area.kind == "force":
            known |= {f"{key} police": area, f"{key} constabulary": area}
            known.setdefault(re.sub(" (police|constabulary)$", "", key), area)
        elif area.kind == "region":
            # 'West Midlands' stays with the force.
            known.setdefault(key.removesuffix(" region"), area)
    return known


def _key(name: str) -> str:
    # A cell may be empty, and a parameter of a notebook a number: they too are names that nobody knows.
    without_notes = re.sub(r"\[note \d+\]", "", str(name), flags=re.IGNORECASE)
    return " ".join(re.findall(r"\w+", without_notes.replace("&", " and ").casefold())).removeprefix("the ")
