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
def test_the_interval_of_a_ratio_holds_it(events, exposures, dispersion):
    ratio, interval = counts.rate_ratio(*events, *exposures, dispersion=dispersion)
    assert interval.lower <= ratio * (1 + 1e-9) + 1e-12
    assert ratio <= interval.upper * (1 + 1e-9)


@given(st.integers(1, 10_000), st.integers(1, 10_000), EXPOSURES)
def test_a_ratio_turned_round_is_one_over_it(first, second, exposure):
    ratio, interval = counts.rate_ratio(first, second, exposure, 1)
    turned, turned_interval = counts.rate_ratio(second, first, 1, exposure)
    assert turned == pytest.approx(1 / ratio)
    assert turned_interval.lower == pytest.approx(1 / interval.upper)
    assert turned_interval.upper == pytest.approx(1 / interval.lower)


def test_dispersion_widens_by_about_its_square_root():
    (_, poisson), (_, wider) = (counts.rate_ratio(4000, 5000, dispersion=dispersion) for dispersion in (1, 4))
    width = math.log(poisson.upper / poisson.lower)
    assert math.log(wider.upper / wider.lower) == pytest.approx(2 * width, rel=0.01)


def test_a_ratio_of_small_whole_numbers_is_exact():
    assert counts.rate_ratio(200, 100)[0] == 2
    assert counts.rate_ratio(30, 10, 2.0, 1.0)[0] == 1.5


def test_a_ratio_to_none_has_no_upper_end():
    ratio, interval = counts.rate_ratio(41, 0)
    assert ratio == interval.upper == math.inf
    assert interval.lower > 1


def test_intervals_cover_at_least_as_often_as_they_say():
    pairs = np.random.default_rng(1).poisson(20, size=(1200, 2))
    assert 0.94 <= np.mean([1 in counts.rate_ratio(*pair)[1] for pair in pairs]) <= 0.99


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: counts.rate_ratio(-1, 1), "count is -1"),
        (lambda: counts.rate_ratio(float("nan"), 1), "count is missing"),
        (lambda: counts.rate_ratio(0, 0), "both counts are zero"),
        (lambda: counts.rate_ratio(1, 1, 0, 1), "exposure is 0"),
        (lambda: counts.rate_ratio(1, 1, 1, -1), "reference exposure is -1"),
        (lambda: counts.rate_ratio(1, -1), "reference count is -1"),
        (lambda: counts.rate_ratio(1, 1, level=95), "level is 95"),
        (lambda: counts.rate_ratio(1, 1, dispersion=0.5), "dispersion is 0.5"),
    ],
)
def test_counts_that_cannot_be_used(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
