import numpy as np
import pandas as pd
import pytest

from analysis.statistics import seasonal
from analysis.statistics.checks import CannotEstimate

QUARTERS = pd.period_range("2014Q1", periods=32, freq="Q-DEC")
YEARS = np.arange(32) / 4
FACTORS = np.tile([1.2, 1.0, 0.8, 1.0], 8)
NOISE = np.random.default_rng(1).normal(0, 0.03, size=32)
SERIES = pd.Series(500 * np.exp(0.2 * YEARS + NOISE) * FACTORS, index=QUARTERS)


def test_season_trend_and_change_are_found():
    result = seasonal.seasonally_adjusted(SERIES, noun="referrals")
    assert np.expm1(0.2) in result.interval
    assert result.estimate == pytest.approx(np.expm1(0.2), abs=0.05)
    assert result.table["seasonal"].iloc[8:12].to_numpy() == pytest.approx(FACTORS[:4], abs=0.05)
    assert result.table["adjusted"].to_numpy() == pytest.approx((SERIES / result.table["seasonal"]).to_numpy())
    assert result.diagnostics["seasonal_strength"] > 0.9
    assert result.method == "STL on logarithms"
    assert result.sentence.startswith("Apart from the season, the trend of referrals rose by 2")


def test_trend_lies_within_what_resampling_gives():
    table = seasonal.seasonally_adjusted(SERIES).table
    assert ((table["trend_lower"] <= table["trend"]) & (table["trend"] <= table["trend_upper"])).mean() > 0.9


def test_the_same_seed_gives_the_same_interval_and_another_gives_nearly_it():
    first, same, other = (seasonal.seasonally_adjusted(SERIES, seed=seed).interval for seed in (0, 0, 1))
    assert first == same
    assert other != first
    assert other.upper == pytest.approx(first.upper, abs=0.03)


def test_interval_of_the_last_year_covers_as_often_as_it_says():
    random, held = np.random.default_rng(2), []
    for _ in range(30):
        series = pd.Series(500 * np.exp(0.1 * YEARS + random.normal(0, 0.05, size=32)) * FACTORS, index=QUARTERS)
        held.append(np.expm1(0.1) in seasonal.seasonally_adjusted(series, resamples=60).interval)
    assert np.mean(held) > 0.9


def test_a_series_with_zeros_is_split_by_addition():
    series = pd.Series(np.tile([4.0, 2.0, 0.0, 2.0], 8) + 5 * YEARS - 2.5, index=QUARTERS)
    result = seasonal.seasonally_adjusted(series)
    assert result.method == "STL"
    assert (series - result.table["seasonal"]).to_numpy() == pytest.approx(result.table["adjusted"].to_numpy())
    assert result.estimate == pytest.approx(5 / (series.iloc[-8:-4].mean()), rel=0.1)


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (SERIES.iloc[:11], "series has 11 periods, 4 to a year. Expected three years"),
        (SERIES.drop(QUARTERS[5]), "series has no value for 2015Q2"),
        (pd.Series(1.0, index=pd.period_range("2010", periods=12, freq="Y-DEC")), "1 to a year"),
        (SERIES - 3000, "the trend a year before the end is not above zero"),
    ],
)
def test_series_that_cannot_be_adjusted(series, message):
    with pytest.raises(CannotEstimate, match=message):
        seasonal.seasonally_adjusted(series)
