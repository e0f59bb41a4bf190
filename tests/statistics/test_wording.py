import math

import pytest

from analysis.statistics import wording
from analysis.statistics.result import Interval


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (12345.6, "12,346"),
        (65.0, "65"),
        (50.163, "50.2"),
        (1.8557, "1.86"),
        (-0.2082, "\N{MINUS SIGN}0.208"),
        (0.00001234, "1.2e-05"),
        (math.inf, "infinity"),
    ],
)
def test_numbers(value, text):
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("fraction", "text"), [(0.25, "25.0%"), (-0.0001, "0.0%"), (-0.05, "\N{MINUS SIGN}5.0%"), (12.5, "1,250.0%")]
)
def test_percentages(fraction, text):
    assert wording.percent(fraction) == text


def test_an_interval_names_its_level():
    assert wording.within(Interval(0.1, 0.2, 0.998), wording.percent) == "99.8% interval 10.0% to 20.0%"
