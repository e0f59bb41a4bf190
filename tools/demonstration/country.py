"""The country itself: its nation, regions, police forces, people, and where each force stands on the map."""

from __future__ import annotations

import pandas as pd

NATION = ("Pellamore", "D00000001")
REGIONS = ("Tessary region", "Ollenby region", "Corrivane region")
YEARS = range(2011, 2023)
NATIONALITIES = tuple(f"Country {letter}" for letter in "ABCDEFGHIJKLMN")
"""Labels that name no country; the first stands for the nation's own."""

FORCES = pd.DataFrame(
    [
        ("Abbermoss", 0, 1_210_000, 1, 0),
        ("Brindlow", 0, 420_000, 2, 0),
        ("Caskell", 1, 980_000, 2, 2),
        ("Elverstow", 1, 640_000, 3, 2),
        ("Imberlock", 2, 2_350_000, 1, 3),
        ("Jessamoor", 0, 760_000, 3, 0),
        ("Kettrick", 1, 1_540_000, 3, 1),
        ("Lowenfirth", 2, 510_000, 0, 3),
        ("Mossgill", 0, 300_000, 1, 1),
        ("Ruddowick", 2, 890_000, 2, 3),
        ("Thistlemoor", 1, 350_000, 2, 1),
        ("Zellimor", 2, 1_100_000, 1, 2),
    ],
    columns=["name", "region", "people", "column", "row"],
)
FORCES["region"] = FORCES["region"].map(dict(enumerate(REGIONS)))
FORCES.insert(0, "code", [f"D23{number:06}" for number in range(1, len(FORCES) + 1)])


def reference() -> dict[str, tuple[str, pd.DataFrame]]:
    """Return the lists of the country by file name, each with its title."""
    name = NATION[0]
    forces = FORCES.assign(full_name=FORCES["name"] + " Police", country=name)
    units = [region.replace("region", "Regional Crime Unit") for region in REGIONS]
    bodies = [(f"{name} Railway Police", "the police of the railways"), (f"{name} Coast Guard", "no police force")]
    spelling = (f"Commonwealth of {name}", name, "titles of laws")
    return {
        "police_forces": ("Police forces", forces[["code", "name", "full_name", "region", "country"]]),
        "regions": ("Regions", pd.DataFrame({"name": REGIONS, "unit": units})),
        "populations": ("People living in each police force area", _populations()),
        "spellings": ("Other names", pd.DataFrame([spelling], columns=["spelling", "name", "where_used"])),
        "other_bodies": ("Bodies that are no police force", pd.DataFrame(bodies, columns=["name", "what_it_is"])),
        "tile_map": ("Map of tiles", FORCES[["code", "name", "column", "row"]]),
    }


def _populations() -> pd.DataFrame:
    rows = FORCES[["code", "name", "people"]].merge(pd.DataFrame({"mid_year": YEARS}), how="cross")
    grown = rows["people"] * (1 + 0.006 * (rows["mid_year"] - YEARS[-1]))
    return rows.assign(population=grown.round().astype(int))[["code", "name", "mid_year", "population"]]
