import numpy as np
import pandas as pd
import pytest

from analysis.statistics import regression
from analysis.statistics.checks import CannotEstimate

QUARTERS = pd.period_range("2014Q1", periods=40, freq="Q-DEC")
METHOD = regression.method("quasi-poisson", "model", "t", 0.95)
NO_OFFSET = pd.Series(0.0, index=QUARTERS)


def autocorrelated(random, many, correlation):
    noise = random.normal(size=many)
    for period in range(1, many):
        noise[period] = correlation * noise[period - 1] + np.sqrt(1 - correlation**2) * noise[period]
    return noise


def drawn(random, correlation, growth=0.1):
    years = np.arange(len(QUARTERS)) / 4
    mean = 300 * np.exp(growth * years + 0.08 * autocorrelated(random, len(QUARTERS), correlation))
    return pd.Series(random.poisson(mean), index=QUARTERS)


def test_time_is_in_years_and_the_season_repeats():
    design = regression.design_of_time(QUARTERS, None)
    assert design.columns.tolist() == ["level", "time", "sine 1", "cosine 1", "cosine 2"]
    assert design["time"].iloc[[0, 4, 8]].tolist() == [0, 1, 2]
    assert design.iloc[0, 2:].to_numpy() == pytest.approx(design.iloc[4, 2:].to_numpy())
    assert np.linalg.matrix_rank(design.to_numpy()) == 5


def test_months_have_two_pairs_and_years_have_none():
    assert regression.design_of_time(pd.period_range("2014-01", periods=24, freq="M"), None).shape == (24, 6)
    assert regression.design_of_time(pd.period_range("2014", periods=8, freq="Y-MAR"), None).shape == (8, 2)


@pytest.mark.parametrize(("family", "widest"), [("poisson", False), ("quasi-poisson", True)])
def test_families_that_allow_for_more_variation_have_wider_intervals(family, widest):
    series = drawn(np.random.default_rng(1), 0)
    design = regression.design_of_time(QUARTERS, None)
    fitted = regression.fit(series, design, NO_OFFSET, METHOD._replace(family=family))
    poisson = regression.fit(series, design, NO_OFFSET, METHOD._replace(family="poisson"))
    _, interval = fitted.ratio("time")
    _, narrow = poisson.ratio("time")
    assert (interval.upper - interval.lower > narrow.upper - narrow.lower) is widest


def test_intervals_cover_as_often_as_they_say_where_neighbours_go_together():
    # The claim of the module's docstring, at a correlation of 0.4 over 40 quarters.
    random = np.random.default_rng(3)
    design = regression.design_of_time(QUARTERS, None)
    held = {"ar1": [], "hac": [], "model": []}
    for _ in range(150):
        series = drawn(random, 0.4)
        for errors, each in held.items():
            _, interval = regression.fit(series, design, NO_OFFSET, METHOD._replace(errors=errors)).ratio("time")
            each.append(np.exp(0.1) in interval)
    covered = {errors: np.mean(each) for errors, each in held.items()}
    assert covered["ar1"] >= 0.91
    assert covered["ar1"] > covered["hac"]
    assert covered["ar1"] > covered["model"]


def test_checks_find_autocorrelation_where_there_is_some():
    random = np.random.default_rng(4)
    together = regression.residual_checks(autocorrelated(random, 200, 0.7))
    apart = regression.residual_checks(random.normal(size=200))
    assert together["autocorrelation"] > 0.4
    assert together["ljung_box_p"] < 0.001
    assert apart["ljung_box_p"] > 0.05


def test_a_series_that_does_not_vary_still_has_an_interval():
    series = pd.Series(100, index=QUARTERS)
    fitted = regression.fit(series, regression.design_of_time(QUARTERS, 0), NO_OFFSET, METHOD)
    ratio, interval = fitted.ratio("time")
    assert ratio == pytest.approx(1)
    assert interval.lower < 0.99
    assert interval.upper > 1.01
    assert fitted.diagnostics["ljung_box_p"] is None


def test_expected_values_hold_the_fit():
    series = drawn(np.random.default_rng(5), 0)
    design = regression.design_of_time(QUARTERS, None)
    fitted = regression.fit(series, design, NO_OFFSET, METHOD)
    expected = fitted.expected(design, NO_OFFSET)
    assert expected["mean"].to_numpy() == pytest.approx(fitted.fitted.to_numpy())
    assert (expected["lower"] < expected["mean"]).all()
    assert (expected["mean"] < expected["upper"]).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: regression.design_of_time(QUARTERS, 3), "harmonics is 3. Expected 0 to 2"),
        (lambda: regression.design_of_time(pd.period_range("2020-01-01", periods=9, freq="D"), 0), "periods of D"),
        (lambda: regression.method("poisson", "robust", "t", 0.95), "errors is 'robust'"),
        (lambda: regression.method("poisson", "hac", "z", 0.95), "distribution is 'z'"),
        (lambda: regression.method("poisson", "hac", "t", 2), "level is 2"),
        (lambda: short(7, 1), "there are 7 periods for 5 terms. Expected at least 8"),
        (lambda: short(10, 0), "0 of 10 periods have any events. Expected more than 5"),
    ],
)
def test_regressions_that_cannot_be_fitted(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()


def short(many, value):
    design = regression.design_of_time(QUARTERS[:many], 2)
    return regression.fit(pd.Series(value, index=QUARTERS[:many]), design, NO_OFFSET[:many], METHOD)
