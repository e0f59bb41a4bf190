import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import areas, paths
from analysis.errors import NotCovered, UnknownName

EVERY_AREA = (*areas.nations(), *areas.regions(), *areas.forces())


def names(found: tuple[areas.Area, ...]) -> list[str]:
    return [area.name for area in found]


def test_there_are_43_forces_ten_regions_and_two_nations():
    assert [len(areas.forces()), len(areas.regions()), len(areas.nations())] == [43, 10, 2]
    assert names(areas.forces()) == sorted(names(areas.forces()))
    assert {area.kind for area in areas.forces()} == {"force"}
    assert {area.kind for area in areas.regions()} == {"region"}
    assert len(set(names(EVERY_AREA))) == 55


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Devon & Cornwall Police", "Devon & Cornwall"),
        ("devon and  cornwall", "Devon & Cornwall"),
        ("Avon & Somerset", "Avon and Somerset"),
        ("Avon and Somerset Constabulary", "Avon and Somerset"),
        ("LONDON, CITY OF", "London, City of"),
        ("City of London Police", "London, City of"),
        ("Metropolitan Police Service", "Metropolitan Police"),
        ("Hampshire Constabulary", "Hampshire"),
        ("Hampshire and Isle of Wight Constabulary", "Hampshire"),
        ("Hertfordshire Police", "Hertfordshire"),
        ("Dyfed Powys", "Dyfed-Powys"),
        ("Humberside [note 4]", "Humberside"),
        ("West\N{NO-BREAK SPACE}Yorkshire ", "West Yorkshire"),
        ("North West", "North West region"),
        ("London", "London region"),
        ("Yorkshire and the Humber", "Yorkshire and the Humber region"),
        ("Yorkshire & Humber", "Yorkshire and the Humber region"),
        ("Tarian ROCU", "Southern Wales region"),
        ("West Midlands Regional Organised Crime Unit", "West Midlands region"),
        ("Eastern Region Special Operations Unit", "Eastern region"),
        ("England & Wales", "England and Wales"),
        ("United Kingdom", "UK"),
        ("uk", "UK"),
        ("the UK", "UK"),
        ("Met", "Metropolitan Police"),
        ("the Met", "Metropolitan Police"),
        ("Met Police", "Metropolitan Police"),
        ("MPS", "Metropolitan Police"),
        ("GMP", "Greater Manchester"),
        ("Hampshire and Isle of Wight", "Hampshire"),
        ("Heddlu Gwent", "Gwent"),
        ("Heddlu De Cymru", "South Wales"),
        ("Heddlu Gogledd Cymru", "North Wales"),
        ("Heddlu Dyfed-Powys", "Dyfed-Powys"),
        ("Heddlu Dyfed–Powys", "Dyfed-Powys"),
        ("the West Midlands region", "West Midlands region"),
        ("E23000032", "Kent"),
        ("w15000002", "Gwent"),
        ("K04000001", "England and Wales"),
        ("K02000001", "UK"),
    ],
)
def test_an_area_is_found_by_any_known_spelling(spelling, name):
    assert areas.find(spelling).name == name


def test_west_midlands_is_the_force_and_its_region_must_be_called_one():
    force, region = areas.find("West Midlands"), areas.find("West Midlands region")
    assert (force.kind, force.code, force.full_name) == ("force", "E23000014", "West Midlands Police")
    assert region.kind == "region"
    assert names(areas.members(region)) == ["Staffordshire", "Warwickshire", "West Mercia", "West Midlands"]
    assert areas.members(force) == (force,)


@given(
    st.sampled_from(EVERY_AREA), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " ", "\t"])
)
def test_case_and_blanks_make_no_difference(area, case, blank):
    assert areas.find(blank + case(area.name.replace(" ", f" {blank}")) + blank) == area


