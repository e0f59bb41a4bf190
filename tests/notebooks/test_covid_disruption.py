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
    assert f"NRM referrals were {100 * (1 - alone.estimate):.0f}% below the trend" in lead
    ends = (f"{100 * (1 - end):.0f}% below" for end in (alone.interval.lower, alone.interval.upper))
    assert f"95% interval {' to '.join(ends)}" in lead
    assert alone.interval.upper < 1
    said = " ".join(each["markdown"] for each in of_kind(shown["2021-22", "UK"], "text"))
    after, before = referrals["2020Q2":"2022Q1"].tolist(), referrals["2019Q2":"2020Q1"].tolist() * 2
    assert f"In {sum(now < then for now, then in zip(after, before, strict=True))} of the 8 quarters" in said
    assert "most recently in 2021 Q4" in said


@pytest.mark.parametrize("key", [("2021-22", "UK"), ("2023-24", "England and Wales")])
def test_referrals_arrivals_and_charges_have_a_chart_each(shown, key):
    figures = of_kind(shown[key], "figure")
    assert [figure["subtitle"].rsplit(", ", 1)[1] for figure in figures] == ["UK", "UK", "England and Wales"]
    assert all(figure["sources"] for figure in figures)
    assert all("A vertical line marks first lockdown" in figure["alt"] for figure in figures)
    assert "83% below" in figures[1]["title"]
    assert "no clear change" in figures[2]["title"]


def test_figures_after_the_page_are_not_used(shown):
    for figure in of_kind(shown["2020-21", "UK"], "figure"):
        assert "in 2021 Q1" in figure["alt"]
        assert "2021 Q2" not in figure["alt"]


def test_other_choices_and_dates_without_an_event_are_shown(shown):
    objects = shown["2021-22", "UK"]
    (table,) = of_kind(objects, "table")
    assert [row[1] for row in table["rows"]] == ["−27%", "−23%", "−30%", "−31%", "−20%", "−30%", "−26%", "−27%"]
    assert any("3 of 29 earlier dates showed a change" in each["markdown"] for each in of_kind(objects, "text"))


@pytest.mark.parametrize("key", BEFORE)
def test_a_page_without_the_lockdown_says_so_and_shows_nothing(shown, key):
    (notice,) = shown[key]
    assert notice["object"] == "notice"
    assert notice["kind"] == "missing"
    assert ("Kent" if key[1] == "Kent" else "came after 2020 Q1") in notice["paragraphs"][0]
    assert len(notice["paragraphs"]) > 1
