import dataclasses

import pandas as pd
import pytest

from analysis.statistics.result import Estimate, Interval, TableEstimate

SINGLE = {"estimate": 1.5, "interval": Interval(1, 2), "method": "exact", "n": 10, "sentence": "One and a half."}


def test_an_interval_holds_its_ends_and_what_lies_between():
    interval = Interval(1, 2, 0.9)
    assert 1 in interval
    assert 1.5 in interval
    assert 2 in interval
    assert 2.1 not in interval


def test_results_cannot_be_changed():
    result = Estimate(**SINGLE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.estimate = 2


def test_results_compare_by_identity_and_not_cell_by_cell():
    first, second = (TableEstimate(**SINGLE, table=pd.DataFrame({"a": [1, 2]})) for _ in range(2))
    assert [first, second].index(second) == 1
