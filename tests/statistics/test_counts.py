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


@given(EVENTS, EXPOSURES, st.sampled_from(["byar", "exact"]), DISPERSIONS)
def test_interval_of_a_rate_holds_the_rate(events, exposure, method, dispersion):
    result = counts.rate(events, exposure, method=method, dispersion=dispersion)
    assert result.interval.lower <= result.estimate <= result.interval.upper
    assert result.estimate == pytest.approx(events / exposure)


@given(EVENTS, EXPOSURES)
def test_a_rate_per_more_is_as_many_times_as_large(events, exposure):
    one, many = counts.rate(events, exposure), counts.rate(events, exposure, per=1000)
    assert many.estimate == pytest.approx(1000 * one.estimate)
    assert many.interval.upper == pytest.approx(1000 * one.interval.upper)


def test_no_events_have_a_lower_limit_of_zero_and_an_upper_limit_above():
    # "The rule of three" (Hanley and Lippman-Hand, JAMA 1983): the one-sided 95% limit of none is 3.0.
    assert counts.rate(0, method="exact", level=0.9).interval.upper == pytest.approx(3.0, abs=0.005)
    assert counts.rate(0).interval.lower == 0


@given(PAIRS, st.tuples(EXPOSURES, EXPOSURES), st.sampled_from(["exact", "score"]), DISPERSIONS)
def test_interval_of_a_ratio_holds_it(events, exposures, method, dispersion):
    result = counts.rate_ratio(*events, *exposures, method=method, dispersion=dispersion)
    assert result.interval.lower <= result.estimate * (1 + 1e-9) + 1e-12
    assert result.estimate <= result.interval.upper * (1 + 1e-9)


@given(st.integers(1, 10_000), st.integers(1, 10_000), EXPOSURES, st.sampled_from(["exact", "score"]))
def test_a_ratio_turned_round_is_one_over_it(first, second, exposure, method):
    result = counts.rate_ratio(first, second, exposure, 1, method=method)
    turned = counts.rate_ratio(second, first, 1, exposure, method=method)
    assert turned.estimate == pytest.approx(1 / result.estimate)
    assert turned.interval.lower == pytest.approx(1 / result.interval.upper)
    assert turned.interval.upper == pytest.approx(1 / result.interval.lower)


def test_dispersion_widens_by_about_its_square_root():
    poisson, wider = counts.rate_ratio(4000, 5000), counts.rate_ratio(4000, 5000, dispersion=4)
    width = math.log(poisson.interval.upper / poisson.interval.lower)
    assert math.log(wider.interval.upper / wider.interval.lower) == pytest.approx(2 * width, rel=0.01)


def test_exact_is_wider_than_score():
    exact, score = counts.rate_ratio(41, 15, method="exact"), counts.rate_ratio(41, 15, method="score")
    assert exact.interval.lower < score.interval.lower < score.interval.upper < exact.interval.upper


def test_a_ratio_of_small_whole_numbers_is_exact():
    assert counts.rate_ratio(200, 100).estimate == 2
    assert counts.rate_ratio(30, 10, 2.0, 1.0).estimate == 1.5


def test_a_ratio_to_none_has_no_upper_end():
    result = counts.rate_ratio(41, 0, names=("2021", "2020"))
    assert result.estimate == result.interval.upper == math.inf
    assert result.interval.lower > 1
    assert result.sentence.startswith("2020 had no events, so their ratio has no upper end")


def test_intervals_cover_as_often_as_they_say():
    first, second = np.random.default_rng(1).poisson(20, size=(2, 1200))
    pairs = list(zip(first, second, strict=True))
    covered = {
        "Byar": np.mean([20 in counts.rate(count).interval for count in first]),
        "exact": np.mean([20 in counts.rate(count, method="exact").interval for count in first]),
        "ratio": np.mean([1 in counts.rate_ratio(*pair, method="score").interval for pair in pairs]),
    }
    assert covered == pytest.approx(dict.fromkeys(covered, 0.95), abs=0.02)


def test_sentence_of_a_ratio_states_the_interval_and_claims_no_cause():
    result = counts.rate_ratio(41, 15, 28010, 19017, noun="cases", names=("the exposed", "the others"))
    assert result.sentence == (
        "The exposed had 1.86 times the rate of cases of the others (95% interval 1.01 to 3.61), "
        "more than chance alone would readily bring about; why, counts do not show."
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: counts.rate(-1), "count is -1"),
        (lambda: counts.rate(float("nan")), "count is missing"),
        (lambda: counts.rate(1, 0), "exposure is 0"),
        (lambda: counts.rate(1, method="wald"), "method is 'wald'"),
        (lambda: counts.rate_ratio(0, 0), "neither the first group nor the second has events"),
        (lambda: counts.rate_ratio(1, 1, 1, -1), "reference exposure is -1"),
        (lambda: counts.rate_ratio(1, -1), "reference count is -1"),
        (lambda: counts.rate(1, level=95), "level is 95"),
    ],
)
def test_counts_that_cannot_be_used(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
