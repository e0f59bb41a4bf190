import re

import pytest
from hypothesis import given, strategies as st

from analysis import prose
from analysis.prose.changes import multiple

numbers = st.integers(0, 10**12)
shares = st.floats(0, 1)


@given(numbers, numbers)
def test_a_movement_goes_the_way_of_the_numbers(before, after):
    said = prose.movement(before, after)
    if after == before:
        assert said == "unchanged"
        return
    assert said.startswith("up" if after > before else "down")
    assert not re.search(r"(^|\D)0%", said), "a change of nought per cent is none"
    if before and (found := re.search(r"([\d,]+)%$", said)) and not re.search("less|over", said):
        assert int(found[1].replace(",", "")) == pytest.approx(
            100 * abs(after - before) / before, rel=1e-9, abs=0.5 + 1e-9
        )


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), shares)
def test_a_movement_in_per_cent_is_never_written_of_a_share(share, other):
    with pytest.raises(ValueError, match="percentage points"):
        prose.movement(share, other)
    with pytest.raises(ValueError, match="percentage points"):
        prose.movement(other, share)


@given(st.integers(-(10**9), 10**9))
def test_a_difference_has_its_sign(number):
    said = prose.difference(number)
    if number == 0:
        assert said == "0"
    else:
        assert said[0] == ("+" if number > 0 else "−")
        assert int(said[1:].replace(",", "")) == abs(number)


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(0.73, f"{prose.MINUS}27%"), (1.32, "+32%"), (1, "0%"), (12, "over +1,000%"), (float("inf"), "over +1,000%")],
)
def test_a_ratio_is_written_as_a_change(ratio, written):
    assert prose.ratio_as_change(ratio) == written


@pytest.mark.parametrize(
    ("ratio", "verb"),
    [
        (1.89, ""),
        (1.9, "nearly doubled"),
        (1.9999, "doubled"),
        (2.01, "more than doubled"),
        (2.84, "more than doubled"),
        (2.9, "nearly trebled"),
        (3.5, "more than trebled"),
        (3.9, "nearly quadrupled"),
        (4.9, "more than quadrupled"),
        (5, ""),
        (0.53, ""),
        (0.52, "nearly halved"),
        (0.5, "halved"),
        (0.34, "more than halved"),
        (0.3, "more than halved"),
        (0.25, ""),
        (0, ""),
    ],
)
def test_multiples_have_names(ratio, verb):
    assert multiple(ratio) == verb


@given(st.floats(0.01, 100))
def test_a_named_multiple_is_true(ratio):
    said = multiple(ratio)
    base = {"doubled": 2, "trebled": 3, "quadrupled": 4, "halved": 0.5}.get(said.rpartition(" ")[2])
    if base is None:
        assert said == ""
        return
    size, named = (ratio, base) if base > 1 else (1 / ratio, 2)
    if said.startswith("nearly"):
        assert 0.9499 * named <= size < named
    elif said.startswith("more than"):
        assert named < size <= named + 2
    else:
        assert size == pytest.approx(named, rel=0.003)


@given(st.floats(-0.99, 50))
def test_what_moved_says_the_way_and_the_size(change):
    said = prose.moved(change)
    if change == 0:
        assert said == "did not change"
        return
    ups, downs = ("rose", "rise", "doubled", "trebled", "quadrupled"), ("fell", "fall", "halved")
    assert any(word in said for word in (ups if change > 0 else downs))
    assert not any(word in said for word in (downs if change > 0 else ups))
    stated = float(re.search(r"([\d,.]+)%$", said)[1].replace(",", ""))
    assert stated == pytest.approx(100 * abs(change), abs=0.1001)
