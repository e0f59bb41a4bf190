"""The notebook on small boats: arrivals, loads, routes, ages, referrals and outcomes, against published totals."""

import pytest

from analysis.catalogue import load
from tests.notebooks.pages import main_points, of_kind, said

PERIODS = ["2018-19", "2021-22", "2022-23", "2023-24", "2025-26"]


@pytest.fixture(scope="module")
def shown(pages):
    return {period: pages("small_boats", period, "UK").shown for period in PERIODS}


def chart_of(objects, subtitle):
    return next(each for each in of_kind(objects, "chart") if subtitle in each["subtitle"])


def rows_of(table):
    return {row[0]: row[1:] for row in table["rows"]}


def quarters_of(period):
    return [f"{period[:4]}Q{number}" for number in (2, 3, 4)] + [f"20{period[-2:]}Q1"]


def number(cell):
    return int(cell.replace(",", ""))


def test_arrivals_are_those_of_the_weekly_series(shown):
    assert main_points(shown["2021-22"])[0] == (
        "31,711 people arrived in small boats in 2021-22, more than three times the 9,360 in 2020-21."
    )
    assert main_points(shown["2018-19"])[0] == "491 people arrived in small boats in 2018-19."
    assert main_points(shown["2023-24"])[0].startswith(
        "31,079 people arrived in small boats in 2023-24, down 31% from 45,000"
    )
    months = rows_of(chart_of(shown["2021-22"], "by month")["data"])
    assert list(months) == ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    assert sum(number(row[-1]) for row in months.values()) == 31_711
    assert "6,971 in November 2021" in chart_of(shown["2021-22"], "by month")["title"]


def test_people_per_boat_are_those_observed(shown):
    assert (
        "1,107 boats, with 29 people in each on average, compared with 14 in 2020-21"
        in main_points(shown["2021-22"])[1]
    )
    years = rows_of(chart_of(shown["2022-23"], "per boat")["data"])
    assert {year: float(row[2]) for year, row in years.items()} == pytest.approx(
        {"2018-19": 7.9, "2019-20": 12.0, "2020-21": 13.7, "2021-22": 28.6, "2022-23": 42.7}, abs=0.06
    )


def test_routes_are_the_published_detections(shown):
    rows = load("irregular_migration", by="method_of_entry")
    for period in ("2018-19", "2021-22", "2022-23"):
        held = rows[rows["quarter"].astype(str).isin(quarters_of(period))]
        of_year = rows_of(chart_of(shown[period], "by route")["data"])[period]
        sums = held.groupby("method_of_entry", observed=True)["detections"].sum()
        assert sorted(map(number, of_year)) == sorted(sums)
    assert "77% (31,711 of 40,928)" in main_points(shown["2021-22"])[2]


def test_children_are_bounded_by_those_of_unknown_age(shown):
    assert "16% (4,936 of 31,115)" in main_points(shown["2021-22"])[3]
    assert "The age of 596 people is not known: children were 16% to 17% of all arrivals." in said(shown["2021-22"])
    (table,) = of_kind(shown["2021-22"], "table")
    headings = [column["label"] for column in table["columns"]]
    assert headings == ["Age", "2018-19", "2019-20", "2020-21", "2021-22"]
    assert sum(number(row[-1]) for row in table["rows"]) == 31_711


def test_nationalities_add_up_to_all_arrivals(shown):
    for period, arrivals in (("2021-22", 31_711), ("2022-23", 45_019)):
        chart = chart_of(shown[period], "by nationality")
        assert sum(number(row[0]) for row in rows_of(chart["data"]).values()) == arrivals
    assert chart_of(shown["2021-22"], "by nationality")["title"] == (
        "27% of small boat arrivals in 2021-22 were nationals of Iran"
    )


def test_outcomes_add_up_to_the_referrals_and_what_is_open_is_counted(shown):
    assert "9% (2,704 of 31,455) had been referred" in main_points(shown["2021-22"])[4]
    assert "by 23 November 2023" in main_points(shown["2021-22"])[4]
    chart = chart_of(shown["2022-23"], "NRM referrals")
    years = {year: sum(map(number, row)) for year, row in rows_of(chart["data"]).items()}
    assert years == {"2018-19": 16, "2019-20": 181, "2020-21": 1_380, "2021-22": 2_704, "2022-23": 3_468}
    assert rows_of(chart["data"])["2021-22"][0] == "159"
    assert "69% of 2,704 referrals" in chart_of(shown["2021-22"], "NRM referrals")["title"]
    assert "None of 16 referrals" in chart_of(shown["2018-19"], "NRM referrals")["title"]


def test_three_counts_of_the_same_arrivals_are_explained(shown):
    counted = "It counts 31,455 arrivals in 2021-22. The quarterly and monthly statistics count 31,711."
    assert counted in said(shown["2021-22"])
    apart = "It counts 44,802 arrivals in 2022-23. The quarterly statistics count 45,019, the monthly ones 45,000."
    assert apart in said(shown["2022-23"])


def test_prevented_crossings_are_of_the_year_or_named_as_the_latest(shown):
    weeks = load("small_boat_preventions")
    inside = weeks[(weeks["week"].dt.start_time >= "2025-04-01") & (weeks["week"].dt.end_time < "2026-04-01")]
    people = f"{inside['people_prevented'].sum():,} people were stopped from crossing"
    assert people in said(shown["2025-26"])
    asides = " ".join(str(each) for each in shown["2021-22"] if "Latest" in str(each))
    assert people in asides
    assert "39,271 people arrived in 2025-26" in asides
    assert "Latest" not in str(shown["2025-26"])


def test_a_year_after_the_newest_of_a_section_shows_that_one_under_its_own_name(shown):
    for period in ("2023-24", "2025-26"):
        assert "84% (45,019 of 53,567) of irregular arrivals detected in 2022-23" in main_points(shown[period])[2]
        assert "available up to 2022-23" in of_kind(shown[period], "mainpoints")[0]["rely"]
    assert not of_kind(shown["2022-23"], "notice")


def test_a_page_has_five_charts_no_forecast_and_no_interval(shown):
    for period, objects in shown.items():
        assert len(of_kind(objects, "chart")) == 5, period
        assert "forecast" not in str(objects).lower(), period
        assert "interval" not in said(objects), period


def test_a_year_whose_months_are_not_all_there_says_so_and_shows_nothing(pages):
    (notice,) = pages("small_boats", "2017-18", "UK").shown
    assert "all of 2017-18" in notice["paragraphs"][0]
    assert "January 2018" in notice["paragraphs"][1]
