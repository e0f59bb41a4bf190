import re

import pandas as pd
import pytest
from hypothesis import example, given, strategies as st

from analysis import prose
from analysis.prose import hedges


@given(st.integers(0, 10**9), st.integers(2, 4))
@example(105, 2)
@example(995, 2)
@example(1049, 2)
def test_a_rounded_count_is_true_of_the_figure_by_the_rules_that_judge_claims(number, figures):
    hedge, digits = re.fullmatch(r"(\D*?) ?([\d,]+)", prose.about(number, figures)).groups()
    printed = digits.replace(",", "")
    assert len(printed.rstrip("0")) <= figures or int(printed) == number
    if not hedge:
        assert int(printed) == number
        return
    (convention,) = [name for name, words in hedges.WORDS.items() if words == hedge]
    assert number in hedges.room(convention, printed)
    assert int(printed) == pytest.approx(number, rel=0.05)


def test_a_count_that_is_missing_is_marked():
    assert prose.about(pd.NA) == "[x]"
