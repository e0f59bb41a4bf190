import dataclasses

import pytest

from analysis.statistics.result import Estimate, Interval

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
