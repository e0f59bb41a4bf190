import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import trend
from analysis.statistics.checks import CannotEstimate

QUARTERS = pd.period_range("2014Q1", periods=32, freq="Q-DEC")
YEARS = np.arange(32) / 4
SEASON = 0.15 * np.sin(np.pi * np.arange(32) / 2)
GROWING = pd.Series(np.random.default_rng(1).poisson(500 * np.exp(0.2 * YEARS + SEASON)), index=QUARTERS)
STEADY = pd.Series(np.random.default_rng(2).poisson(800 * np.exp(SEASON)), index=QUARTERS)


@given(st.floats(-0.5, 0.5), st.floats(0, 0.5))
def test_growth_without_noise_is_found_exactly(growth, season):
    series = pd.Series(1e4 * np.exp(growth * YEARS + season * SEASON / 0.15), index=QUARTERS)
    result = trend.trend(series)
    assert result.estimate == pytest.approx(np.expm1(growth), abs=1e-6)
    assert result.interval.lower <= result.estimate <= result.interval.upper


def test_growth_is_that_of_the_rate_where_there_is_an_exposure():
    population = pd.Series(1e6 * np.exp(0.05 * YEARS), index=QUARTERS)
    plain, rate = trend.trend(GROWING), trend.trend(GROWING, exposure=population)
    assert 1 + rate.estimate == pytest.approx((1 + plain.estimate) / np.exp(0.05), rel=1e-6)
    assert "the rate of events rose" in rate.sentence


def test_the_season_is_not_taken_for_growth():
    uneven = STEADY.iloc[1:]
    assert 0 in trend.trend(uneven).interval
    assert trend.trend(STEADY).sentence.endswith("no steady trend is shown.")


def test_rows_show_the_fit_of_each_period():
    result = trend.trend(GROWING)
    assert result.table.columns.tolist() == ["observed", "fitted", "lower", "upper", "residual"]
    assert result.table["fitted"].sum() == pytest.approx(GROWING.sum())
    assert (result.table["lower"] < result.table["fitted"]).all()
    assert result.diagnostics["dispersion"] < 3


def test_sentence_states_the_span_and_the_interval():
    sentence = trend.trend(GROWING, noun="referrals").sentence
    assert sentence.startswith("Between 2014 Q1 and 2021 Q4 referrals rose by 22.")
    assert "% a year on average (95% interval " in sentence


@given(st.floats(-0.3, 0.3))
def test_what_moves_both_counts_alike_does_not_make_them_diverge(shared):
    wave = np.exp(0.5 * np.sin(YEARS)) * np.exp(shared * YEARS)
    first, second = (pd.Series(size * wave, index=QUARTERS) for size in (2000.0, 5000.0))
    result = trend.divergence(first, second)
    assert result.estimate == pytest.approx(0, abs=1e-6)
    assert 0 in result.interval
    assert result.table["fitted"].to_numpy() == pytest.approx(0.4)


def test_divergence_turned_round_is_one_over_it():
    result, turned = trend.divergence(GROWING, STEADY), trend.divergence(STEADY, GROWING)
    assert 1 + turned.estimate == pytest.approx(1 / (1 + result.estimate))
    assert 1 + turned.interval.lower == pytest.approx(1 / (1 + result.interval.upper))


def test_divergence_is_the_difference_of_the_two_trends():
    result = trend.divergence(GROWING, STEADY, names=("referrals", "crimes"))
    assert np.exp(0.2) - 1 in result.interval
    assert result.interval.lower > 0
    assert "the ratio of referrals to crimes rose by 2" in result.sentence
    assert result.sentence.endswith(": the two diverge, for reasons they do not show.")


def test_divergence_is_found_as_often_as_the_level_says_where_there_is_none():
    random, held = np.random.default_rng(3), []
    for _ in range(100):
        mean = 400 * np.exp(0.1 * YEARS)
        first, second = (pd.Series(random.negative_binomial(mean / 2, 1 / 3), index=QUARTERS) for _ in range(2))
        held.append(0 in trend.divergence(first, second).interval)
    assert 0.92 <= np.mean(held) <= 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trend.trend(GROWING.drop(QUARTERS[3])), "series has no value for 2014Q4"),
        (lambda: trend.trend(GROWING.reset_index(drop=True)), "Expected a PeriodIndex"),
        (lambda: trend.trend(-GROWING), "Expected counts of zero or more"),
        (lambda: trend.trend(GROWING.iloc[:6]), "there are 6 periods for 5 terms"),
        (lambda: trend.trend(GROWING, exposure=0 * GROWING), "exposure is 0 for '2014Q1'"),
        (lambda: trend.trend(GROWING, exposure=GROWING.iloc[1:]), "exposure has no value for '2014Q1'"),
        (lambda: trend.trend(GROWING, family="gaussian"), "family is 'gaussian'"),
        (lambda: trend.divergence(GROWING, STEADY.iloc[1:]), "second has no value for '2014Q1'"),
        (lambda: trend.divergence(GROWING, 0 * STEADY), "the second is zero throughout"),
    ],
)
def test_trends_that_cannot_be_fitted(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
