import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.periods import label
from analysis.statistics import adoption, checks

MONTHS = pd.period_range("2021-04", periods=4, freq="M")


def states(**of_each):
    return pd.DataFrame(of_each, index=MONTHS)


def test_each_has_the_month_from_which_on_it_never_stopped():
    table = adoption.since(states(Late=[0, 0, 0, 1], First=[1, 1, 1, 1], Stopped=[1, 1, 0, 0], Again=[1, 0, 1, 1]))
    assert table["since"].to_dict() == {
        "First": "April 2021 or before",
        "Again": "June 2021",
        "Late": "July 2021",
        "Stopped": adoption.NOT_IN_USE,
    }
    assert list(table.index) == ["First", "Again", "Late", "Stopped"], "those that began first are on top"


def test_a_month_without_an_answer_is_a_break():
    table = adoption.since(states(Silent=[1, None, 1, 1], Gone=[1, 1, 1, None]))
    assert table["since"].to_dict() == {"Silent": "June 2021", "Gone": adoption.NOT_IN_USE}


@given(st.lists(st.integers(0, 1), min_size=2, max_size=30))
def test_it_is_used_in_every_month_since_and_not_in_the_one_before(used):
    months = pd.period_range("2018-04", periods=len(used), freq="M")
    (said,) = adoption.since(pd.DataFrame({"A force": used}, index=months))["since"]
    if said == adoption.NOT_IN_USE:
        assert used[-1] == 0
        return
    place = [label(month) for month in months].index(said.removesuffix(" or before"))
    assert all(used[place:])
    assert place == 0 or used[place - 1] == 0


@pytest.mark.parametrize("bad", [pd.DataFrame(), states(Kent=[0, 1, 2, 1])])
def test_what_is_no_state_is_refused(bad):
    with pytest.raises(checks.CannotEstimate):
        adoption.since(bad)
