"""The lists in data/reference: that they are whole, agree with one another, and hold what the official files hold.

The official files are not in the repository. The tests that read them look for a folder `shared` beside the project and
are skipped without it.
"""

import json
import re

import numpy as np
import pandas as pd
import pytest

from analysis import areas, paths, roots
from analysis.provenance import read_sidecar, sha256_of

REFERENCE = roots.reference()
SHARED = paths.root().parent / "shared"
official_files = pytest.mark.skipif(
    not (SHARED / "data" / "real").is_dir(), reason="the official files are not beside the project"
)

COLUMNS = {
    "police_forces": ["code", "name", "full_name", "region", "country"],
    "regions": ["name", "unit", "source_title", "source_address"],
    "spellings": ["spelling", "name", "where_used"],
    "other_bodies": ["name", "what_it_is"],
    "populations": ["code", "name", "mid_year", "population"],
    "bibliography": ["title", "publisher", "year", "theme", "region", "address", "about"],
    "force_outlines": ["code", "ring", "point", "x", "y"],
}
KEYS = {"populations": ["code", "mid_year"], "force_outlines": ["code", "ring", "point"]}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


def test_there_is_a_sidecar_for_each_list_and_nothing_else():
    expected = {f"{name}.{ending}" for name in COLUMNS for ending in ("csv", "yaml")}
    assert {path.name for path in REFERENCE.iterdir()} == expected


@pytest.mark.parametrize("name", COLUMNS)
def test_a_sidecar_describes_the_list_beside_it(name):
    sidecar = read_sidecar(REFERENCE / f"{name}.yaml")
    assert sidecar.file == REFERENCE / f"{name}.csv"
    assert all(re.match("https?://", release.address) for release in sidecar.releases)
    assert all(release.date or release.note for release in sidecar.releases), "a missing date needs a reason"
    keys = [release.key for release in sidecar.releases]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_list_is_plain_text_without_gaps(name):
    content = (REFERENCE / f"{name}.csv").read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    table = read(name)
    assert table.columns.to_list() == COLUMNS[name]
    assert not table.duplicated(KEYS.get(name, COLUMNS[name][0])).any()
    assert table.apply(lambda column: column.str.strip()).equals(table)
    empty = table.eq("")
    if name == "regions":
        assert table.loc[empty["unit"], "name"].to_list() == ["London region"]
        empty = empty.drop(columns="unit")
    if name == "bibliography":
        empty = empty[["title", "theme", "about"]]
    assert not empty.to_numpy().any()


def test_forces_have_the_codes_of_police_force_areas():
    forces = read("police_forces")
    english = {f"E23{number:06}" for number in range(1, 40)}
    welsh = {f"W15{number:06}" for number in range(1, 5)}
    assert set(forces["code"]) == english | welsh
    assert set(forces.loc[forces["country"] == "Wales", "code"]) == welsh
    assert set(forces["region"]) == set(read("regions")["name"])


@pytest.mark.parametrize("row", read("spellings").to_dict("records"), ids=lambda row: row["spelling"])
def test_a_spelling_is_listed_for_an_area_that_exists_and_leads_there(row):
    assert areas.find(row["spelling"]).name == row["name"]


def test_units_lead_to_their_regions():
    units = read("regions").query("unit != ''")
    assert len(units) == 9
    assert [areas.find(unit).name for unit in units["unit"]] == units["name"].to_list()


def test_no_spelling_means_two_areas():
    written = [(area.name, area) for area in (*areas.nations(), *areas.regions(), *areas.forces())]
    written += [(area.full_name, area) for area in areas.forces()]
    written += [(f"{area.name} {word}", area) for area in areas.forces() for word in ("Police", "Constabulary")]
    assert all(areas.find(spelling) == area for spelling, area in written)


def test_populations_are_held_for_each_force_and_year_once():
    populations = read("populations")
    assert len(populations) == 43 * 13
    assert set(populations["mid_year"]) == {str(year) for year in range(2011, 2024)}
    named = populations[["code", "name"]].drop_duplicates().to_dict("records")
    assert named == read("police_forces")[["code", "name"]].to_dict("records")
    assert (populations["population"].astype(int) > 7_000).all()


def estimates() -> pd.DataFrame:
    workbook = SHARED / "data" / "real_more" / "ons_population" / "LAD23_Mid_Year_pop_2011_to_2023.xlsx"
    table = pd.read_excel(workbook, sheet_name="MYE4", header=7, engine="calamine").set_index("Code")
    years = table.filter(regex=r"^Mid-\d{4}$")
    return years.rename(columns=lambda heading: int(heading.removeprefix("Mid-"))).astype(int)


def by_code_and_year(table: pd.DataFrame, code: str) -> pd.DataFrame:
    typed = table.astype({"mid_year": int, "population": int})
    return typed.pivot_table(index=code, columns="mid_year", values="population", aggfunc="sum")


def held() -> pd.DataFrame:
    return by_code_and_year(read("populations"), "code")


