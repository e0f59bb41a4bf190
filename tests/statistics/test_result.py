import dataclasses

import pytest

from analysis.statistics.result import Interval


def test_an_interval_holds_its_ends_and_what_lies_between():
    interval = Interval(1, 2, 0.9)
    assert 1 in interval
    assert 1.5 in interval
    assert 2 in interval
    assert 2.1 not in interval


def test_an_interval_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Interval(1, 2).lower = 0