@given(st.text())
def test_junk_raises_nothing_but_unknown_name(text):
    try:
        found = areas.find(text)
    except UnknownName:
        found = None
    assert found is None or found in EVERY_AREA


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Devon and Cornwal", "Devon & Cornwall"),
        ("Cornwall", "Devon & Cornwall"),
        ("Manchester", "Greater Manchester"),
        ("Humberside Polcie", "Humberside"),
        ("South East reigon", "South East region"),
        ("Enlgand and Wales", "England and Wales"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(typed, nearest):
    with pytest.raises(UnknownName) as refusal:
        areas.find(typed)
    assert refusal.value.nearest[0] == nearest
    assert len(refusal.value.nearest) <= 3
    assert f"there is no area '{typed}'" in str(refusal.value)


def test_a_country_that_is_no_area_is_answered_with_its_forces_in_welsh_too():
    for name in ("Wales", "Cymru"):
        with pytest.raises(UnknownName, match=f"there is no area '{name}'") as refusal:
            areas.find(name)
        assert set(refusal.value.nearest) >= {"North Wales", "South Wales"}


@pytest.mark.parametrize("name", ["E23000099", "WMP", "Xyz"])
def test_a_code_or_an_abbreviation_is_not_guessed(name):
    with pytest.raises(UnknownName) as refusal:
        areas.find(name)
    assert refusal.value.nearest == ()


@pytest.mark.parametrize("nothing", ["", " ", "&", None, float("nan")])
def test_no_name_at_all_is_an_unknown_name(nothing):
    with pytest.raises(UnknownName, match="Expected a police force, a region such as 'North East region'"):
        areas.find(nothing)


@pytest.mark.parametrize(
    "name",
    [
        "British Transport Police",
        "Police Scotland",
        "Police Service of Northern Ireland",
        "PSNI",
        "Cifas",
        "Action Fraud",
    ],
)
def test_a_body_that_is_no_territorial_force_is_refused_as_such(name):
    assert areas.is_other_body(name)
    with pytest.raises(UnknownName, match=f"'{name}' is not one of the 43 territorial police forces"):
        areas.find(name)


def test_a_name_is_never_both_an_area_and_another_body():
    assert not any(areas.is_other_body(name) for area in EVERY_AREA for name in (area.name, area.full_name))
    assert not areas.is_other_body("Ruritanian Police")


def test_the_forces_of_england_and_wales_are_those_of_its_regions():
    by_region = [force for region in areas.regions() for force in areas.members(region)]
    assert sorted(names(tuple(by_region))) == names(areas.members(areas.nation())) == names(areas.forces())


def test_regions_follow_the_regional_units_and_not_the_statistical_regions():
    assert areas.find("Kent").region == "Eastern region"
    assert areas.find("North Wales").region == "North West region"
    assert areas.find("North West region").country == "England and Wales"
    assert names(areas.members(areas.find("Southern Wales"))) == ["Dyfed-Powys", "Gwent", "South Wales"]
    assert names(areas.members(areas.find("London"))) == ["London, City of", "Metropolitan Police"]


def test_the_forces_held_are_not_passed_off_as_those_of_the_uk():
    with pytest.raises(NotCovered, match="more than the 43 territorial police forces"):
        areas.members(areas.wider())


def test_populations_are_those_of_the_office_for_national_statistics():
    # As printed in worksheet MYE4; the statistical region of London is that of its two forces.
    assert areas.population(areas.nation(), 2021) == 59_660_524
    assert areas.population(areas.nation(), 2011) == 56_170_927
    assert areas.population(areas.find("London"), 2022) == 8_869_043
    assert areas.population(areas.find("City of London"), 2021) == 8_689


@pytest.mark.parametrize("year", range(2011, 2024))
def test_the_population_of_the_whole_is_that_of_its_parts(year):
    assert areas.population(areas.nation(), year) == sum(areas.population(a, year) for a in areas.regions())


@pytest.mark.parametrize("year", [2010, 2024])
def test_a_year_without_populations_is_answered_with_those_there_are(year):
    with pytest.raises(NotCovered, match=f"mid-{year} is available. There is mid-2011 to mid-2023"):
        areas.population(areas.find("Kent"), year)


def test_the_uk_has_no_population_here():
    with pytest.raises(NotCovered, match="There is England and Wales"):
        areas.population(areas.wider(), 2021)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("London, City of", "city-of-london"),
        ("London", "london-region"),
        ("West Midlands", "west-midlands"),
        ("West Midlands region", "west-midlands-region"),
        ("Dyfed-Powys", "dyfed-powys"),
        ("UK", "uk"),
    ],
)
def test_a_slug_is_fit_for_a_file_name(name, slug):
    assert areas.slug(areas.find(name)) == slug


def test_each_area_has_a_slug_of_its_own_and_can_be_found_by_it():
    assert len({areas.slug(area) for area in EVERY_AREA}) == len(EVERY_AREA)
    assert all(areas.find(areas.slug(area)) == area for area in EVERY_AREA)


