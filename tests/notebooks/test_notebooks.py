"""The notebooks on referrals and small boats, for years and areas that can be answered for, and for others."""

import re

import pytest

from analysis.catalogue import load
from tests.notebooks.pages import main_points, of_kind, opening, said

YEAR = "2021-22"
RUNS = {
    # (notebook, period, area): whether the page's own question can be answered
    ("nrm_referrals", YEAR, "UK"): True,
    ("small_boats", YEAR, "UK"): True,
    ("nrm_referrals", "2008-09", "UK"): False,
    ("small_boats", "2008-09", "UK"): False,
    ("nrm_referrals", "2017-18", "UK"): True,
    ("small_boats", "2018-19", "UK"): True,
    ("nrm_referrals", "2022-23", "UK"): True,
    ("small_boats", "2022-23", "UK"): True,
    ("nrm_referrals", "2023-24", "UK"): True,
    ("small_boats", "2024-25", "UK"): True,
    ("nrm_referrals", YEAR, "Kent"): False,
    ("small_boats", YEAR, "Kent"): False,
}
ANSWERED = [key for key, answered in RUNS.items() if answered]
UNANSWERED = [key for key, answered in RUNS.items() if not answered]


@pytest.fixture(scope="module")
def shown(pages):
    return {key: pages(*key).shown for key in RUNS}


def year_total(name, measure, year, **options):
    """Add a financial year up by hand: April to December of its first calendar year, January to March of the next."""
    rows = load(name, **options)
    start = int(year[:4])
    periods = rows[rows.columns[0]]
    inside = (periods.dt.start_time >= f"{start}-04-01") & (periods.dt.end_time < f"{start + 1}-04-01")
    return int(rows.loc[inside, measure].sum())


def test_referrals_are_the_published_ones(shown):
    first, peak, children, overseas, reports = main_points(shown["nrm_referrals", YEAR, "UK"])
    total, before = (year_total("nrm_referrals", "referrals", year) for year in (YEAR, "2020-21"))
    assert first.startswith(f"{total:,} people were referred")
    assert f"in 2021-22, up {total / before - 1:.0%} from {before:,} in 2020-21" in first
    assert "3,773 in January to March 2022" in peak
    # 5,557 children and 957 of unknown age of 13,538; 12,581 of known age.
    assert "41% to 48%" in children
    assert "44% (5,557 of 12,581) where age is known" in children
    # 4,409 overseas only of 13,538 in 2021-22.
    assert "33%, up from 24% in 2020-21" in overseas
    assert "3,462" in reports
    assert "up 50% from 2,313" in reports


def test_a_page_of_referrals_has_at_most_five_charts_and_says_no_nought(shown):
    for (stem, *_), objects in shown.items():
        if stem == "nrm_referrals":
            assert len(of_kind(objects, "chart")) <= 5
            assert not re.search(r"\b0 (of|people)\b", said(objects))


def test_what_the_printed_report_said_stands_in_a_line_where_there_is_one(shown):
    checks = of_kind(shown["nrm_referrals", YEAR, "UK"], "check")
    assert [(each["claim"], each["verdict"]) for each in checks] == [("nrm-2021", "differs"), ("nrm-growth", "differs")]
    for check, printed, found in zip(checks, ("13,114", "24%"), ("12,727", "+20.1%"), strict=True):
        assert printed in check["printed"]
        assert found in check["evidence"]
        assert len(check["printed"] + check["evidence"]) < 120
    assert not of_kind(shown["nrm_referrals", "2022-23", "UK"], "check")


def test_the_data_of_a_chart_are_under_it_with_headings_of_words(shown):
    charts = of_kind(shown["nrm_referrals", YEAR, "UK"], "chart")
    rows = [len(each["data"]["rows"]) for each in charts]
    assert rows[:3] == [33, 8, 8]
    headings = [column["label"] for each in charts for column in each["data"]["columns"]]
    assert {"UK only", "Overseas only", "Children", "Age not recorded"} <= set(headings)
    assert not [each for each in headings if "share" in each.lower() or "_" in each]
    assert [each["data"]["rows"][-1] for each in charts[:3]] == [
        ["2022 Q1", "3,773"],
        ["2021-22", "7,024", "5,557", "957"],
        ["2021-22", "53.9%", "32.6%", "13.6%"],
    ]


@pytest.mark.parametrize(
    ("period", "counts", "calendar"),
    [
        ("2024-25", ("14,608", "12,258"), "calendar year 2024, 19,125 people were referred, up 13% from 16,990"),
        ("2025-26", ("18,117", "14,608"), "calendar year 2025, 23,411 people were referred, up 22% from 19,125"),
    ],
)
def test_a_year_published_in_part_is_compared_with_the_same_months(pages, period, counts, calendar):
    objects = pages("nrm_referrals", period, "UK").shown
    first, *others = main_points(objects)
    assert f"in April to December {period[:4]}" in first
    assert all(each in first for each in counts)
    assert any(calendar in each for each in others)
    missing = of_kind(objects, "notice")
    assert missing
    assert all(period in each["paragraphs"][0] for each in missing)


def test_small_boat_arrivals_are_the_published_ones(shown):
    objects = shown["small_boats", YEAR, "UK"]
    lead = opening(objects)
    total, before = (year_total("small_boats", "people", year) for year in (YEAR, "2020-21"))
    assert (
        f"{total:,} people arrived in small boats in 2021-22, more than three times the {before:,} in 2020-21" in lead
    )
    assert 3 < total / before < 3.6


@pytest.mark.parametrize("key", ANSWERED)
def test_a_year_that_is_covered_has_its_figures(shown, key):
    stem, period, _ = key
    name, measure = ("nrm_referrals", "referrals") if stem == "nrm_referrals" else ("small_boats", "people")
    total = f"{year_total(name, measure, period):,}"
    lead = opening(shown[key])
    assert total in lead
    assert period in lead
    assert {each["object"] for each in shown[key]} >= {
        "chart",
        "table",
        "sources",
    }


@pytest.mark.parametrize("key", UNANSWERED)
def test_what_is_not_covered_is_said_and_nothing_is_shown_instead(shown, key):
    # Referrals by the police of an area are published, from a later year on.
    missing = YEAR if key == ("nrm_referrals", YEAR, "Kent") else "Kent" if key[2] == "Kent" else key[1]
    (notice,) = shown[key]
    assert (notice["object"], notice["kind"]) == ("notice", "missing")
    assert missing in notice["paragraphs"][0]
    assert len(notice["paragraphs"]) > 1, "what there is instead"
    assert not re.search(r"\d,\d{3}", " ".join(notice["paragraphs"]))


def test_sections_that_reach_less_far_say_so(shown):
    sections = of_kind(shown["nrm_referrals", "2023-24", "UK"], "notice")
    assert sections
    assert all("2023" in each["paragraphs"][0] for each in sections)
    assert not of_kind(shown["nrm_referrals", "2022-23", "UK"], "notice")
