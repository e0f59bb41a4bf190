"""The page on justice outcomes: every way of stating the rise, and what is still to come."""

import pandas as pd
import pytest

from analysis import prose
from analysis.catalogue import load
from analysis.statistics import totals, triangle, yearly

NATION = "England and Wales"


@pytest.fixture(scope="module")
def made(pages):
    wanted = [("2021-22", NATION), ("2023-24", NATION), ("2017-18", NATION), ("2021-22", "Kent")]
    return {key: pages("justice_outcomes", *key) for key in wanted}


def test_each_way_of_stating_the_rise_is_the_one_of_the_quarters(made):
    ran = made["2021-22", NATION]
    cases = totals.spread(load("case_outcomes", by="stage", every="quarter"), "stage", "cases")
    table = next(each for each in ran.of_kind("table") if each["title"].startswith("Change of defendants"))
    stated = {row[0]: row[1:] for row in table["rows"]}

    def change(before, after):
        return [f"{each:+.1%}" for each in cases.loc[after].sum() / cases.loc[before].sum() - 1]

    assert stated["Year on year, 2020-21 to 2021-22"] == change(slice("2020Q2", "2021Q1"), slice("2021Q2", "2022Q1"))
    first_to_last = "First quarter of the year before to last quarter of the year"
    assert stated[f"{first_to_last}, 2020 Q1 to 2021 Q4"] == change(
        slice("2020Q1", "2020Q1"), slice("2021Q4", "2021Q4")
    )
    assert stated[f"{first_to_last}, 2020-21 Q1 to 2021-22 Q4"] == change(
        slice("2020Q2", "2020Q2"), slice("2022Q1", "2022Q1")
    )


def test_what_is_still_to_come_has_an_interval_and_no_suppressed_count_is_shown(made):
    rows = load("case_outcomes", by=["stage", "offence_year"], every="financial_year")
    rows = rows[(rows["stage"] == "Conviction") & (rows["financial_year"] <= "2022")]
    coming = triangle.to_come(totals.spread(rows, "offence_year", "cases"), noun="convictions")
    assert coming.sentence in [each["markdown"] for each in made["2021-22", NATION].of_kind("text")]
    table = next(
        each
        for each in made["2021-22", NATION].of_kind("table")
        if each["title"].startswith("Convictions by financial")
    )
    shown = [list(row[1:]) for row in table["rows"]]
    assert [[cell == "[c]" for cell in row] for row in shown] == coming.suppressed.to_numpy().tolist()


@pytest.mark.parametrize("key", [("2023-24", NATION), ("2017-18", NATION), ("2021-22", "Kent")])
def test_what_is_missing_is_stated(made, key):
    assert made[key].of_kind("notice")


def test_the_report_s_statements_stand_beside_the_same_comparison(made):
    stated = next(
        each for each in made["2021-22", NATION].of_kind("table") if each["title"].startswith("How the annual")
    )
    claimed = [(row[0].split(":")[0], row[1]) for row in stated["rows"]]
    for section, words in (
        ("Section 1", "nearly 2 times"),
        ("Section 2", "a rise of more than 50%"),
        ("Section 4", "a rise of 70%"),
        ("Section 4", "a rise of 53%"),
        ("Section 7", "a rise of 70%"),
        ("Section 5", "a rise of 97%"),
    ):
        assert (section, words) in claimed
    quarters = next(row for row in stated["rows"] if row[0].startswith("Section 7"))
    assert "+69.7% (76 in 2020-21 Q1, 129 in 2021-22 Q4)" in quarters[2]
    assert any(
        "What the annual report states: not made for 2023-24" in each["paragraphs"][0]
        for each in made["2023-24", NATION].of_kind("notice")
    )


def test_one_change_has_one_interval_on_the_page(made):
    ran = made["2021-22", NATION]
    (chart,) = [each for each in ran.of_kind("figure") if each["title"].startswith("Decisions to charge in 2021-22")]
    table = next(each for each in ran.of_kind("table") if "2021-22 and the year before" in each["title"])
    decisions = totals.spread(load("case_outcomes", by="stage", every="quarter"), "stage", "cases")[
        "Decision to charge"
    ]
    change = yearly.year_on_year(decisions, pd.Period("2022", "Y-MAR"), noun="decisions").change
    numbers = (change.estimate, change.interval.lower, change.interval.upper)
    assert next(row for row in table["rows"] if row[0] == "Decisions to charge")[3:] == [
        prose.signed_percent(each) for each in numbers
    ]
    drawn = [prose.ratio_as_change(1 + each) for each in numbers]
    assert "2020-21 to 2021-22: {} ({} to {})".format(*drawn) in chart["alt"]
