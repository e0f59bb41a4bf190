import pytest

from analysis import highlights
from analysis.catalogue import load
from analysis.page import Page
from analysis.statistics import change


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


def test_what_is_taken_as_independent_cases_is_named(nation):
    assert nation.plain == ("Live investigations at the end of the year", "Live investigations with children")
    assert "Live investigations with children. The other intervals allow for how unevenly" in nation.notes[0]


def test_a_count_with_a_suppressed_quarter_is_compared_by_its_years_and_named():
    north_west = highlights.compare(Page("2021-22", "North West region"))
    children = "Children safeguarded under Operation Innerste"
    quarters = load("safeguarding", area="North West region", every="quarter", until="2021-22")
    assert quarters["children"].tail(8).isna().any()
    assert children in north_west.plain
    row = north_west.table.loc[children]
    plain = change.percentage_change(row["before"], row["after"]).interval
    assert (row["lower"], row["upper"]) == (plain.lower, plain.upper)


def test_levels_are_added_up(nation):
    queries = load("nrm_queries", by="source", every="financial_year", until="2021-22")
    asked = queries[queries["source"] != "Other"].groupby("financial_year")["queries"].sum()
    assert nation.table.loc["NRM queries from the Single Competent Authority and police", "after"] == asked.iloc[-1]


def test_a_year_that_has_none_before_it_is_missing_and_says_so():
    first = highlights.compare(Page("2018-19", "England and Wales"))
    assert first.missing["Convictions"] == "Convictions: no figure for 2017-18 is held."
