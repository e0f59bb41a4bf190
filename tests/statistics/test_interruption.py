import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

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
    assert result.terms["ratio"].tolist() == pytest.approx([np.exp(0.1), step, np.exp(slope)], rel=1e-5)
    assert (result.terms["lower"] <= result.terms["ratio"]).all()
    assert (result.terms["ratio"] <= result.terms["upper"]).all()


def test_expected_is_the_earlier_course_carried_on():
    result = interruption.interrupted(course(0.7, 0.1), START)
    assert result.table["expected"].to_numpy() == pytest.approx(course(1, 0).to_numpy(), rel=1e-5)
    assert result.table["fitted"].to_numpy() == pytest.approx(course(0.7, 0.1).to_numpy(), rel=1e-5)
    assert result.diagnostics["expected_after"] == pytest.approx(course(1, 0)[AFTER].sum(), rel=1e-5)
    width = result.table["expected_upper"] / result.table["expected_lower"]
    assert width.iloc[-1] > width.iloc[0]


def test_without_a_bend_there_is_no_such_term():
    result = interruption.interrupted(course(0.7, 0), START, slope_change=False)
    assert result.terms.index.tolist() == ["growth in a year before", "step"]
    assert "growth in a year changed" not in result.sentence


def test_intervals_cover_as_often_as_they_say():
    random, held = np.random.default_rng(1), []
    mean = course(1, 0, size=200).to_numpy()
    for _ in range(120):
        series = pd.Series(random.negative_binomial(mean, 1 / 2), index=MONTHS)
        held.append(1 in interruption.interrupted(series, START).interval)
    assert 0.91 <= np.mean(held) <= 0.99


def test_sentence_names_the_event_and_what_one_series_cannot_tell():
    random = np.random.default_rng(2)
    series = pd.Series(random.poisson(course(0.6, 0, size=500)), index=MONTHS)
    sentence = interruption.interrupted(series, START, noun="referrals", event="the first lockdown").sentence
    assert sentence.startswith("At the first lockdown (April 2020), referrals were ")
    assert "% lower than their earlier course led one to expect (ratio 0." in sentence
    assert ": a step is shown; from then on growth in a year changed by " in sentence
    assert sentence.endswith("One series cannot tell this event from others of the same time.")


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
