"""The notebooks on referrals and small boats, for years and areas that can be answered for, and for others."""

import re

import pytest

from analysis.catalogue import load

YEAR = "2021-22"
RUNS = {
    # (notebook, period, area): whether the page's own question can be answered
    ("nrm_referrals", YEAR, "UK"): True,
    ("small_boats", YEAR, "UK"): True,
    ("nrm_referrals", "2008-09", "UK"): False,
    ("small_boats", "2008-09", "UK"): False,
    ("nrm_referrals", "2009-10", "UK"): True,
    ("small_boats", "2018-19", "UK"): True,
    ("nrm_referrals", "2022-23", "UK"): True,
    ("small_boats", "2022-23", "UK"): True,
    ("nrm_referrals", "2023-24", "UK"): True,
    ("nrm_referrals", "2024-25", "UK"): False,
    ("small_boats", "2024-25", "UK"): True,
    ("nrm_referrals", YEAR, "Kent"): False,
    ("small_boats", YEAR, "Kent"): False,
}
ANSWERED = [key for key, answered in RUNS.items() if answered]
UNANSWERED = [key for key, answered in RUNS.items() if not answered]


@pytest.fixture(scope="module")
def shown(pages):
    return {key: pages(*key).shown for key in RUNS}


def lead_of(objects):
    return next(each["markdown"] for each in objects if each["object"] == "text" and each["lead"])


def said_of(objects):
    return " ".join(each["markdown"] for each in objects if each["object"] == "text")


def year_total(name, measure, year, **options):
    """Add a financial year up by hand: April to December of its first calendar year, January to March of the next."""
    rows = load(name, **options)
    start = int(year[:4])
    periods = rows[rows.columns[0]]
    inside = (periods.dt.start_time >= f"{start}-04-01") & (periods.dt.end_time < f"{start + 1}-04-01")
    return int(rows.loc[inside, measure].sum())


def test_referrals_are_the_published_ones(shown):
    objects = shown["nrm_referrals", YEAR, "UK"]
    lead = lead_of(objects)
    total, before = (year_total("nrm_referrals", "referrals", year) for year in (YEAR, "2020-21"))
    assert f"{total:,} NRM referrals in 2021-22, up {total / before - 1:.0%} from {before:,} in 2020-21" in lead
    said = said_of(objects)
    assert "12,727 referrals were first published on 3 March 2022" in said
    assert "44% of the 12,581 whose age is known" in said
    assert "between 41% and 48%" in said


def test_small_boat_arrivals_are_the_published_ones(shown):
    objects = shown["small_boats", YEAR, "UK"]
    lead = lead_of(objects)
    total, before = (year_total("small_boats", "people", year) for year in (YEAR, "2020-21"))
    assert f"{total:,} small boat arrivals in 2021-22, up {total / before - 1:.0%} from {before:,}" in lead


@pytest.mark.parametrize("key", ANSWERED)
def test_a_year_that_is_covered_has_its_figures(shown, key):
    stem, period, _ = key
    name, measure = ("nrm_referrals", "referrals") if stem == "nrm_referrals" else ("small_boats", "people")
    total = f"{year_total(name, measure, period):,}"
    lead = lead_of(shown[key])
    assert total in lead
    assert period in lead
    assert {each["object"] for each in shown[key]} >= {"figure", "table", "sources"}


@pytest.mark.parametrize("key", UNANSWERED)
def test_what_is_not_covered_is_said_and_nothing_is_shown_instead(shown, key):
    # The page on referrals says, too, from when on there are referrals by the police of the area.
    missing = ["Kent", YEAR] if key == ("nrm_referrals", YEAR, "Kent") else ["Kent" if key[2] == "Kent" else key[1]]
    assert [each["object"] for each in shown[key]] == ["notice"] * len(missing)
    for notice, what in zip(shown[key], missing, strict=True):
        assert notice["kind"] == "missing"
        assert what in notice["paragraphs"][0]
        assert len(notice["paragraphs"]) > 1, "what there is instead"
        assert not re.search(r"\d,\d{3}", " ".join(notice["paragraphs"]))


def test_sections_that_reach_less_far_say_so(shown):
    sections = [each for each in shown["nrm_referrals", "2023-24", "UK"] if each["object"] == "notice"]
    assert sections
    assert all("2023" in each["paragraphs"][0] for each in sections)
    assert not [each for each in shown["nrm_referrals", "2022-23", "UK"] if each["object"] == "notice"]
