"""What the notebook on small boats says of loads, routes, referrals and outcomes."""

import pytest

from analysis.catalogue import load
from analysis.statistics import totals

RUNS = [("2021-22", "UK"), ("2022-23", "UK"), ("2018-19", "UK"), ("2023-24", "UK")]


@pytest.fixture(scope="module")
def shown(pages):
    return {(period, area): pages("small_boats", period, area).shown for period, area in RUNS}


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def table_of(objects, words):
    return next(each for each in of_kind(objects, "table") if words in each["title"])


def said(objects):
    return " ".join(each["markdown"] for each in of_kind(objects, "text"))


def notices(objects):
    return [" ".join(each["paragraphs"]) for each in of_kind(objects, "notice")]


def row_of(objects, title, heading):
    return next(row for row in table_of(objects, title)["rows"] if row[0] == heading)


def test_routes_are_compared_with_the_year_before(shown):
    detections = totals.spread(load("irregular_migration", by="method_of_entry"), "method_of_entry", "detections")
    years = totals.financial_years(detections)
    table = table_of(shown["2021-22", "UK"], "in each financial year by route")
    for year, end in (("2020-21", "2021"), ("2021-22", "2022")):
        row = dict(
            zip(
                (column["label"] for column in table["columns"]),
                row_of(shown["2021-22", "UK"], "by route", year),
                strict=True,
            )
        )
        for route in detections:
            assert row[route].split()[0] == f"{years[route][end]:,}"
    assert "recorded detections at UK ports down 28%" in said(shown["2021-22", "UK"])


def test_people_per_boat_are_those_observed(shown):
    assert "1,107 boats arrived in 2021-22, with 28.6 people in each on average, compared with 13.7 in 2020-21" in said(
        shown["2021-22", "UK"]
    )
    rows = table_of(shown["2022-23", "UK"], "boats that arrived in each financial year")["rows"]
    assert [row[3].split()[0] for row in rows] == ["7.9", "12.0", "13.7", "28.6", "42.7"]


def test_children_are_bounded_by_those_of_unknown_age(shown):
    assert "4,936 of 31,711 small boat arrivals in 2021-22 were of people under 18: 16% of the 31,115" in said(
        shown["2021-22", "UK"]
    )


def test_referrals_of_arrivals_are_the_published_ones(shown):
    assert (
        "2,704 of 31,455 people who arrived in 2021-22 had been referred to the NRM by 23 November 2023 (8.6%)"
        in said(shown["2021-22", "UK"])
    )
    assert row_of(shown["2021-22", "UK"], "were referred to the NRM", "2021-22") == [
        "2021-22",
        "2,704",
        "31,455",
        "8.6%",
    ]


def test_three_counts_of_the_same_arrivals_stand_side_by_side(shown):
    counts = {row[0]: row[1:] for row in table_of(shown["2021-22", "UK"], "three counts")["rows"]}
    assert counts["2019-20"] == ["2,109", "2,109", "2,111"]
    assert counts["2020-21"] == ["9,360", "9,364", "9,360"]
    assert counts["2021-22"] == ["31,711", "31,711", "31,455"]


def test_cohorts_with_less_time_are_named_and_what_is_open_is_counted(shown):
    young = "Less than a year had passed since some of the people of"
    assert young not in said(shown["2021-22", "UK"])
    assert f"{young} 2022-23 arrived: more may follow." in said(shown["2022-23", "UK"])
    assert "Of 2,704 referrals of people who arrived in 2021-22, 159" in said(shown["2021-22", "UK"])
    assert "1,862 (69%) still awaited a decision" in said(shown["2021-22", "UK"])


def test_a_page_has_at_most_five_charts_no_forecast_and_no_interval(shown):
    for key, objects in shown.items():
        assert len(of_kind(objects, "figure")) <= 5, key
        assert "forecast" not in str(objects).lower(), key
        assert "interval" not in said(objects), key


def test_a_year_without_figures_of_a_section_says_so(shown):
    assert not notices(shown["2018-19", "UK"])
    assert any("Small boat arrivals referred to the NRM" in notice for notice in notices(shown["2023-24", "UK"]))
