import pandas as pd
import pytest

from analysis import areas, catalogue, datasets
from analysis.catalogue import load
from analysis.datasets.published import recorded_crime
from analysis.errors import BadData, NotCovered

HEADER = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences"
)


def year_of(measure, rows):
    return dict(zip(rows["financial_year"].dt.year, rows[measure], strict=True))


def drop_table(downloads, counts, year="2018/19"):
    """Drop an open data table with the same counts, by force, in each quarter."""
    lines = [
        f'{year},{quarter},"{force}",Modern slavery,Violence,Violence without injury,106, {count} '
        for quarter in (1, 2, 3, 4)
        for force, count in counts[quarter].items()
    ]
    (downloads / "open data table.csv").write_text("\n".join([HEADER, *lines, ""]))


def counts_of_all(count):
    names = [*(force.name for force in areas.forces()), "British Transport Police"]
    return {quarter: dict.fromkeys(names, count) for quarter in (1, 2, 3, 4)}


def test_financial_quarters_are_given_as_calendar_quarters():
    rows = load("recorded_crime")
    held = dict(zip(rows["quarter"].astype(str), rows["offences"], strict=True))
    assert held == {"2017Q2": 610, "2017Q3": 726, "2017Q4": 964, "2018Q1": 1_093}
    assert rows["summed"].all()


def test_financial_years_are_official_where_there_is_an_official_figure():
    rows = load("recorded_crime", every="financial_year")
    assert year_of("offences", rows) == {2016: 884, 2017: 2_255, 2018: 3_393, 2019: 5_144}
    assert list(rows["official"]) == [False, False, True, True]


def test_figures_without_greater_manchester_are_kept_apart_as_partial():
    rows = load("recorded_crime", every="financial_year", vintages=True)
    partial = rows[rows["partial"]]
    assert year_of("offences", partial) == {2019: 4_897, 2020: 7_779}
    assert year_of("offences", rows[rows["release"] == "ons-2020-quoted"]) == {2018: 3_412}
    with pytest.raises(NotCovered, match="2019-20"):
        load("recorded_crime", every="financial_year", during="2019-20")


def test_forces_add_up_to_the_total_of_the_publisher_with_the_british_transport_police():
    rows = load("recorded_crime", by="force", every="financial_year")
    assert rows["offences"].sum() == 3_393
    assert set(rows["force"]) == {*(force.name for force in areas.forces()), "Other police"}
    assert rows.set_index("force").loc["Other police", "offences"] == 5


def test_a_force_has_also_the_figures_of_texts_that_name_it():
    assert list(load("recorded_crime", area="Kent Police")["offences"]) == [41, 42, 44, 37]
    assert (
        year_of("offences", load("recorded_crime", area="Metropolitan Police", every="financial_year"))[2020] == 2_334
    )
    assert year_of("offences", load("recorded_crime", area="North Wales", every="financial_year"))[2016] == 5


def test_a_region_is_the_sum_of_its_forces_in_years_in_which_each_has_a_figure():
    region = areas.find("West Midlands region")
    members = {force.name for force in areas.members(region)}
    by_force = load("recorded_crime", by="force", every="financial_year").set_index("force")["offences"]
    rows = load("recorded_crime", area=region, every="financial_year")
    assert year_of("offences", rows) == {2018: by_force[list(members)].sum()}, "2019-20 has one of four forces only"
    assert rows["summed"].all()


def test_scotland_and_the_uk_are_refused():
    with pytest.raises(NotCovered, match="not published for the UK"):
        load("recorded_crime", area="UK")


def test_a_downloaded_table_is_used_and_its_total_is_of_all_forces(downloads):
    drop_table(downloads, counts_of_all(10))
    rows = load("recorded_crime")
    assert list(rows["offences"][-4:]) == [440] * 4
    assert str(rows["quarter"].max()) == "2019Q1"
    years = load("recorded_crime", every="financial_year", vintages=True)
    assert set(years.loc[years["financial_year"].dt.year == 2019, "offences"]) == {1_760, 5_144, 4_897}


def test_a_negative_count_is_read_and_added(downloads):
    counts = counts_of_all(2)
    counts[2]["Kent"] = -3
    drop_table(downloads, counts)
    assert list(load("recorded_crime", area="Kent")["offences"][-4:]) == [2, -3, 2, 2]
    assert list(load("recorded_crime")["offences"][-4:]) == [88, 83, 88, 88]


def test_without_a_force_there_is_no_total_and_no_region_and_a_warning_names_it(downloads):
    counts = counts_of_all(10)
    for quarter in (3, 4):
        del counts[quarter]["Greater Manchester"]
    drop_table(downloads, counts)
    assert str(load("recorded_crime")["quarter"].max()) == "2018Q3"
    assert str(load("recorded_crime", area="North West region")["quarter"].max()) == "2018Q3"
    assert str(load("recorded_crime", area="Kent")["quarter"].max()) == "2019Q1"
    assert load("recorded_crime", by="force", during="2018-19").groupby("quarter").size().to_list() == [44, 44, 43, 43]
    (warning,) = catalogue.check("recorded_crime").warnings
    assert "no figure of Greater Manchester in 2 periods from 2018 Q4 to 2019 Q1 (Home Office" in warning


def test_an_unknown_force_is_refused_with_the_nearest(downloads):
    drop_table(downloads, {quarter: {"Kint": 1} for quarter in (1, 2, 3, 4)})
    with pytest.raises(BadData, match=r"open data table\.csv, row 2, column 'force': .*'Kint'.* Did you mean 'Kent'"):
        load("recorded_crime")


def test_offences_of_other_codes_are_left_out():
    codes = {"106": 4, "10A": 9}
    table = pd.DataFrame({"offence_code": list(codes), "offences": list(codes.values()), "force": "Kent"})
    table["quarter"] = pd.Period("2022Q4", "Q-MAR")
    rows = recorded_crime.from_tables({"recorded_crime": table})
    assert rows.to_dict("records") == [
        {"period": "2022 Q1", "force": "Kent", "offences": 4, "coverage": "All forces"},
    ]


def test_a_level_that_is_no_force_does_not_pass_the_schema():
    dataset = datasets.find("recorded_crime")
    table = catalogue.check("recorded_crime").figures
    wrong = table.assign(force=table["force"].replace("Kent", "South East"))
    with pytest.raises(Exception, match="one of the list"):
        dataset.schema().validate(wrong)
