import pytest

from analysis import datasets
from analysis.catalogue import load
from analysis.errors import NotCovered

OUTCOMES = datasets.find("small_boat_outcomes").dimensions["outcome"]
FIRST_STAGE, SECOND_STAGE = OUTCOMES[:5], OUTCOMES[5:]


def outcomes(**options):
    rows = load("small_boat_outcomes", by="outcome", **options)
    return rows.pivot_table(index="quarter", columns="outcome", values="referrals", observed=False)


@pytest.mark.parametrize("release", ["2023-09-30", None])
def test_the_outcomes_of_each_stage_add_up(release):
    counts = outcomes(as_at=release)
    raised = load("small_boat_referrals", by="nrm_referral", as_at=release).query(
        "nrm_referral == 'NRM referral raised'"
    )
    assert list(counts[list(FIRST_STAGE)].sum(axis=1)) == list(raised["arrivals"])
    assert list(counts[list(SECOND_STAGE)].sum(axis=1)) == list(counts["Positive reasonable grounds decision"])
    assert counts["Positive reasonable grounds decision"].sum() == 5_070


def test_outcomes_are_never_added():
    with pytest.raises(NotCovered, match="not published in total"):
        load("small_boat_outcomes")


def test_a_quarter_without_a_referral_has_noughts():
    assert outcomes().loc["2018Q2"].eq(0).all()


@pytest.mark.parametrize("dimension", ["nationality", "age_group", "sex"])
def test_every_breakdown_adds_up(dimension):
    details = load("small_boat_outcomes", by=["outcome", dimension])
    sums = details.groupby(["quarter", "outcome"], observed=False)["referrals"].sum()
    whole = load("small_boat_outcomes", by="outcome").set_index(["quarter", "outcome"])["referrals"]
    held = sums[sums.index.get_level_values("quarter").isin(details["quarter"])]
    assert held.to_dict() == whole[held.index].to_dict()
