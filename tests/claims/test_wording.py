import math

import pytest
from hypothesis import given, strategies as st

from analysis.claims import wording
from analysis.prose import hedges

COUNTS = st.integers(min_value=1, max_value=10**9)
HEDGED_BELOW, HEDGED_ABOVE = ["nearly", "just-under", "less-than"], ["just-over", "more-than"]


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        (("nearly", "1000000"), ("equal", "975988"), "GBP"),
        (("more-than", "100"), ("equal", "115"), "operations"),
        (("equal", "7093"), ("more-than", "7000"), "people"),
        (("rounded", "2500000"), ("equal", "2523000"), "GBP"),
        (("nearly", "38000"), ("equal", "37600"), "crimes"),
        (("approx", "33"), ("equal", "33.3"), "percent"),
        (("more-than", "50"), ("equal", "70"), "percent change"),
        (("more-than", "50"), ("equal", "97"), "percent change"),
    ],
)
def test_figures_that_agree(one, other, unit):
    assert wording.agree(wording.accepted(*one, unit), wording.accepted(*other, unit))


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        (("equal", "8"), ("equal", "7"), "forces"),
        (("equal", "449"), ("equal", "488"), "people"),
        (("equal", "392"), ("equal", "393"), "people"),
        (("more-than", "50"), ("equal", "101"), "percent change"),
        (("equal", "70"), ("equal", "97"), "percent change"),
        (("nearly", "1000000"), ("equal", "1000000"), "GBP"),
        (("more-than", "20"), ("equal", "20"), "sessions"),
    ],
)
def test_figures_that_contradict_one_another(one, other, unit):
    assert not wording.agree(wording.accepted(*one, unit), wording.accepted(*other, unit))


@given(COUNTS, st.sampled_from(HEDGED_BELOW))
def test_a_hedge_from_below_leaves_room_only_below(number, relation):
    room = wording.accepted(relation, str(number), "people")
    assert number not in room
    assert room.right == number
    assert 0 <= room.left < number


@given(COUNTS, st.sampled_from(HEDGED_ABOVE))
def test_a_hedge_from_above_leaves_room_only_above_and_not_far(number, relation):
    room = wording.accepted(relation, str(number), "people")
    assert number not in room
    assert room.left == number < room.right <= 2 * number


@given(COUNTS, st.sampled_from(["nearly", "just-under"]))
def test_nearly_is_near(number, relation):
    assert wording.accepted(relation, str(number), "people").left >= 0.95 * number


@given(COUNTS)
def test_just_under_is_nearer_than_nearly(number):
    assert (
        wording.accepted("just-under", str(number), "people").left
        >= wording.accepted("nearly", str(number), "people").left
    )


@given(COUNTS, st.sampled_from([*HEDGED_BELOW, *HEDGED_ABOVE, "approx", "rounded"]))
def test_a_fall_has_the_room_of_a_rise_mirrored(number, relation):
    rise = wording.accepted(relation, str(number), "percent change")
    fall = wording.accepted(relation, str(-number), "percent change")
    assert (fall.left, fall.right) == (-rise.right, -rise.left)
    assert (fall.closed_left, fall.closed_right) == (rise.closed_right, rise.closed_left)


@given(st.floats(min_value=-500, max_value=500), st.integers(min_value=0, max_value=2))
def test_a_percentage_has_room_for_what_rounds_to_it(value, places):
    assert value in wording.accepted("equal", f"{value:.{places}f}", "percent")


@given(COUNTS, COUNTS)
def test_counts_are_exact(one, other):
    assert (one in wording.accepted("equal", str(other), "people")) == (one == other)


@given(COUNTS, st.integers(min_value=0, max_value=10**9))
def test_at_least_and_at_most_have_no_other_end(number, more):
    assert number + more in wording.accepted("at-least", str(number), "people")
    assert number - more in wording.accepted("at-most", str(number), "people")


@given(COUNTS)
def test_the_step_divides_its_number_and_no_larger_one_does(number):
    step = hedges.step(str(number))
    assert number % step == 0
    assert number % (10 * step) != 0


@pytest.mark.parametrize(
    ("printed", "step"), [("38000", 1000), ("24", 1), ("2500000", 100000), ("0.35", 0.01), ("0", 1)]
)
def test_steps(printed, step):
    assert math.isclose(hedges.step(printed), step)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (-50, "percent change", "−50%"),
        (975_988, "GBP", "£975,988"),
        (1, "people", "1 person"),
        (115, "operations", "115 operations"),
        (2016, "year", "2016"),
        (2, "ratio", "2 times"),
    ],
)
def test_numbers_have_their_units(value, unit, words):
    assert wording.number(value, unit) == words
