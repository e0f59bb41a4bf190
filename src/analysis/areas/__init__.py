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

from analysis import roots
from analysis.areas.area import Area, Kind, default, key_of, nation, nations, slug, wider
from analysis.areas.reference import Reference, read
from analysis.errors import NotCovered, UnknownName, nearest_names

__all__ = [
    "Area",
    "Kind",
    "default",
    "find",
    "fingerprint",
    "forces",
    "is_other_body",
    "members",
    "nation",
    "nations",
    "population",
    "regions",
    "slug",
    "wider",
]


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
    key = key_of(name)
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

    Examples
    --------
    >>> is_other_body("British Transport Police"), is_other_body("Kent Police")
    (True, False)
    """
    return key_of(name) in _reference().other_bodies


def regions() -> tuple[Area, ...]:
    """Return the regions, in the order of the root's list.

    Examples
    --------
    >>> [region.name for region in regions()][:2]
    ['North East region', 'North West region']
    """
    return _reference().regions


def forces() -> tuple[Area, ...]:
    """Return the territorial police forces of the nation, in alphabetical order.

    Examples
    --------
    >>> len(forces()), forces()[0].name
    (43, 'Avon and Somerset')
    """
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

    Examples
    --------
    >>> [force.name for force in members(find("West Midlands region"))]
    ['Staffordshire', 'Warwickshire', 'West Mercia', 'West Midlands']
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

    Examples
    --------
    >>> population(find("Kent"), 2021)
    1858455
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
    """Return a checksum of the lists as this process has read them; nothing where the data root has none.

    Examples
    --------
    >>> bool(fingerprint())
    True
    """
    folder = roots.reference()
    return read(folder).checksum if (folder / "police_forces.yaml").is_file() else ""


def _reference() -> Reference:
    return read(roots.reference())
