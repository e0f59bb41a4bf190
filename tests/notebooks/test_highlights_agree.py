"""The summary and the page of a measure give the same change."""

import pytest

from analysis import highlights, prose
from analysis.page import Page
from analysis.reporting.plan import make_plan
from tests.notebooks.warm import run_all

PAGES = {
    "nrm_referrals": "NRM referrals",
    "nrm_decisions": "Conclusive grounds decisions",
    "small_boats": "Small boat arrivals",
}


@pytest.fixture(scope="module")
def pages():
    jobs = [make_plan([name], parameters={"period": "2021-22", "area": "UK"}, formats=("html",))[0] for name in PAGES]
    return dict(zip(PAGES, run_all(jobs), strict=True))


@pytest.mark.parametrize(("name", "noun"), PAGES.items())
def test_a_change_is_the_same_on_its_page_and_in_the_summary(pages, name, noun):
    measure = highlights.compare(Page("2021-22", "England and Wales"), highlights.PUBLISHED).table.loc[noun]
    (lead,) = (text["markdown"] for text in pages[name].of_kind("text") if text["lead"])
    for number in ("before", "after"):
        assert f" {prose.count(measure[number])} " in lead
    assert prose.movement(measure["before"], measure["after"]) in lead
