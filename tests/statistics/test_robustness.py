import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.statistics import interruption, robustness

DAY, START = dt.date(2020, 3, 23), pd.Period("2020Q2", "Q-DEC")


def course(step=1.0, *, first="2012Q2", periods=48):
    index = pd.period_range(first, periods=periods, freq="Q-DEC")
    return pd.Series(2000 * np.exp(0.1 * np.arange(periods) / 4) * np.where(index >= START, step, 1), index=index)


def noisy(step=1.0, seed=0, **options):
    mean = course(step, **options)
    return pd.Series(np.random.default_rng(seed).poisson(mean), index=mean.index)


def test_the_first_choice_is_the_one_reported():
    series = noisy(0.7)
    reported = interruption.at(series, DAY)
    first = robustness.sensitivity(series, DAY).loc["As reported"]
    assert first.tolist() == pytest.approx([reported.estimate, reported.interval.lower, reported.interval.upper])


def test_choices_agree_on_a_plain_step():
    other = robustness.sensitivity(course(0.7), DAY).drop(index="One period earlier")
    assert other["step"].tolist() == pytest.approx([0.7] * len(other), rel=1e-3)


def test_a_choice_that_leaves_too_few_periods_has_no_figure():
    series = noisy(0.7, first="2019Q2", periods=11)
    other = robustness.sensitivity(series, DAY)
    assert np.isnan(other["step"]["One period earlier"])
    assert other["step"].notna()["As reported"]


def test_a_step_at_the_event_itself_moves_no_placebo():
    steady, stepped = noisy(), noisy()
    stepped[stepped.index >= START] //= 3
    pd.testing.assert_frame_equal(robustness.placebos(steady, DAY), robustness.placebos(stepped, DAY))


def test_placebos_have_two_years_on_each_side():
    tried = robustness.placebos(noisy(), DAY).index
    assert tried[0] == pd.Period("2014Q2", "Q-DEC")
    assert tried[-1] == pd.Period("2018Q2", "Q-DEC")
    assert robustness.placebos(noisy(first="2018Q1", periods=17), DAY).empty


def test_a_step_before_the_event_is_found():
    series = course(periods=48)
    series[series.index >= pd.Period("2016Q2", "Q-DEC")] *= 0.5
    shown = robustness.placebos(series, DAY)["shown"]
    assert shown[pd.Period("2016Q2", "Q-DEC")]


def test_chance_alone_shows_about_as_many_as_the_level_says():
    shown = pd.concat([robustness.placebos(noisy(seed=seed), DAY)["shown"] for seed in range(12)])
    assert shown.mean() < 0.12
