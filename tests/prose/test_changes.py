import pytest

from analysis import prose


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(0.73, f"{prose.MINUS}27%"), (1.32, "+32%"), (1, "0%"), (12, "over +1,000%"), (float("inf"), "over +1,000%")],
)
def test_a_ratio_is_written_as_a_change(ratio, written):
    assert prose.ratio_as_change(ratio) == written
