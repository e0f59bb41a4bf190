"""Police force areas as tables: their regions, their populations over the years, and outlines for a small map.

Each table carries its sources, as a dataset does.
"""

from __future__ import annotations

import pandas as pd

from analysis import areas, roots
from analysis.provenance import Provenance, read_sidecar

WITHOUT_RESIDENTS = ("London, City of",)
"""Force areas where few people live and many work: a rate by residents means nothing there."""


def forces() -> pd.DataFrame:
    """Return the 43 police forces with their regions.

    Returns
    -------
    DataFrame
        ``region`` over the names of forces: regions from north to south, the forces of each in alphabetical order.
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
    """
    table = _read("populations")
    wide = table.pivot(index="mid_year", columns="name", values="population")
    wide.attrs["provenance"] = table.attrs["provenance"]
    return wide


def outlines() -> pd.DataFrame:
    """Return outlines of the force areas, simplified for maps the size of a hand.

    Returns
    -------
    DataFrame
        ``force`` (name), ``ring`` (numbered within the force; each closes on itself), and ``x`` and ``y`` in
        kilometres on an equal-area map, point after point.
    """
    table = _read("force_outlines")
    names = {force.code: force.name for force in areas.forces()}
    frame = table.assign(force=table["code"].map(names))[["force", "ring", "x", "y"]]
    frame.attrs["provenance"] = table.attrs["provenance"]
    return frame


def _read(name: str) -> pd.DataFrame:
    sidecar = read_sidecar(roots.reference() / f"{name}.yaml")
    table = pd.read_csv(sidecar.file, encoding="utf-8")
    table.attrs["provenance"] = Provenance(sidecar.releases)
    return table
