"""The notebook on the first lockdown: years before, with and long after it, areas with and without series."""

import pandas as pd
import pytest

from analysis.catalogue import load
from analysis.statistics import interruption

RUNS = [
    ("2021-22", "UK"),
    ("2020-21", "UK"),
    ("2023-24", "England and Wales"),
    ("2019-20", "UK"),
    ("2021-22", "Kent"),
]
BEFORE = [("2019-20", "UK"), ("2021-22", "Kent")]


@pytest.fixture(scope="module")
def shown(pages):
    return {(period, area): pages("covid_disruption", period, area).shown for period, area in RUNS}


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def lead_of(objects):
    return next(each["markdown"] for each in of_kind(objects, "text") if each["lead"])


def test_the_change_of_referrals_is_that_of_the_published_series(shown):
    start = pd.Period("2020Q2", "Q-DEC")
    referrals = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"].loc[start - 20 :]
    alone = interruption.interrupted(referrals, start, noun="NRM referrals", event="the first lockdown")
    lead = lead_of(shown["2021-22", "UK"])
    assert f"NRM referrals were {100 * (1 - alone.estimate):.0f}% below the course" in lead
    ends = (f"{100 * (1 - end):.0f}% below" for end in (alone.interval.lower, alone.interval.upper))
    assert f"95% interval {' to '.join(ends)}" in lead
    assert alone.interval.upper < 1


def test_every_series_of_the_area_has_its_row_and_its_chart(shown):
    figures = of_kind(shown["2021-22", "UK"], "figure")
    table = next(each for each in of_kind(shown["2021-22", "UK"], "table") if "Change at the first" in each["title"])
    assert len(table["rows"]) == 11
    assert len(figures) == len(table["rows"]) + 1, "one for all together"
    assert all(figure["sources"] for figure in figures)
    assert sum("A vertical line marks first lockdown" in figure["alt"] for figure in figures) == len(table["rows"])


def test_figures_after_the_page_are_not_used(shown):
    checks = next(each for each in of_kind(shown["2020-21", "UK"], "table") if "Periods used" in each["title"])
    assert {row[2] for row in checks["rows"]} == {"2021 Q1", "March 2021"}


def test_charges_are_on_the_page_of_their_own_area_only(shown):
    national, whole = shown["2023-24", "England and Wales"], shown["2021-22", "UK"]
    assert "charges for modern slavery offences" in lead_of(national)
    assert "2022 Q1" in next(each for each in of_kind(national, "figure") if "2015" in each["subtitle"])["subtitle"]
    assert not any("harges" in figure["title"] for figure in of_kind(whole, "figure"))
    missing = next(each["markdown"] for each in of_kind(whole, "text") if each["markdown"].startswith("Not on this"))
    assert "Charges for modern slavery offences: not published for the UK." in missing


def test_the_limits_and_the_checks_of_the_model_are_shown(shown):
    objects = shown["2021-22", "UK"]
    titles = [each["title"] for each in of_kind(objects, "table")]
    for words in (
        "under other choices",
        "at earlier dates",
        "Periods used",
        "Publications on COVID-19",
        "How long each series",
    ):
        assert any(words in title for title in titles), words
    related = next(each for each in of_kind(objects, "table") if each["title"].startswith("Publications"))
    assert len(related["rows"]) == 4
    assert any("Nepali women" in row[0] for row in related["rows"])
    assert any("means little for small boat arrivals" in each["markdown"] for each in of_kind(objects, "text"))


@pytest.mark.parametrize("key", BEFORE)
def test_a_page_without_the_lockdown_says_so_and_shows_nothing(shown, key):
    (notice,) = shown[key]
    assert notice["object"] == "notice"
    assert notice["kind"] == "missing"
    assert ("Kent" if key[1] == "Kent" else "23 March 2020") in notice["paragraphs"][0]
    assert len(notice["paragraphs"]) > 1
