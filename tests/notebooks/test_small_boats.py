"""What the notebook on small boats says of loads, routes, referrals, outcomes and the months to come."""

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


def test_routes_are_compared_with_the_year_before(shown):
    rows = {row[0]: row[1:3] for row in table_of(shown["2021-22", "UK"], "by route in two")["rows"]}
    detections = totals.spread(load("irregular_migration", by="method_of_entry"), "method_of_entry", "detections")
    years = totals.financial_years(detections)
    for route in detections:
        assert rows[route] == [f"{years[route][year]:,}" for year in ("2021", "2022")]


def test_referrals_of_arrivals_are_the_published_ones(shown):
    assert "2,704 of 31,455 people who arrived in 2021-22 had been referred to the NRM by 23 November 2023" in said(
        shown["2021-22", "UK"]
    )
    row = next(
        row for row in table_of(shown["2021-22", "UK"], "were referred to the NRM")["rows"] if row[0] == "2021-22"
    )
    assert row[:4] == ["2021-22", "2,704", "31,455", "8.6%"]


def test_immature_cohorts_are_named(shown):
    young = "Less than a year had passed since some of the people of"
    assert young not in said(shown["2021-22", "UK"])
    assert f"{young} 2022-23 arrived: more may follow." in said(shown["2022-23", "UK"])
    assert "Immature cohorts, with a tenth or more still open: 2019-20, 2020-21, 2021-22" in said(
        shown["2021-22", "UK"]
    )
    rows = {row[0]: row for row in table_of(shown["2021-22", "UK"], "Positive conclusive grounds decisions")["rows"]}
    assert [rows[year][-1] for year in ("2018-19", "2021-22")] == ["settled", "immature"]
    assert rows["2021-22"][1:4] == ["2,704", "159", "1,862"]


def test_a_forecast_shows_how_often_its_intervals_held(shown):
    for key in (("2021-22", "UK"), ("2023-24", "UK")):
        assert "Set back in time, such intervals held" in said(shown[key])
        rows = table_of(shown[key], "set back in time")["rows"]
        assert len(rows) == 3
        assert all(row[2].endswith("%") for row in rows)


def test_a_year_with_few_figures_says_what_is_missing(shown):
    missing = notices(shown["2018-19", "UK"])
    for words in ("a trend of people per boat", "a comparison of the routes", "a forecast of small boat arrivals"):
        assert any(words in notice for notice in missing), words
    assert any("Small boat arrivals referred to the NRM" in notice for notice in notices(shown["2023-24", "UK"]))
