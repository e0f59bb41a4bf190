"""The summary and the page of a measure give the same change the same interval."""

from itertools import pairwise

import pytest

from analysis import highlights, prose
from analysis.page import Page

PAGES = {
    "nrm_referrals": ["NRM referrals"],
    "small_boats": ["Small boat arrivals"],
    "investigations": ["Live investigations at the end of the year"],
    "child_victims": ["Live investigations with children"],
    "justice_outcomes": ["Decisions to charge", "Convictions"],
    "legislative_tools": ["Decisions to charge"],
    "prosecution_barriers": ["Decisions to charge", "Convictions"],
    "victim_identification": ["Children safeguarded under Operation Innerste"],
    "nrm_transformation": ["NRM queries from the Single Competent Authority and police"],
}
PUBLISHED_FOR_THE_UK = ("nrm_referrals", "small_boats")
PERIOD, NATION = "2021-22", "England and Wales"


@pytest.fixture(scope="module")
def summary():
    return highlights.compare(Page(PERIOD, NATION), (*highlights.PUBLISHED, *highlights.RETURNED)).table


def area_of(name):
    return "UK" if name in PUBLISHED_FOR_THE_UK else NATION


def intervals(page, measure):
    """Return what a page gives as the interval of a change, wherever it states both counts."""
    before, after = prose.count(measure["before"]), prose.count(measure["after"])
    for said in page.of_kind("text"):
        words = said["markdown"]
        if f" {before} " in words and f" {after} " in words and "95% interval" in words:
            yield words, f"95% interval {prose.to_a_tenth(measure['lower'])} to {prose.to_a_tenth(measure['upper'])}"
    for table in page.of_kind("table"):
        for row in table["rows"]:
            if (before, after) in pairwise(row) and table["columns"][-1]["label"].endswith(" to"):
                ends = [prose.signed_percent(measure[end]) for end in ("lower", "upper")]
                yield "; ".join(row[-2:]), "; ".join(ends)


@pytest.mark.parametrize(("name", "noun"), [(name, noun) for name, nouns in PAGES.items() for noun in nouns])
def test_a_change_has_the_same_interval_on_its_page_and_in_the_summary(summary, pages, name, noun):
    found = list(intervals(pages(name, PERIOD, area_of(name)), summary.loc[noun]))
    assert found, f"{name} states no change of {noun}"
    for stated, expected in found:
        assert expected in stated
