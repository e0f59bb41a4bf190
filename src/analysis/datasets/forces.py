"""The levels of the dimension `force`: the police forces, and one for all police that is none of them."""

from __future__ import annotations

import pandas as pd

from analysis import areas
from analysis.datasets.dataset import ALL, FORCE, Dataset, Rule
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
        raise UnknownName(f"'{name}' is no police body", expected="a police force or a regional unit", value=name)
    return found.name if found.kind == "force" else OTHER_POLICE


def levels() -> tuple[str, ...]:
    """Return the names of the police forces, and `OTHER_POLICE`: together the police of the nation."""
    return (*(force.name for force in areas.forces()), OTHER_POLICE)


def with_known_names(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return the rows of a dataset with each police force and region under the name that it goes by here.

    Parameters
    ----------
    rows : DataFrame
        In the form of the dataset's CSV.
    dataset : Dataset

    Returns
    -------
    DataFrame
        No force can be lost from a region by its spelling: what is no force must be one of ``dataset.other_places``.

    Raises
    ------
    UnknownName
        Where a name is not known.
    """
    place = dataset.place
    if not place or place not in rows:
        return rows
    known = {ALL, OTHER_POLICE, *dataset.other_places, *dataset.dimensions[place]}
    level = level_of if place == FORCE else _region
    names = {name: name if name in known else level(name) for name in rows[place].unique()}
    return rows.assign(**{place: rows[place].map(names).astype("str")})


def _region(name: str) -> str:
    found = areas.find(name)
    if found.kind != "region":
        raise UnknownName(f"'{name}' is no region", expected="the name of one", value=name)
    return found.name


def are_known(*others: str) -> Rule:
    """Return a rule that each level is one of `levels` or of `others`.

    The list of forces is read when the check is made: importing a dataset needs no project folder.
    """

    def agrees(table: pd.DataFrame) -> bool:
        return set(table[FORCE]) <= {ALL, *levels(), *others}

    return Rule(agrees, "each force must be one of the list, or stand for all that is none of them")
