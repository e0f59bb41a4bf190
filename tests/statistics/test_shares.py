import pytest
from hypothesis import given, strategies as st

from analysis.statistics import shares
from analysis.statistics.checks import CannotEstimate

PARTS = st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(PARTS, st.integers(0, 10_000))
def test_bounds_hold_the_share_whatever_the_unknown_are(pair, unknown):
    part, known = pair
    result = shares.bounds(part, known, unknown)
    assert result.interval.level == 1
    for turned_out in {0, unknown // 2, unknown}:
        assert (part + turned_out) / (known + unknown) in result.interval


def test_bounds_of_thirty_per_cent_unknown_are_thirty_points_apart():
    result = shares.bounds(37, 70, 30, noun="victims", predicate="were British", attribute="nationality")
    assert (result.interval.lower, result.interval.upper) == (0.37, 0.67)
    assert result.sentence == (
        "37 of 100 victims were British: 53% of the 70 whose nationality is known. The nationality of 30 is not known, "
        "so the share of all is between 37% and 67%."
    )


def test_children_referred_in_2021_22_are_bounded_by_those_of_unknown_age():
    result = shares.bounds(5_560, 12_584, 955)
    assert [round(each, 3) for each in (result.estimate, result.interval.lower, result.interval.upper)] == [
        0.442,
        0.411,
        0.481,
    ]


def test_bounds_without_unknown_are_the_share():
    result = shares.bounds(3, 4, 0)
    assert result.interval.lower == result.estimate == result.interval.upper == 0.75
    assert "not known" not in result.sentence


def test_bounds_that_are_written_alike_are_written_once():
    assert shares.bounds(4000, 10_000, 1).sentence.endswith("so the share of all is 40% either way.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: shares.bounds(5, 4, 0), "the part, 5, is more than the whole, 4"),
        (lambda: shares.bounds(0, 0, 3), "known is 0"),
        (lambda: shares.bounds(float("nan"), 4, 0), "part is missing"),
        (lambda: shares.bounds(1, 2, -1), "unknown is -1"),
    ],
)
def test_bounds_that_cannot_be_made(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
