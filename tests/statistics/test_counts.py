import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import counts
from analysis.statistics.checks import CannotEstimate

EVENTS = st.integers(min_value=0, max_value=100_000)
PAIRS = st.tuples(EVENTS, EVENTS).filter(any)
EXPOSURES = st.floats(min_value=0.01, max_value=1e7)
DISPERSIONS = st.floats(min_value=1, max_value=50)


@given(PAIRS, st.tuples(EXPOSURES, EXPOSURES), DISPERSIONS)
def test_interval_of_a_ratio_holds_it(events, exposures, dispersion):
    result = counts.rate_ratio(*events, *exposures, dispersion=dispersion)
    assert 0 <= result.interval.lower <= result.estimate * (1 + 1e-9) + 1e-12
    assert result.estimate <= result.interval.upper * (1 + 1e-9)


@given(st.integers(1, 10_000), st.integers(1, 10_000), EXPOSURES)
def test_a_ratio_turned_round_is_one_over_it(first, second, exposure):
    result, turned = counts.rate_ratio(first, second, exposure, 1), counts.rate_ratio(second, first, 1, exposure)
    assert turned.estimate == pytest.approx(1 / result.estimate)
    assert turned.interval.lower == pytest.approx(1 / result.interval.upper)
    assert turned.interval.upper == pytest.approx(1 / result.interval.lower)


def test_dispersion_widens_by_about_its_square_root():
    poisson, wider = counts.rate_ratio(4000, 5000), counts.rate_ratio(4000, 5000, dispersion=4)
    width = math.log(poisson.interval.upper / poisson.interval.lower)
    assert math.log(wider.interval.upper / wider.interval.lower) == pytest.approx(2 * width, rel=0.01)


def test_a_ratio_of_small_whole_numbers_is_exact():
    assert counts.rate_ratio(200, 100).estimate == 2
    assert counts.rate_ratio(30, 10, 2.0, 1.0).estimate == 1.5


def test_a_ratio_to_none_has_no_upper_end():
    result = counts.rate_ratio(41, 0)
    assert result.estimate == result.interval.upper == math.inf
    assert result.interval.lower > 1


def test_the_interval_covers_at_least_as_often_as_it_says():
    pairs = np.random.default_rng(1).poisson(20, size=(1200, 2))
    covered = np.mean([1 in counts.rate_ratio(*pair).interval for pair in pairs])
    assert 0.95 <= covered < 0.985


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: counts.rate_ratio(0, 0), "neither count has an event"),
        (lambda: counts.rate_ratio(float("nan"), 1), "count is missing"),
        (lambda: counts.rate_ratio(1, 1, 0), "exposure is 0"),
        (lambda: counts.rate_ratio(1, 1, 1, -1), "reference exposure is -1"),
        (lambda: counts.rate_ratio(1, -1), "reference count is -1"),
        (lambda: counts.rate_ratio(1, 1, level=95), "level is 95"),
        (lambda: counts.rate_ratio(1, 1, dispersion=0.5), "dispersion is 0.5"),
    ],
)
def test_counts_that_cannot_be_used(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
