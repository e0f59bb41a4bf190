"""The lists of forces, regions, spellings and populations that a data root holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.areas.area import Area, key_of, nations
from analysis.provenance import read_sidecar

_LISTS = ("police_forces", "regions", "spellings", "other_bodies", "populations")


@dataclass(frozen=True)
class Reference:
    """The forces and regions of a data root, every name they go by, and how many people live there."""

    forces: tuple[Area, ...]
    regions: tuple[Area, ...]
    spellings: Mapping[str, Area]
    codes: Mapping[str, Area]
    other_bodies: Mapping[str, str]
    populations: Mapping[tuple[str, int], int]
    checksum: str


@cache
def read(folder: Path) -> Reference:
    """Read the lists in a folder, once in a process."""
    forces = tuple(Area(**row, kind="force") for row in _rows(folder, "police_forces"))
    units = {row["name"]: row["unit"] for row in _rows(folder, "regions")}
    regions = tuple(_region(name, forces) for name in units)
    named = {area.name: area for area in (*forces, *regions, *nations())}
    written = [(row["spelling"], named[row["name"]]) for row in _rows(folder, "spellings")]
    written += [(unit, named[name]) for name, unit in units.items() if unit]
    return Reference(
        forces=forces,
        regions=regions,
        spellings=_spellings(named.values(), written),
        codes={key_of(area.code): area for area in named.values() if area.code},
        other_bodies={key_of(row["name"]): row["what_it_is"] for row in _rows(folder, "other_bodies")},
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
    known = {key_of(spelling): area for area in areas for spelling in (area.name, area.full_name)}
    known |= {key_of(spelling): area for spelling, area in written}
    for key, area in list(known.items()):
        if area.kind == "force":
            known |= {f"{key} police": area, f"{key} constabulary": area}
            known.setdefault(re.sub(" (police|constabulary)$", "", key), area)
        elif area.kind == "region":
            # 'West Midlands' stays with the force.
            known.setdefault(key.removesuffix(" region"), area)
    return known
