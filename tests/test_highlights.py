import pytest

from analysis import claims, highlights, roots
from analysis.catalogue import load
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.provenance import provenance_of

NATION = "England and Wales"


def compared(measures, area=NATION, period="2021-22"):
    return highlights.compare(Page(period, area), measures)


@pytest.fixture
def invented(monkeypatch):
    """Read the invented country, which has returns."""
    monkeypatch.setenv(roots.VARIABLE, roots.DEMONSTRATION)
    return roots.current().nation[0]


def test_published_measures_are_those_of_the_datasets():
    table = compared(highlights.PUBLISHED).table
    assert table[["before", "after", "area"]].to_numpy().tolist() == [
        [10_660, 13_539, "UK"],
        [2_313, 3_462, "UK"],
        [3_099, 3_648, "UK"],
        [9_360, 31_711, "UK"],
        [236, 205, NATION],
    ]
    assert table["change"].tolist() == pytest.approx([0.270, 0.497, 0.177, 2.388, -0.131], abs=0.001)


def test_a_stock_is_compared_at_the_end_of_two_years(invented):
    stock = load("live_investigations", until="2021-22").set_index("month")["investigations"]
    open_now = compared(highlights.RETURNED, invented).table.loc["Live investigations at the end of the year"]
    assert (open_now["before"], open_now["after"]) == (stock["2021-03"], stock["2022-03"])


def test_levels_are_added_up(invented):
    queries = load("nrm_queries", by="source", every="financial_year", until="2021-22")
    asked = queries[queries["source"] != "Other"].groupby("financial_year")["queries"].sum()
    noun = "NRM queries from the Single Competent Authority and police"
    assert compared(highlights.RETURNED, invented).table.loc[noun, "after"] == asked.iloc[-1]


def test_a_measure_that_cannot_be_compared_is_named_with_the_reason(invented):
    with pytest.raises(NotCovered) as refused:
        compared(highlights.RETURNED, invented, "2018-19")
    assert "Convictions: the figure for 2017-18 is not available." in refused.value.there_is
    assert len(refused.value.there_is) == len(highlights.RETURNED)


def test_published_measures_rest_on_publications_alone():
    rows = compared(highlights.PUBLISHED).rows
    assert {kind for each in rows for kind in provenance_of(each).kinds} == {"published"}


def test_an_area_for_which_nothing_is_published_says_why_for_each_measure():
    with pytest.raises(NotCovered, match="No measure is held for Kent") as refused:
        compared(highlights.PUBLISHED, "Kent")
    assert len(refused.value.there_is) == len(highlights.PUBLISHED)
    assert all("not published for Kent" in reason for reason in refused.value.there_is)


def test_each_measure_that_a_report_claims_is_called_as_its_claims_call_it():
    stated = claims.stated("2021-22")
    claimed = [measure.claimed for measure in (*highlights.PUBLISHED, *highlights.RETURNED) if measure.claimed]
    assert claimed
    assert set(claimed) <= set(stated)
