import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.statistics import forecast
from analysis.statistics.checks import CannotEstimate
from analysis.statistics.forecast import METHODS, Task

QUARTERS = pd.period_range("2014Q1", periods=28, freq="Q-DEC")
SEASON = 0.3 * np.sin(np.pi * np.arange(28) / 2)
RANDOM = np.random.default_rng(1)
GROWING = pd.Series(RANDOM.poisson(500 * np.exp(0.2 * np.arange(28) / 4 + SEASON)), index=QUARTERS)
TASK = Task(season=4, horizon=4, level=0.9)


@pytest.fixture(scope="module")
def result():
    return forecast.forecast(GROWING, 4, origins=5, noun="referrals")


def test_the_method_of_least_error_is_chosen(result):
    assert set(result.backtest.index) == set(METHODS)
    assert result.backtest["mase"].is_monotonic_increasing
    assert result.diagnostics["mase"] == result.backtest["mase"].min()
    # Growth of a fifth a year is what repeating the last year misses.
    assert result.backtest.index[-1] == "seasonal naive"


def test_forecasts_follow_on_with_intervals_about_them(result):
    assert result.table.index.equals(pd.period_range("2021Q1", periods=4, freq="Q-DEC"))
    assert (
        (result.table["lower"] < result.table["forecast"]) & (result.table["forecast"] < result.table["upper"])
    ).all()
    assert result.estimate == result.table["forecast"].iloc[0]
    truth = 500 * np.exp(0.2 * np.arange(28, 32) / 4 + SEASON[:4])
    assert result.table["forecast"].to_numpy() == pytest.approx(truth, rel=0.15)


def test_coverage_is_measured_and_stated(result):
    assert result.diagnostics["held_out"] == 5 * 4
    assert 0 <= result.diagnostics["coverage"] <= 1
    share = f"{100 * result.diagnostics['coverage']:.1f}%"
    assert f"such intervals held {share} of 20 later values, where 95% were to be expected" in result.sentence
    assert result.sentence.startswith("If the past goes on, referrals would be about ")


def test_measured_coverage_of_the_last_year_repeated_is_counted_by_hand():
    series = GROWING.to_numpy(dtype=float)
    held = []
    for start in range(20, 28):
        past = np.log(series[:start])
        spread = np.sqrt(np.mean((past[4:] - past[:-4]) ** 2))
        held.append(abs(np.log(series[start]) - past[-4]) <= stats.t.isf(0.025, start - 4) * spread)
    rows = forecast.forecast(GROWING, 1, origins=8).backtest
    assert rows.loc["seasonal naive", "coverage"] == pytest.approx(np.mean(held))


@pytest.mark.filterwarnings("ignore::statsmodels.tools.sm_exceptions.ModelWarning")  # `forecast` counts them
@pytest.mark.parametrize("name", METHODS)
def test_intervals_of_every_method_cover_a_random_walk_with_season(name):
    random, held = np.random.default_rng(2), []
    for _ in range(25):
        walk = 6 + 0.3 * np.sin(np.pi * np.arange(32) / 2) + np.cumsum(random.normal(0, 0.05, size=32))
        bounds = METHODS[name](walk[:28], TASK, None).bounds
        held.append((bounds[:, 1] <= walk[28:]) & (walk[28:] <= bounds[:, 2]))
    assert np.mean(held) == pytest.approx(0.9, abs=0.15)


def test_repeating_the_last_year_repeats_it_and_widens_each_year():
    values = np.log(GROWING.to_numpy(dtype=float))
    bounds = METHODS["seasonal naive"](values, Task(season=4, horizon=6, level=0.95), None).bounds
    assert bounds[:4, 0] == pytest.approx(values[-4:])
    assert bounds[4:, 0] == pytest.approx(values[-4:-2])
    width = bounds[:, 2] - bounds[:, 1]
    assert width[4] == pytest.approx(width[0] * np.sqrt(2))


def test_years_and_series_with_zeros():
    years = pd.Series([3, 0, 4, 6, 5, 9, 8, 12, 11, 15], index=pd.period_range("2014", periods=10, freq="Y-MAR"))
    result = forecast.forecast(years, 1)
    assert result.diagnostics["added_before_logarithm"] == 1
    assert (result.table["lower"] >= 0).all()
    assert result.diagnostics["origins"] == 4
    assert "in 2023-24 (95% interval" in result.sentence


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: forecast.forecast(GROWING.iloc[:18], 4),
            "series has 18 periods. Expected at least 19 for a horizon of 4",
        ),
        (lambda: forecast.forecast(GROWING.drop(QUARTERS[5]), 1), "series has no value for 2015Q2"),
        (lambda: forecast.forecast(-GROWING, 1), "Expected counts of zero or more"),
        (lambda: forecast.forecast(GROWING, 0), "horizon is 0. Expected a whole number of 1 or more"),
        (lambda: forecast.forecast(GROWING, 1.5), "horizon is 1.5"),
        (lambda: forecast.forecast(GROWING, 1, origins=3), "origins is 3. Expected a whole number of 4 or more"),
        (lambda: forecast.forecast(GROWING, 1, level=95), "level is 95"),
        (lambda: forecast.forecast(0 * GROWING + 5, 1), "series repeats itself from year to year"),
    ],
)
def test_series_that_cannot_be_forecast(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()


def test_only_what_follows_the_last_zero_is_kept():
    months = pd.period_range("2018-01", periods=6, freq="M")
    assert forecast.since_last_zero(pd.Series([7, 0, 4, 0, 10, 7], index=months)).tolist() == [10, 7]
    assert forecast.since_last_zero(pd.Series([7, 1, 4, 2, 10, 7], index=months)).tolist() == [7, 1, 4, 2, 10, 7]
    assert forecast.since_last_zero(pd.Series([7, 1, 4, 2, 10, 0], index=months)).empty


def test_the_course_runs_on_into_the_forecast():
    quarters = pd.period_range("2012Q1", periods=40, freq="Q-DEC")
    series = pd.Series(np.random.default_rng(0).poisson(100, 40), index=quarters)
    ahead = forecast.forecast(series, 2)
    drawn = forecast.course(series, ahead, last=8)
    assert drawn.columns.tolist() == ["Observed", "Forecast", "lower", "upper"]
    assert drawn["Observed"].dropna().tolist() == series.iloc[-8:].tolist()
    assert drawn["Forecast"].dropna().tolist() == ahead.table["forecast"].tolist()
    assert drawn.index.is_monotonic_increasing
    assert len(drawn) == 10
