import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.catalogue import load
from analysis.statistics import interruption
from analysis.statistics.checks import CannotEstimate

MONTHS = pd.period_range("2017-01", periods=60, freq="M")
START = pd.Period("2020-04", freq="M")
AFTER = np.asarray(MONTHS >= START)
YEARS = np.arange(60) / 12
SINCE = np.where(AFTER, YEARS - YEARS[AFTER][0], 0)
SEASON = 0.2 * np.sin(2 * np.pi * np.arange(60) / 12)


def course(step, slope, size=1e4):
    return pd.Series(size * np.exp(0.1 * YEARS + SEASON + np.log(step) * AFTER + slope * SINCE), index=MONTHS)


@given(st.floats(0.3, 2), st.floats(-0.5, 0.5))
def test_a_step_and_a_bend_without_noise_are_found_exactly(step, slope):
    result = interruption.interrupted(course(step, slope), START)
    assert result.estimate == pytest.approx(step, rel=1e-5)
    assert result.table["fitted"].to_numpy() == pytest.approx(course(step, slope).to_numpy(), rel=1e-4)
    assert result.interval.lower <= result.estimate <= result.interval.upper


def test_expected_is_the_earlier_course_carried_on():
    result = interruption.interrupted(course(0.7, 0.1), START)
    assert result.table["expected"].to_numpy() == pytest.approx(course(1, 0).to_numpy(), rel=1e-5)
    assert result.table["fitted"].to_numpy() == pytest.approx(course(0.7, 0.1).to_numpy(), rel=1e-5)
    assert result.diagnostics["expected_after"] == pytest.approx(course(1, 0)[AFTER].sum(), rel=1e-5)
    width = result.table["expected_upper"] / result.table["expected_lower"]
    assert width.iloc[-1] > width.iloc[0]


def test_without_a_bend_growth_stays_as_it_was():
    result = interruption.interrupted(course(0.7, 0), START, slope_change=False)
    assert result.estimate == pytest.approx(0.7, rel=1e-5)
    assert result.table["expected"].to_numpy() == pytest.approx(course(1, 0).to_numpy(), rel=1e-5)


def test_intervals_cover_as_often_as_they_say():
    random, held = np.random.default_rng(1), []
    mean = course(1, 0, size=200).to_numpy()
    for _ in range(120):
        series = pd.Series(random.negative_binomial(mean, 1 / 2), index=MONTHS)
        held.append(1 in interruption.interrupted(series, START).interval)
    assert 0.91 <= np.mean(held) <= 0.99


DAY = dt.date(2020, 3, 23)


@pytest.mark.parametrize(
    ("day", "frequency", "expected"),
    [
        (DAY, "Q-DEC", "2020Q2"),
        (DAY, "M", "2020-04"),
        (dt.date(2020, 4, 1), "Q-DEC", "2020Q2"),
        (dt.date(2020, 4, 2), "M", "2020-05"),
        (DAY, "Y-MAR", "2021"),
    ],
)
def test_the_first_whole_period_begins_on_the_day_or_after(day, frequency, expected):
    assert interruption.first_whole_period(day, frequency) == pd.Period(expected, frequency)


def test_at_an_event_the_window_is_five_years_before_and_two_after():
    referrals = load("nrm_referrals").set_index("quarter")["referrals"]
    found = interruption.at(referrals, DAY)
    start = pd.Period("2020Q2", "Q-DEC")
    alone = interruption.interrupted(referrals[start - 20 : start + 7], start)
    assert (found.estimate, found.interval) == (alone.estimate, alone.interval)
    assert found.interval.upper < 1
    assert (found.diagnostics["periods_before"], found.diagnostics["periods_after"]) == (20, 8)


def test_what_was_expected_is_drawn_from_the_event_on():
    drawn = interruption.interrupted(course(0.7, 0), START).course
    assert drawn.columns.tolist() == ["Observed", "Earlier trend", "lower", "upper"]
    assert drawn["Earlier trend"].first_valid_index() == START
    assert drawn["Earlier trend"].notna().sum() == AFTER.sum()


def test_a_series_that_ends_before_the_event_says_so():
    with pytest.raises(CannotEstimate, match=r"ends with March 2020.*figures from April 2020 on"):
        interruption.at(course(1, 0)[~AFTER], DAY)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: interruption.interrupted(course(1, 0), "2020-04"), "start is '2020-04'. Expected a Period"),
        (
            lambda: interruption.interrupted(course(1, 0), pd.Period("2020Q2", "Q-DEC")),
            "Expected a Period with freq 'M'",
        ),
        (lambda: interruption.interrupted(course(1, 0), MONTHS[3]), "April 2017 has 3 periods before it"),
        (lambda: interruption.interrupted(course(1, 0), MONTHS[-2]), "and 2 from it on"),
        (lambda: interruption.interrupted(course(1, 0) * AFTER, START), "there are no events before April 2020"),
        (lambda: interruption.interrupted(course(1, 0) * ~AFTER, START), "there are no events from April 2020"),
        (lambda: interruption.interrupted(course(1, 0), START, family="normal"), "family is 'normal'"),
        (
            lambda: interruption.interrupted(course(1, 0).iloc[30:].iloc[:9], MONTHS[35]),
            "there are 9 periods for 8 terms",
        ),
    ],
)
def test_interruptions_that_cannot_be_fitted(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
