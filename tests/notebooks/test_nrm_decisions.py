"""The notebook on decisions of the referral mechanism: flows, outcomes, cases outstanding and times, as published."""

import pytest

from analysis.catalogue import load
from tests.notebooks.pages import main_points, of_kind, said

PERIODS = ["2017-18", "2021-22", "2022-23", "2023-24", "2024-25", "2025-26"]


@pytest.fixture(scope="module")
def shown(pages):
    return {period: pages("nrm_decisions", period, "UK").shown for period in PERIODS}


def chart_of(objects, words):
    return next(each for each in of_kind(objects, "chart") if words in each["title"] + each["subtitle"])


def rows_of(table):
    return {row[0]: row[1:] for row in table["rows"]}


def test_referrals_stand_against_conclusive_decisions(shown):
    # 486, 803, 1,160 and 1,199 conclusive grounds decisions in the release of 7 March 2024.
    first, second, *_ = main_points(shown["2021-22"])
    assert "13,538 people were referred in 2021-22, 3.7 times the 3,648" in first
    assert "up 18% from 3,100 in 2020-21" in second
    quarters = rows_of(chart_of(shown["2021-22"], "People referred and decisions made")["data"])
    assert quarters["2022 Q1"] == ["3,773", "1,199"]
    assert [quarters[quarter][1] for quarter in ("2021 Q2", "2021 Q3", "2021 Q4")] == ["486", "803", "1,160"]


def test_a_year_known_in_part_takes_the_quarters_that_there_are_and_says_so(shown):
    # 4,312 and 4,758 referrals, 3,126 and 5,188 decisions; 6,407 and 6,021, 6,708 and 7,406.
    for period, found in (
        ("2024-25", "9,070 people were referred in April to September 2024, 1.1 times the 8,314"),
        ("2025-26", "12,428 people were referred in July to December 2025, fewer than the 14,114"),
    ):
        assert found in main_points(shown[period])[0]
        assert f"all quarters of {period}" in of_kind(shown[period], "mainpoints")[0]["rely"]
    assert "up 88% from 4,430 in April to September 2023" in main_points(shown["2024-25"])[1]
    quarters = rows_of(chart_of(shown["2025-26"], "People referred and decisions made")["data"])
    assert quarters["2025 Q1"] == ["[x]", "[x]"], "a quarter without figures is a gap in the line"


def test_outcomes_are_the_published_ones(shown):
    assert "92% (3,367 of 3,648) of conclusive grounds decisions" in said(shown["2021-22"])
    assert "90% (11,953 of 13,267) of reasonable grounds decisions" in said(shown["2021-22"])
    years = rows_of(chart_of(shown["2021-22"], "financial years")["data"])
    assert years["2021-22"] == ["3,367", "281"]
    (ages,) = (each for each in of_kind(shown["2021-22"], "table") if "age at exploitation" in each["title"])
    assert rows_of(ages)["Conclusive, children"] == ["1,693", "1,777", "95%"]


def test_decisions_by_age_add_up_to_all_of_the_year(shown):
    rows = load("nrm_decisions", by="stage")
    for period in ("2017-18", "2021-22", "2022-23"):
        (table,) = (each for each in of_kind(shown[period], "table") if "age at exploitation" in each["title"])
        quarters = [f"{period[:4]}Q{number}" for number in (2, 3, 4)] + [f"20{period[-2:]}Q1"]
        for stage, name in (("Reasonable grounds", "Reasonable"), ("Conclusive grounds", "Conclusive")):
            parts = [row[1].replace(",", "") for head, row in rows_of(table).items() if head.startswith(name)]
            held = rows[(rows["stage"] == stage) & rows["quarter"].astype(str).isin(quarters)]
            assert sum(map(int, parts)) == held["decisions"].sum(), (period, stage)


def test_cases_outstanding_are_points_as_published_on_two_bases(shown):
    for objects in shown.values():
        table = chart_of(objects, "Cases without a final decision")["data"]
        assert table["rows"] == [
            ["2019 Q4", "12,019", "[x]"],
            ["2022 Q4", "[x]", "29,275"],
            ["2024 Q4", "[x]", "17,168"],
            ["2025 Q2", "[x]", "11,645"],
            ["2025 Q3", "[x]", "9,107"],
            ["2025 Q4", "[x]", "5,758"],
        ]
        assert "5,758 cases awaited a conclusive grounds decision at the end of December 2025" in " ".join(
            main_points(objects)
        )
    assert "31,094" not in str(shown), "referrals less decisions are no bound of the cases that wait"


def test_published_times_are_named_for_what_they_are(shown):
    (table,) = (each for each in of_kind(shown["2021-22"], "table") if "Time from referral" in each["title"])
    assert table["rows"] == [
        ["2019", "Average: mean or median not stated", "452", "[x]"],
        ["2021", "Median, more than", "[x]", "14"],
        ["2021", "Average: mean or median not stated", "568", "[x]"],
    ]
    (check,) = of_kind(shown["2021-22"], "check")
    assert "14 months" in check["printed"]


def test_what_is_not_available_is_said_for_its_section_and_the_page_goes_on(shown):
    (early,) = of_kind(shown["2017-18"], "notice")
    assert "NRM decision times" in early["paragraphs"][0]
    for period in PERIODS[1:]:
        assert not of_kind(shown[period], "notice"), period
    for period, objects in shown.items():
        assert len(of_kind(objects, "chart")) == 4, period
        assert objects[-1]["object"] == "sources"


def test_a_newer_figure_than_that_of_the_year_is_named_as_such(shown):
    for period in PERIODS[:-1]:
        assert "7,406 conclusive grounds decisions were made in October to December 2025" in str(shown[period]), period


def test_a_complete_count_has_no_interval(shown):
    for period, objects in shown.items():
        assert "interval" not in said(objects), period
