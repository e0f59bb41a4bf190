import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.catalogue import load
from analysis.statistics import cohorts, totals
from analysis.statistics.checks import CannotEstimate

YEARS = pd.period_range("2021", periods=2, freq="Y-MAR")


def counts(**columns):
    return pd.DataFrame(columns, index=YEARS)


def test_bounds_run_from_none_to_all_of_the_open_cases():
    found = cohorts.follow_up(
        counts(yes=[30, 10], no=[60, 10], waiting=[10, 60]), reached="yes", still_open=["waiting"]
    )
    assert found.table["least"].tolist() == [0.3, 0.125]
    assert found.table["most"].tolist() == [0.4, 0.875]
    assert found.table["share_decided"].tolist() == pytest.approx([1 / 3, 0.5])
    assert found.immature == tuple(YEARS)
    assert "80 referrals of the cohort 2021-22" in found.sentence
    assert "Immature cohorts, with a tenth or more still open: 2020-21, 2021-22." in found.sentence


def test_a_cohort_that_is_decided_is_settled():
    found = cohorts.follow_up(counts(yes=[30, 0], no=[60, 0], waiting=[1, 0]), reached="yes", still_open=["waiting"])
    assert found.table.index.tolist() == [YEARS[0]], "a year without a case is no cohort"
    assert found.written["Cohort"].tolist() == ["settled"]
    assert found.sentence.endswith("No cohort is immature.")


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3).filter(sum))
def test_the_share_among_the_decided_lies_within_the_bounds(numbers):
    yes, no, waiting = ([number, 1] for number in numbers)
    row = cohorts.follow_up(counts(yes=yes, no=no, waiting=waiting), reached="yes", still_open=["waiting"]).table.iloc[
        0
    ]
    if yes[0] + no[0]:
        assert row["least"] - 1e-12 <= row["share_decided"] <= row["most"] + 1e-12
    else:
        assert pd.isna(row["share_decided"])


def test_no_case_at_all_is_refused():
    with pytest.raises(CannotEstimate, match="there are no referrals"):
        cohorts.follow_up(counts(yes=[0, 0], waiting=[0, 0]), reached="yes", still_open=["waiting"])


def test_a_cohort_is_young_until_a_year_has_passed():
    assert cohorts.young(YEARS, pd.Timestamp("2023-03-31")) == (YEARS[1],)
    assert cohorts.young(YEARS, pd.Timestamp("2023-04-01")) == ()
    assert cohorts.young(YEARS, pd.Timestamp("2021-06-01")) == tuple(YEARS)


def test_outcomes_of_small_boat_referrals_add_up_to_the_referrals():
    stages = totals.spread(load("small_boat_outcomes", by="outcome"), "outcome", "referrals")
    raised = totals.spread(load("small_boat_referrals", by="nrm_referral"), "nrm_referral", "arrivals")
    final = stages.drop(columns="Positive reasonable grounds decision")
    awaiting = stages.filter(like="Awaiting").columns
    table = cohorts.follow_up(final, reached="Positive conclusive grounds decision", still_open=awaiting).table
    expected = raised["NRM referral raised"]
    assert table["cases"].astype(int).tolist() == expected[expected > 0].tolist()
