import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import unit_costs
from analysis.statistics.checks import CannotEstimate

amounts = st.floats(1, 1e9)
units = st.integers(1, 10**6)


def test_the_most_takes_the_largest_sum_and_leaves_out_what_did_not_happen():
    table = unit_costs.ceilings([2_512_000, 2_612_000], {"Operation": 100, "Session": 0})
    assert table.to_dict("index") == {"Operation": {"units": 100, "least": 0, "most": 26_120}}
    said = unit_costs.sentence(table, "2021-22")
    assert "no more than £26,120 for each operation can have been paid" in said
    assert "all of the money, £2,612,000, divided" in said


@given(amounts, units, st.floats(0, 1))
def test_whatever_part_was_spent_the_cost_lies_within_the_bounds(amount, many, part):
    bounds = unit_costs.ceilings([amount], {"Operation": many}).loc["Operation"]
    cost = unit_costs.assumed(amount, pd.Series({"Operation": many}), [part]).loc["Operation", part]
    assert bounds["least"] <= cost <= bounds["most"] * (1 + 1e-9)


def test_nothing_done_and_money_unknown_are_refused():
    with pytest.raises(CannotEstimate, match="nothing that money could be set against"):
        unit_costs.ceilings([1.0], {"Operation": 0})
    with pytest.raises(CannotEstimate):
        unit_costs.ceilings([float("nan")], {"Operation": 3})
    with pytest.raises(CannotEstimate):
        unit_costs.assumed(1.0, pd.Series({"Operation": 0}))
