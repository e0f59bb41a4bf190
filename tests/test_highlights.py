import pytest

from analysis import claims, highlights
from analysis.catalogue import load
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.provenance import provenance_of
from analysis.statistics import change

MEASURES = (*highlights.PUBLISHED, *highlights.RETURNED)


def compared(area, period="2021-22"):
    return highlights.compare(Page(period, area), MEASURES)


@pytest.fixture(scope="module")
def nation():
    return compared("England and Wales")


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
    kent = compared("Kent")
    assert "NRM referrals" not in kent.table.index
    assert "not published for Kent" in kent.missing["NRM referrals"]
    assert set(kent.table.index) | set(kent.missing) == {measure.noun for measure in MEASURES}


def test_what_is_taken_as_independent_cases_is_named(nation):
    assert nation.plain == ("Live investigations at the end of the year", "Live investigations with children")
    assert "live investigations with children. The other intervals allow for how unevenly" in nation.notes[0]


def test_a_count_with_a_suppressed_quarter_is_compared_by_its_years_and_named():
    north_west = compared("North West region")
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
    first = compared("England and Wales", "2018-19")
    assert first.missing["Convictions"] == "Convictions: no figure for 2017-18 is held."


def test_published_measures_rest_on_publications_and_returns_on_nothing_else():
    for measures, kinds in ((highlights.PUBLISHED, {"published"}), (highlights.RETURNED, {"return"})):
        used = {
            kind
            for rows in highlights.compare(Page("2021-22", "England and Wales"), measures).rows
            for kind in provenance_of(rows).kinds
        }
        assert used <= kinds


def test_an_area_for_which_nothing_is_published_says_why_for_each_measure():
    with pytest.raises(NotCovered, match="No measure is held for Kent") as refused:
        highlights.compare(Page("2021-22", "Kent"), highlights.PUBLISHED)
    assert len(refused.value.there_is) == len(highlights.PUBLISHED)
    assert all("not published for Kent" in reason for reason in refused.value.there_is)


def test_each_measure_that_a_report_claims_is_called_as_its_claims_call_it():
    stated = claims.stated("2021-22")
    claimed = [measure.claimed for measure in MEASURES if measure.claimed]
    assert claimed
    assert set(claimed) <= set(stated)


def test_money_is_compared_by_how_unevenly_its_quarters_came(nation):
    by_year = load("operations", every="financial_year", until="2021-22").set_index("financial_year")
    row = nation.table.loc["Civil penalties collected, pounds"]
    assert row["after"] == by_year["penalties_collected"].iloc[-1]
    as_independent = change.percentage_change(row["before"], row["after"]).interval
    assert row["lower"] < as_independent.lower
    assert row["upper"] > as_independent.upper
