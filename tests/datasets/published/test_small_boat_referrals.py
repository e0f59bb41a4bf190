import pytest

from analysis.catalogue import load

RAISED = "NRM referral raised"


def test_referrals_raised_by_year_of_arrival():
    rows = load("small_boat_referrals", by="nrm_referral", every="year").query("nrm_referral == @RAISED")
    raised = dict(zip(rows["year"].dt.year, rows["arrivals"], strict=True))
    assert raised == {2018: 12, 2019: 162, 2020: 1_237, 2021: 2_416, 2022: 3_763}


@pytest.mark.parametrize("by", ["nationality", "age_group", "sex"])
def test_every_breakdown_adds_up(by):
    whole = load("small_boat_referrals").set_index("quarter")["arrivals"]
    assert load("small_boat_referrals", by=by).groupby("quarter")["arrivals"].sum().to_dict() == whole.to_dict()
    both = load("small_boat_referrals", by=["nrm_referral", by]).groupby("quarter")["arrivals"].sum()
    assert both.to_dict() == whole.to_dict()


def test_a_quarter_without_a_referral_has_a_nought():
    rows = load("small_boat_referrals", by="nrm_referral").set_index(["quarter", "nrm_referral"])["arrivals"]
    assert rows["2018Q2", RAISED] == 0


def test_arrivals_are_those_detected_but_for_the_last_quarter():
    arrivals = load("small_boat_referrals").set_index("quarter")["arrivals"]
    detected = load("irregular_migration", by="method_of_entry").query("method_of_entry == 'Small boat arrivals'")
    detected = detected.set_index("quarter")["detections"].reindex(arrivals.index)
    share = (arrivals - detected).abs() / detected
    assert (share.iloc[:-1].dropna() < 0.02).all()
    assert (arrivals.iloc[-1], detected.iloc[-1]) == (3_692, 7_640)


def test_both_releases_are_kept():
    rows = load("small_boat_referrals", vintages=True)
    assert set(rows.groupby("quarter").size()) == {2}
