import pytest

from analysis.catalogue import describe, load
from analysis.errors import NotCovered


def stage(name, every="financial_year"):
    rows = load("prosecutions", by="stage", every=every)
    return rows[rows["stage"] == name].set_index(every)["defendants"]


def test_convictions_and_prosecutions_are_those_that_parliament_was_told():
    assert stage("Completed prosecution").tolist() == [295, 295, 284, 322]
    assert stage("Conviction").tolist() == [192, 181, 185, 219]
    # The answer prints the shares too: 65.1%, 61.4%, 65.1% and 68.0%.
    shares = (100 * stage("Conviction") / stage("Completed prosecution")).astype(float).round(1)
    assert shares.tolist() == [65.1, 61.4, 65.1, 68.0]


def test_two_ways_of_counting_are_kept_apart():
    assert stage("Referral by the police").tolist() == [222, 293, 205]
    assert stage("Referral by the police and others").tolist() == [355]


def test_calendar_years_are_whole_from_2018_to_2024():
    prosecuted, convicted, other = (
        stage(name, "year") for name in ("Completed prosecution", "Conviction", "Non-conviction")
    )
    assert prosecuted.tolist() == [294, 349, 267, 466, 405, 410, 454]
    assert convicted.tolist() == [251, 197, 332, 282, 311, 353]
    assert (convicted + other).tolist() == prosecuted.tolist()[1:]


def test_an_official_figure_stands_before_a_quoted_one():
    rows = load("prosecutions", by="stage")
    referrals = rows[rows["stage"] == "Referral by the police"]
    assert referrals["official"].tolist() == [False, False, True]


def test_stages_have_no_total():
    with pytest.raises(NotCovered, match="in total"):
        load("prosecutions")


def test_what_is_missing_is_said():
    assert "2021-22" in describe("prosecutions").explanation
