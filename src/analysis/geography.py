"""Police force areas as tables: their regions, their populations over the years, and outlines for a small map.

Each table carries its sources, as a dataset does.
"""

from __future__ import annotations

import pandas as pd

from analysis import areas, roots
from analysis.provenance import Provenance, read_sidecar

_TILE = 100.0
"""Kilometres from one side of a tile to the other: about as large as a region, so that a map has its usual size."""


def forces() -> pd.DataFrame:
    """Return the police forces with their regions.

    Returns
    -------
    DataFrame
        ``region`` over the names of forces: regions from north to south, the forces of each in alphabetical order.

    Examples
    --------
    >>> forces().loc["Kent", "region"]
    'Eastern region'
    """
    order = {region.name: number for number, region in enumerate(areas.regions())}
    ordered = sorted(areas.forces(), key=lambda force: (order[force.region], force.name))
    frame = pd.DataFrame(
        {"region": [force.region for force in ordered]},
        index=pd.Index([force.name for force in ordered], name="force"),
    )
    frame.attrs["provenance"] = _read("police_forces").attrs["provenance"]
    return frame


def populations() -> pd.DataFrame:
    """Return how many people usually lived in each force area, estimated by the Office for National Statistics.

    Returns
    -------
    DataFrame of int64
        A row for each mid-year (30 June), a column for each force.

    Examples
    --------
    >>> int(populations().loc[2021, "Kent"])
    1858455
    """
    table = _read("populations")
    wide = table.pivot(index="mid_year", columns="name", values="population")
    wide.attrs |= {"provenance": table.attrs["provenance"], "short": "population estimates"}
    return wide


def outlines() -> pd.DataFrame:
    """Return outlines of the force areas, simplified for maps the size of a hand.

    Returns
    -------
    DataFrame
        ``force`` (name), ``ring`` (numbered within the force; each closes on itself), and ``x`` and ``y`` in
        kilometres on an equal-area map, point after point. An invented country has a square for each force.

    Examples
    --------
    >>> outlines().columns.to_list()
    ['force', 'ring', 'x', 'y']
    """
    table = _tiles() if roots.current().demonstration else _read("force_outlines")
    names = {force.code: force.name for force in areas.forces()}
    frame = table.assign(force=table["code"].map(names))[["force", "ring", "x", "y"]]
    frame.attrs |= {"provenance": table.attrs["provenance"], "short": "boundaries"}
    return frame


def without_residents() -> tuple[str, ...]:
    """Return the force areas where few people live and many work: a rate by residents means nothing there.

    Examples
    --------
    >>> without_residents()
    ('London, City of',)
    """
    return roots.current().without_residents


def _tiles() -> pd.DataFrame:
    """Return the square of each force, by its column from the west and its row from the north."""
    places = _read("tile_map")
    corners = pd.DataFrame({"across": [0, 1, 1, 0, 0], "down": [0, 0, 1, 1, 0]})
    squares = places.merge(corners, how="cross")
    x = _TILE * (squares["column"] + squares["across"])
    y = _TILE * -(squares["row"] + squares["down"])
    frame = squares.assign(ring=1, x=x, y=y)
    frame.attrs["provenance"] = places.attrs["provenance"]
    return frame


def _read(name: str) -> pd.DataFrame:
    sidecar = read_sidecar(roots.reference() / f"{name}.yaml")
    table = pd.read_csv(sidecar.file, encoding="utf-8")
    table.attrs["provenance"] = Provenance(sidecar.releases)
    return table