@official_files
def test_populations_are_the_sums_of_their_districts():
    lookup = SHARED / "data" / "real" / "ons_geography" / "LAD23_to_CSP23_to_PFA23_lookup.csv"
    districts = pd.read_csv(lookup, encoding="utf-8-sig", dtype=str)[["LAD23CD", "PFA23CD"]].drop_duplicates()
    assert districts["LAD23CD"].is_unique
    summed = estimates().loc[districts["LAD23CD"]].groupby(districts["PFA23CD"].to_numpy()).sum()
    pd.testing.assert_frame_equal(held(), summed[held().columns], check_names=False)


@official_files
def test_populations_add_up_to_the_published_totals():
    published, forces = estimates(), read("police_forces")
    parts = {
        "K04000001": forces["code"],
        "W92000004": forces.loc[forces["country"] == "Wales", "code"],
        # Of the statistical regions, these are made up of the same forces as the regions here.
        "E12000001": forces.loc[forces["region"] == "North East region", "code"],
        "E12000005": forces.loc[forces["region"] == "West Midlands region", "code"],
        "E12000007": forces.loc[forces["region"] == "London region", "code"],
    }
    for whole, codes in parts.items():
        assert held().loc[codes].sum().to_dict() == published.loc[whole].to_dict()


@official_files
def test_populations_agree_with_the_sums_made_by_others():
    path = SHARED / "data" / "real" / "ons_population" / "derived_pfa23_population_mid2011_to_mid2022.csv"
    # Made before mid-2022 was revised.
    earlier = by_code_and_year(pd.read_csv(path), "PFA23CD").drop(columns=2022)
    pd.testing.assert_frame_equal(held()[earlier.columns], earlier, check_names=False)


@official_files
def test_names_and_codes_are_those_of_the_official_lookup():
    lookup = SHARED / "data" / "real" / "ons_geography" / "LAD23_to_CSP23_to_PFA23_lookup.csv"
    official = pd.read_csv(lookup, encoding="utf-8-sig", dtype=str).set_index("PFA23CD")["PFA23NM"].to_dict()
    assert read("police_forces").set_index("code")["name"].to_dict() == official


@official_files
def test_regions_are_those_of_the_published_lookup():
    lookup = pd.read_csv(SHARED / "data" / "published" / "police_force_region_lookup.csv", dtype=str)
    published = lookup.dropna(subset="pfa_code").set_index("pfa_code")
    forces = read("police_forces").set_index("code")
    assert forces["region"].str.removesuffix(" region").to_dict() == published["region"].to_dict()
    assert forces["full_name"].to_dict() == published["force_full_name"].to_dict()
    assert forces["country"].to_dict() == published["country"].to_dict()


@official_files
def test_no_list_is_a_copy_of_an_official_file():
    official = {sha256_of(path) for path in (SHARED / "data").rglob("*") if path.is_file()}
    assert official.isdisjoint(sha256_of(path) for path in REFERENCE.iterdir())


def _size(x: pd.Series, y: pd.Series) -> float:
    return float((x * y.shift(-1, fill_value=y.iloc[0]) - x.shift(-1, fill_value=x.iloc[0]) * y).sum() / 2)


def outlines() -> pd.DataFrame:
    return read("force_outlines").astype({"ring": int, "point": int, "x": float, "y": float})


def test_outlines_are_held_for_each_force_and_are_small():
    held = outlines()
    assert set(held["code"]) == set(read("police_forces")["code"])
    assert len(held) < 4_000
    for _, ring in held.groupby(["code", "ring"]):
        assert len(ring) >= 3
        assert ring["point"].to_list() == list(range(1, len(ring) + 1))


def test_neighbours_share_their_border():
    at = outlines().groupby(["x", "y"])["code"].nunique()
    assert (at >= 3).sum() > 30, "places where three areas meet"
    edges: dict[frozenset, list[str]] = {}
    for (code, _), ring in outlines().groupby(["code", "ring"]):
        corners = list(zip(ring["x"], ring["y"], strict=True))
        for edge in zip(corners, [*corners[1:], corners[0]], strict=True):
            edges.setdefault(frozenset(edge), []).append(code)
    inland = {"Nottinghamshire", "Warwickshire", "Bedfordshire", "West Midlands", "London, City of"}
    codes = read("police_forces").set_index("name").loc[sorted(inland), "code"]
    for code in codes:
        assert all(len(set(owners)) == 2 for owners in edges.values() if code in owners), code


@official_files
def test_outlines_have_the_sizes_of_the_official_ones():
    path = SHARED / "data" / "real" / "ons_geography" / "police_force_areas_dec2020_EW_BUC.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    official = {feature["properties"]["PFA20CD"]: feature["geometry"] for feature in features}
    assert len(official) == 43
    rings = outlines().groupby(["code", "ring"])
    reduced = {}
    for (code, _), ring in rings:
        reduced.setdefault(code, []).append(_size(ring["x"], ring["y"]))
    for code, geometry in official.items():
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        exact = 0.0
        for ring in (ring for polygon in polygons for ring in polygon):
            degrees = np.radians(np.array(ring[:-1], dtype=float))
            # Lambert's cylindrical equal-area projection: another one than the outlines were made with.
            exact += _size(pd.Series(6371.0072 * degrees[:, 0]), pd.Series(6371.0072 * np.sin(degrees[:, 1])))
        assert abs(sum(reduced[code])) == pytest.approx(abs(exact), rel=0.04 if code == "E23000034" else 0.01), code
