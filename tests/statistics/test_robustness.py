import numpy as np
import pandas as pd
import pytest

from analysis.statistics import disruption, robustness
from tests.statistics.test_disruption import DAY, EVENT, course


def noisy(step=1.0, seed=0, **options):
    mean = course(step, **options)
    return pd.Series(np.random.default_rng(seed).poisson(mean), index=mean.index)


def test_the_first_choice_is_the_one_reported():
    series = noisy(0.7)
    reported = disruption.disruption({"reports": series}, DAY, event=EVENT).results["reports"]
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
    stepped[stepped.index >= disruption.first_whole_period(DAY, "Q-DEC")] //= 3
    pd.testing.assert_frame_equal(robustness.placebos(steady, DAY), robustness.placebos(stepped, DAY))


def test_placebos_have_two_years_on_each_side():
    tried = robustness.placebos(noisy(), DAY).index
    assert tried[0] == pd.Period("2014Q2", "Q-DEC")
    assert tried[-1] == pd.Period("2018Q2", "Q-DEC")
    assert robustness.placebos(noisy(first="2018Q1", periods=17), DAY).empty


def test_a_step_before_the_event_is_found_and_named():
    series = course(periods=48)
    series[series.index >= pd.Period("2016Q2", "Q-DEC")] *= 0.5
    shown = robustness.placebos(series, DAY)["shown"]
    assert shown[pd.Period("2016Q2", "Q-DEC")]
    summary = robustness.placebo_summary({"reports": series, "charges": course(first="2018Q1", periods=17)}, DAY)
    assert "more often than intervals of this level should" in summary.sentence
    assert summary.sentence.endswith("Too short before the event to be tried: charges.")
    assert summary.table.loc["Charges", "Dates tried"] == 0


def test_chance_alone_shows_about_as_many_as_the_level_says():
    many = {f"series {seed}": noisy(seed=seed) for seed in range(12)}
    table = robustness.placebo_summary(many, DAY).table
    assert table["Changes shown"].sum() / table["Dates tried"].sum() < 0.12


def test_choices_are_summed_up_in_a_sentence():
    choices = pd.DataFrame(
        {"step": [0.7, 0.8, np.nan], "lower": [0.6, 0.7, np.nan], "upper": [0.9, 1.1, np.nan]}, index=["a", "b", "c"]
    )
    assert robustness.in_words(choices, "reports") == (
        "Under 2 choices that one could have made, reports changed by between \N{MINUS SIGN}30% and "
        "\N{MINUS SIGN}20%; under 1 of them the interval leaves out no change."
    )
