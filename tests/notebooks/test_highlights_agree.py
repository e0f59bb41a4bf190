"""The summary and the page of a measure give the same change."""

import pytest

from analysis import highlights, prose
from analysis.page import Page

PAGES = {
    "nrm_referrals": "NRM referrals",
    "nrm_decisions": "Conclusive grounds decisions",
    "small_boats": "Small boat arrivals",
}


@pytest.mark.parametrize(("name", "noun"), PAGES.items())
def test_a_change_is_the_same_on_its_page_and_in_the_summary(pages, name, noun):
    measure = highlights.compare(Page("2021-22", "England and Wales"), highlights.PUBLISHED).table.loc[noun]
    (lead,) = (text["markdown"] for text in pages(name, "2021-22", "UK").of_kind("text") if text["lead"])
    for number in ("before", "after"):
        assert f" {prose.count(measure[number])} " in lead
    assert prose.movement(measure["before"], measure["after"]) in lead