REAL = paths.root().parent / "shared" / "data" / "real"
real_files = pytest.mark.skipif(not REAL.is_dir(), reason="the official files are not beside the project")


def _csv_column(path: str, column: str, **how: object) -> set[str]:
    return set(pd.read_csv(REAL / path, dtype=str, keep_default_na=False, **how)[column])


def _workforce() -> set[str]:
    workbook = REAL / "home_office_police_workforce" / "open-data-table-police-workforce-260723.ods"
    return set(pd.read_excel(workbook, sheet_name="Data", engine="calamine", usecols=["Force Name"])["Force Name"])


def _first_responders(path: Path) -> set[str]:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return set(table.loc[table["First responder type"] == "Police", "First responder"]) - {"Police total"}


def _boundaries() -> set[str]:
    geography = REAL / "ons_geography"
    exact = json.loads((geography / "police_force_areas_dec2020_EW_BUC.geojson").read_text(encoding="utf-8"))
    simplified = json.loads((geography / "police_force_areas_UK_quantized.topojson").read_text(encoding="utf-8"))
    shapes = simplified["objects"]["Police_Force_Areas_UK"]["geometries"]
    short_and_full = {shape["properties"][field] for shape in shapes for field in ("PFANM", "PFAFNM")}
    return {feature["properties"]["PFA20NM"] for feature in exact["features"]} | short_and_full


def _area_tables() -> set[str]:
    path = "ons_police_force_area_tables/policeforceareatablesyejune25final__table_C2.csv"
    return _csv_column(path, "Police Force\nArea name", skiprows=7)


def _published_lookup() -> set[str]:
    lookup = pd.read_csv(REAL.parent / "published" / "police_force_region_lookup.csv", dtype=str)
    return set(lookup.loc[:, "pfa_name_ons":"name_in_nrm_first_responder"].to_numpy().ravel())


SOURCES = {
    "recorded crime": lambda: _csv_column(
        "home_office_recorded_crime/prc-pfa-mar2013-onwards-tables201718.csv", "Force Name"
    ),
    "workforce": _workforce,
    "boundaries": _boundaries,
    "area tables": _area_tables,
    "district lookup": lambda: _csv_column("ons_geography/LAD23_to_CSP23_to_PFA23_lookup.csv", "PFA23NM"),
    "region lookup": _published_lookup,
    **{path.stem: lambda path=path: _first_responders(path) for path in REAL.glob("home_office_nrm/*first_responder*")},
}


@real_files
@pytest.mark.parametrize("source", SOURCES)
def test_every_force_named_in_an_official_file_is_known(source):
    spellings = {name for name in SOURCES[source]() if not areas.is_other_body(name)}
    found = {areas.find(name) for name in spellings}
    assert len({area for area in found if area.kind == "force"}) == 43
    # Regional units stand among the forces in the first responder tables, and nothing but forces in the others.
    assert {area.kind for area in found} <= ({"force", "region"} if "first_responder" in source else {"force"})


@real_files
def test_the_home_office_and_the_regional_units_differ_on_kent_and_north_wales_alone():
    workbook = REAL / "home_office_police_workforce" / "open-data-table-police-workforce-260723.ods"
    table = pd.read_excel(workbook, sheet_name="Data", engine="calamine", usecols=["Force Name", "Region"])
    statistical = table.drop_duplicates().dropna().set_index("Force Name")["Region"]
    differing = {
        name: (region, areas.find(name).region)
        for name, region in statistical.items()
        if areas.find(name).region.removesuffix(" region") != region and areas.find(name).country != "Wales"
    }
    assert differing == {"Kent": ("South East", "Eastern region")}
    welsh = {areas.find(name).region for name in statistical[statistical == "Wales"].index}
    assert welsh == {"North West region", "Southern Wales region"}


@pytest.mark.parametrize(
    ("name", "in_text", "police"),
    [
        ("UK", "the UK", "the police forces of the UK"),
        ("England and Wales", "England and Wales", "the police forces of England and Wales"),
        ("Kent", "Kent", "Kent Police"),
        ("London, City of", "the City of London", "City of London Police"),
        ("Metropolitan Police", "the Metropolitan Police", "the Metropolitan Police"),
        ("West Midlands region", "the West Midlands region", "the police forces of the West Midlands region"),
    ],
)
def test_an_area_and_its_police_have_names_that_fit_into_a_sentence(name, in_text, police):
    area = areas.find(name)
    assert (area.in_text, area.police) == (in_text, police)
