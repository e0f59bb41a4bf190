import pytest

from analysis import highlights
from analysis.catalogue import load
from analysis.page import Page


@pytest.fixture(scope="module")
def nation():
    return highlights.compare(Page("2021-22", "England and Wales"))


def test_measures_are_those_of_the_datasets(nation):
    table = nation.table
    quarters = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"]
    assert table.loc["NRM referrals", "after"] == quarters.iloc[-4:].sum()
    assert table.loc["NRM referrals", "area"] == "UK"
    assert table.loc["Multi-agency operations", "after"] == 115
    stock = load("live_investigations", until="2021-22").set_index("month")["investigations"]
    open_now = table.loc["Live investigations at the end of the year"]
    assert (open_now["before"], open_now["after"]) == (stock["2021-03"], stock["2022-03"])
    assert (table["lower"] <= table["change"]).all()


def test_what_an_area_lacks_is_named_with_the_reason():
    kent = highlights.compare(Page("2021-22", "Kent"))
    assert "NRM referrals" not in kent.table.index
    assert "not published for Kent" in kent.missing["NRM referrals"]
    assert set(kent.table.index) | set(kent.missing) == {measure.noun for measure in highlights.MEASURES}
