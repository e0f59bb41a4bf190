"""How often the interval of a change holds the true one, and what it does at the edges."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics import counts
from analysis.statistics.scatter import Scatter, of_years
from analysis.statistics.yearly import year_on_year

YEAR = pd.Period("2022", "Y-MAR")


def months(generator, dispersion, correlation, mean=30.0):
    """Two years without a change, of counts that vary `dispersion` times as much as Poisson ones."""
    noise = generator.normal(size=24)
    for place in range(1, 24):
        noise[place] = correlation * noise[place - 1] + np.sqrt(1 - correlation**2) * noise[place]
    spread = np.sqrt(np.log1p((dispersion - 1) / mean))
    rates = mean * np.exp(spread * noise - spread**2 / 2)
    return pd.Series(generator.poisson(rates), index=pd.period_range("2020-04", periods=24, freq="M"))


def held(dispersion, correlation, times=300):
    generator = np.random.default_rng(20220331)
    found = []
    for _ in range(times):
        series = months(generator, dispersion, correlation)
        result = year_on_year(series, YEAR, noun="cases")
        plain = counts.rate_ratio(result.total, result.before, method="score").interval
        found.append((0 in result.change.interval, 1 in plain))
    return np.mean(found, axis=0)


@pytest.mark.parametrize(
    ("dispersion", "correlation", "plain_at_most"), [(3, 0.0, 0.85), (3, 0.5, 0.7), (10, 0.0, 0.6)]
)
def test_the_interval_holds_what_is_true_where_a_poisson_interval_does_not(dispersion, correlation, plain_at_most):
    ours, plain = held(dispersion, correlation)
    assert ours >= 0.92
    assert plain <= plain_at_most


def test_counts_that_vary_by_chance_alone_are_no_reason_to_be_surer_than_chance():
    ours, _ = held(1, 0.0)
    assert ours >= 0.95


def test_a_fall_to_none_has_an_upper_end_that_more_scatter_moves_up():
    even, uneven = Scatter(1.0, 4), Scatter(4.0, 4)
    assert even.interval(40, 0).lower == uneven.interval(40, 0).lower == -1
    assert even.interval(400, 0).upper < even.interval(40, 0).upper < uneven.interval(40, 0).upper
    assert even.interval(400, 0).upper < 0


def test_means_of_unequal_numbers_of_quarters_are_compared_by_quarter():
    half, whole = Scatter(2.0, 4).interval(20, 60, exposure=2 / 4), Scatter(2.0, 4).interval(20, 60)
    assert 1 + half.lower == pytest.approx((1 + whole.lower) / 2)
    assert 1 + half.upper == pytest.approx((1 + whole.upper) / 2)


def test_quarters_that_moved_alike_scatter_no_less_than_by_chance():
    assert of_years([10, 20, 30, 40], [20, 40, 60, 80]) == Scatter(1.0, 4)
    assert of_years([10, 20, 30, 40], [80, 40, 60, 20]).dispersion > 10
