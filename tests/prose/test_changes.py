import re

import pytest
from hypothesis import given, strategies as st

from analysis import prose

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


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(0.73, f"{prose.MINUS}27%"), (1.32, "+32%"), (1, "0%"), (12, "over +1,000%"), (float("inf"), "over +1,000%")],
)
def test_a_ratio_is_written_as_a_change(ratio, written):
    assert prose.ratio_as_change(ratio) == written
