import pandas as pd
import pytest

from analysis import paths
from analysis.catalogue import describe, load
from analysis.errors import NotCovered

TRANSCRIBED = paths.root().parent / "shared" / "data" / "published"


def test_times_are_those_printed_and_only_those():
    years = load("nrm_decision_times", by="statistic", every="year").set_index(["year", "statistic"])
    assert years["days"].dropna().tolist() == [452, 568, 583, 526]
    assert years["months"].dropna().to_dict() == {(pd.Period("2021", "Y-DEC"), "Median, more than"): 14}
    assert load("nrm_decision_times", by="statistic", every="quarter")["days"].tolist() == [344]


def test_a_page_gets_what_there_is_up_to_its_year_although_years_are_missing():
    assert load("nrm_decision_times", by="statistic", every="year", until="2020-21")["days"].tolist() == [452]
    with pytest.raises(NotCovered, match=r"we have no figure up to 2017-18.*from 2019 to 2023"):
        load("nrm_decision_times", by="statistic", every="year", until="2017-18")


def test_a_release_without_a_day_was_known_on_no_day_and_is_shown_all_the_same():
    assert load("nrm_decision_times", by="statistic", every="year", as_at="2026-01-01")["days"].tolist() == [
        452,
        583,
        526,
    ]
    undated = [release for release in describe("nrm_decision_times").releases if release.date is None]
    assert {release.key for release in undated} == {"msoic-2021-22", "iasc-2021-22"}


def test_cases_outstanding_are_those_published_each_on_its_basis():
    cases = load("nrm_outstanding", by="basis")
    assert dict(zip(map(str, cases["quarter"]), cases["cases"], strict=True)) == {
        "2019Q4": 12_019,
        "2022Q4": 29_275,
        "2024Q4": 17_168,
        "2025Q2": 11_645,
        "2025Q3": 9_107,
        "2025Q4": 5_758,
    }
    assert cases["basis"].tolist() == ["All outstanding"] + ["Awaiting a conclusive grounds decision"] * 5
    assert cases.loc[cases["official"], "cases"].tolist() == [5_758], "all others are read in quotations"


@pytest.mark.skipif(not TRANSCRIBED.is_dir(), reason="the folder 'shared' with the figures as transcribed is absent")
def test_cases_outstanding_are_those_transcribed():
    rows = pd.read_csv(TRANSCRIBED / "nrm_published_figures_2024_to_2025.csv", dtype=str)
    rows = rows[rows["series"] == "nrm_outstanding"]
    quarters = pd.PeriodIndex(rows["period"], freq="M").asfreq("Q-DEC")
    held = load("nrm_outstanding", by="basis").set_index("quarter")
    assert held.loc[quarters, "cases"].tolist() == rows["value"].astype(int).tolist()
    assert held.loc[quarters, "official"].tolist() == rows["source_kind"].eq("official").tolist()
