"""The page on recorded crime, for areas and years that have figures and that have none."""

import pytest

from tests.notebooks.sent import NATION, numbers_of, points_of, titled

RUNS = [
    ("2021-22", NATION),
    ("2017-18", NATION),
    ("2018-19", "Kent"),
    ("2017-18", "East Midlands region"),
    ("2017-18", "London, City of"),
    ("2021-22", "Kent"),
    ("2018-19", "UK"),
]


@pytest.fixture(scope="module")
def made(pages) -> dict:
    return {key: pages("recorded_crime", *key) for key in RUNS}


def test_offences_are_the_published_ones(made):
    chart = titled(made["2021-22", NATION], "chart", "Recorded offences reached 7,779 in 2019-20")
    assert numbers_of(chart) == {
        "2015-16": ["884"],
        "2016-17": ["2,255"],
        "2017-18": ["3,393"],
        "2018-19": ["5,144"],
        "2019-20*": ["7,779"],
    }
    assert "Without Greater Manchester" in chart["notes"][0]


def test_years_are_compared_within_one_release(made):
    # 3,412 in the article of March 2020, where the table of July 2018 had 3,393.
    newest, before, *_ = points_of(made["2021-22", NATION])
    assert newest.endswith("recorded 7,779 modern slavery offences in 2019-20, up 59% from 4,897 in 2018-19.")
    assert newest.startswith("Police forces other than Greater Manchester")
    assert "5,144" in before
    assert "up 51% from 3,412 in 2017-18" in before
    assert not [each for each in points_of(made["2017-18", NATION])[:2] if "%" in each]


def test_years_without_a_figure_are_named_and_newer_ones_stand_apart(made):
    assert "Not assessed for 2020-21 and 2021-22" in points_of(made["2021-22", NATION])[-1]
    (newer,) = made["2017-18", NATION].of_kind("aside")
    assert "7,779 offences in 2019-20" in newer["markdown"]
    assert not made["2021-22", NATION].of_kind("aside")


def test_offences_and_referrals_are_compared_by_an_index(made):
    chart = titled(made["2021-22", NATION], "chart", "By 2019-20, offences were more than nine times")
    index = numbers_of(chart)
    # 5,144 × 7,779 / 4,897 over 884; 11,310 referrals over 3,430.
    assert index["2019-20"] == ["924", "330"]
    assert index["2018-19"] == ["582", "219"]
    assert index["2021-22"][0] == "[x]"


def test_the_report_s_statements_are_checked(made):
    stable, since_act = made["2021-22", NATION].of_kind("check")
    assert (stable["claim"], stable["verdict"]) == ("recorded-crime-stable", "differs")
    assert since_act["claim"] == "crimes-since-act"
    assert not made["2017-18", NATION].of_kind("check")


@pytest.mark.parametrize(
    ("key", "count", "rate"),
    [(("2018-19", "Kent"), "196", "10.7"), (("2017-18", "East Midlands region"), "209", "4.4")],
)
def test_a_force_and_a_region_stand_beside_the_areas_around_them(made, key, count, rate):
    assert f"recorded {count} modern slavery offences in {key[0]}" in points_of(made[key])[0]
    (table,) = made[key].of_kind("table")
    assert (table["rows"][0][1], table["rows"][0][3]) == (count, rate)
    assert table["rows"][-1][0] == NATION
    (chart,) = made[key].of_kind("chart")
    until = {"2018-19": 8, "2017-18": 4}[key[0]]
    assert len(numbers_of(chart)) == until


def test_a_force_with_few_residents_has_its_count_and_no_rate(made):
    points = points_of(made["2017-18", "London, City of"])
    assert points[0] == "City of London Police recorded 5 modern slavery offences in 2017-18."
    assert not [each for each in points if "The rate was" in each]
    (table,) = made["2017-18", "London, City of"].of_kind("table")
    assert table["rows"][0][3] == "[z]"


@pytest.mark.parametrize("key", [("2018-19", "UK"), ("2021-22", "Kent")])
def test_an_area_or_a_year_without_figures_has_a_plain_statement(made, key):
    (notice,) = made[key].of_kind("notice")
    assert notice["kind"] == "missing"
    assert not made[key].of_kind("chart")
