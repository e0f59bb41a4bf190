import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.periods import label
from analysis.statistics import control
from analysis.statistics.checks import CannotEstimate

MONTHS = pd.period_range("2019-04", periods=36, freq="M")
NOISE = pd.Series(np.random.default_rng(5).normal(50, 5, size=36), index=MONTHS)
# To three decimals: a difference far smaller than a shift is lost when the two are added.
NUMBERS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
VALUES = st.lists(NUMBERS, min_size=8, max_size=40).filter(lambda values: np.ptp(np.diff(values)) > 1e-6)


@given(VALUES)
def test_limits_lie_as_far_above_the_mean_as_below(values):
    result = control.xmr(pd.Series(values))
    above, below = result.interval.upper - result.estimate, result.estimate - result.interval.lower
    assert above == pytest.approx(below)
    assert result.estimate == pytest.approx(np.mean(values), abs=1e-9)


@given(VALUES, st.floats(0.1, 100), st.floats(-1000, 1000))
def test_signals_do_not_depend_on_the_unit(values, scale, shift):
    own, other = control.xmr(pd.Series(values)), control.xmr(scale * pd.Series(values) + shift)
    assert other.interval.upper - other.estimate == pytest.approx(
        scale * (own.interval.upper - own.estimate), rel=1e-6, abs=1e-6
    )


def test_a_series_of_noise_has_few_values_outside_its_limits():
    values = pd.Series(np.random.default_rng(6).normal(size=5000))
    outside = control.xmr(values, screen=False).table["outside"].mean()
    assert outside == pytest.approx(0.0027, abs=0.003)


def test_screening_keeps_one_jump_from_widening_the_limits():
    jump = NOISE.copy()
    jump.iloc[20] = 200
    screened, plain = control.xmr(jump), control.xmr(jump, screen=False)
    assert screened.diagnostics["ranges_screened"] == 2
    assert screened.interval.upper < plain.interval.upper
    assert screened.table["outside"].tolist().index(True) == 20


def test_a_shift_marks_every_value_of_the_run():
    shifted = NOISE + np.where(np.arange(36) >= 24, 12, 0)
    assert control.xmr(shifted).table["shift"].iloc[-12:].all()


def test_a_trend_marks_seven_rising_values_and_not_six():
    values = np.tile([0.0, 1.0], 10)
    rising = np.concatenate([values, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], values + 0.05])
    flags = control.xmr(pd.Series(rising)).table["trend"]
    assert flags[flags].index.tolist() == list(range(20, 27))
    six = np.concatenate([values, [0, 0.1, 0.2, 0.3, 0.4, 0.5], values])
    assert not control.xmr(pd.Series(six)).table["trend"].any()


def test_two_of_three_near_one_limit_are_marked_but_not_one_near_each():
    near_limit = next(rule for rule in control.RULES if rule.name == "near_limit")
    assert near_limit.finds(np.array([0, 2.5, 0, 2.1, 0, 0])).tolist() == [False, True, False, True, False, False]
    assert not near_limit.finds(np.array([0, 2.5, 0, -2.5, 0, 0])).any()
    assert not near_limit.finds(np.array([0, 2.5, 0, 0, 2.5, 0])).any()


def test_screening_that_would_leave_no_variation_is_not_done():
    result = control.xmr(pd.Series([0.0] * 9 + [1.0]))
    assert result.diagnostics["ranges_screened"] == 0
    assert result.diagnostics["mean_moving_range"] == pytest.approx(1 / 9)


def test_counts_have_no_limit_below_zero():
    result = control.xmr(pd.Series([1, 9, 0, 12, 3, 8, 1, 10]), minimum=0)
    assert result.interval.lower == 0
    assert (result.table["lower"] == 0).all()


def test_sentence_names_the_periods_that_signal():
    jump = NOISE.copy()
    jump.iloc[20] = 90
    sentence = control.xmr(jump, noun="referrals").sentence
    assert sentence.startswith("Referrals vary about a mean of ")
    assert "1 of 36 months signal more than ordinary variation (December 2020): a reason to ask what" in sentence
    assert "provisional" not in sentence
    assert "fewer than 20 months the limits are provisional" in control.xmr(NOISE.iloc[:12]).sentence


def test_of_many_periods_that_signal_the_first_and_the_last_are_named():
    moved = pd.Series(np.r_[NOISE, NOISE + 50], pd.period_range("2018-01", periods=2 * len(NOISE), freq="M"))
    result = control.xmr(moved)
    marked = result.table.index[result.table["signal"]]
    assert len(marked) > control.MOST_NAMED
    assert f"(the first is {label(marked[0])}, the last {label(marked[-1])})" in result.sentence


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (NOISE.iloc[:7], "series has 7 values. Expected at least 8"),
        (NOISE.drop(MONTHS[3]), "series has no value for 2019-07"),
        (pd.Series(np.ones(10)), "does not vary"),
        (NOISE.where(NOISE.index != MONTHS[2]), "has no value for '2019-06'"),
    ],
)
def test_series_that_cannot_be_charted(series, message):
    with pytest.raises(CannotEstimate, match=message):
        control.xmr(series)
