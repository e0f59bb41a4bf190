"""The levels of the dimension `force`: the police forces, and one for all police that is none of them."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analysis import areas
from analysis.datasets.dataset import ALL, FORCE
from analysis.errors import UnknownName

OTHER_POLICE = "Other police"
"""Level that takes the police bodies that are none of these forces, such as the British Transport Police."""


def level_of(name: str) -> str:
    """Return the level that a police body's name in an official table stands for.

    A regional unit is one organisation, and not the forces of its region: it is one of `OTHER_POLICE`.

    Parameters
    ----------
    name : str
        Such as ``Devon & Cornwall Police``.

    Returns
    -------
    str

    Raises
    ------
    UnknownName
        Where no police body goes by the name, with those that come nearest.
    """
    if areas.is_other_body(name):
        return OTHER_POLICE
    found = areas.find(name)
    if found.kind == "nation":
        raise UnknownName(f"'{name}' is no police body", expected="a police force or a regional unit")
    return found.name if found.kind == "force" else OTHER_POLICE


def levels() -> tuple[str, ...]:
    """Return the names of the police forces, and `OTHER_POLICE`: together the police of the nation."""
    return (*(force.name for force in areas.forces()), OTHER_POLICE)


def are_known(*others: str) -> pa.Check:
    """Return a check that each level is one of `levels` or of `others`.

    The list of forces is read when the check is made: importing a dataset needs no project folder.
    """

    def agrees(table: pd.DataFrame) -> bool:
        return set(table[FORCE]) <= {ALL, *levels(), *others}

    return pa.Check(agrees, error="each force must be one of the list, or stand for all that is none of them")
