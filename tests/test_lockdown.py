import pandas as pd
import pytest

from analysis import lockdown
from analysis.errors import NotCovered
from analysis.lockdown import Outcome
from analysis.page import Page
from analysis.provenance import provenance_of


def test_series_of_a_page_are_those_of_its_area():
    found = lockdown.outcomes(Page("2021-22", "UK"))
    assert list(found.series)[:2] == ["NRM referrals", "NRM referrals of adults"]
    assert found.series["NRM referrals"][pd.Period("2020Q2", "Q-DEC")] == 2198
    assert found.series["small boat arrivals"][pd.Period("2020-04", "M")] == 558
    assert "not published for the UK" in found.missing["charges for modern slavery offences"]
    national = lockdown.outcomes(Page("2021-22", "England and Wales"))
    assert list(national.series) == ["charges for modern slavery offences"]


def test_no_figure_after_the_page_or_after_two_years_is_used():
    listed = [Outcome("NRM referrals", "nrm_referrals", "referrals")]
    for period, last in (("2020-21", "2021Q1"), ("2021-22", "2022Q1"), ("2023-24", "2022Q1")):
        series = lockdown.outcomes(Page(period, "UK"), listed).series["NRM referrals"]
        assert series.index[-1] == pd.Period(last, "Q-DEC")


def test_parts_add_up_to_their_dataset():
    series = lockdown.outcomes(Page("2021-22", "UK")).series
    ages = series["NRM referrals of adults"] + series["NRM referrals of children"]
    assert (ages <= series["NRM referrals"]).all()


def test_sources_of_all_series_are_kept():
    found = lockdown.outcomes(Page("2021-22", "UK"))
    titles = [release.title for release in provenance_of(found.loaded).releases]
    assert any("small boats" in title for title in titles)
    assert any("Irregular migration" in title for title in titles)


@pytest.mark.parametrize(("period", "words"), [("2018-19", "lies after 2018-19"), ("2019-20", "very end of 2019-20")])
def test_a_page_of_a_period_before_says_so(period, words):
    with pytest.raises(NotCovered, match=words):
        lockdown.outcomes(Page(period, "UK"))


def test_an_area_without_any_series_says_what_there_is():
    with pytest.raises(NotCovered, match="published for Kent") as raised:
        lockdown.outcomes(Page("2021-22", "Kent"))
    assert "NRM referrals: not published for Kent." in raised.value.there_is[0]
