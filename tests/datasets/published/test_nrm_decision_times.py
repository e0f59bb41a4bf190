import pandas as pd
import pytest

from analysis.catalogue import describe, load
from analysis.errors import NotCovered


def test_times_are_those_printed_and_only_those():
    years = load("nrm_decision_times", by="statistic", every="year").set_index(["year", "statistic"])
    assert years["days"].dropna().tolist() == [452, 568, 583, 526]
    assert years["months"].dropna().to_dict() == {(pd.Period("2021", "Y-DEC"), "Median, more than"): 14}
    assert load("nrm_decision_times", by="statistic", every="quarter")["days"].tolist() == [344]


def test_a_page_gets_what_there_is_up_to_its_year_although_years_are_missing():
    assert load("nrm_decision_times", by="statistic", every="year", until="2020-21")["days"].tolist() == [452]
    with pytest.raises(NotCovered, match=r"no figure up to 2017-18 is held.*from 2019 to 2023"):
        load("nrm_decision_times", by="statistic", every="year", until="2017-18")


def test_a_release_without_a_day_was_known_on_no_day_and_is_shown_all_the_same():
    assert load("nrm_decision_times", by="statistic", every="year", as_at="2026-01-01")["days"].tolist() == [
        452,
        583,
        526,
    ]
    undated = [release for release in describe("nrm_decision_times").releases if release.date is None]
    assert {release.key for release in undated} == {"msoic-2021-22", "iasc-2021-22"}


def test_cases_outstanding_are_those_of_two_days():
    cases = load("nrm_outstanding").set_index("quarter")["cases"]
    assert cases.to_dict() == {pd.Period("2019Q4", "Q-DEC"): 12_019, pd.Period("2024Q4", "Q-DEC"): 17_168}
    assert not load("nrm_outstanding")["official"].any()
