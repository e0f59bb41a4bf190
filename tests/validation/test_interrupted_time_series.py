"""The interrupted time series of a published tutorial.

Lopez Bernal, Cummins and Gasparrini, "Interrupted time series regression for the evaluation of public health
interventions: a tutorial", International Journal of Epidemiology 2017; 46: 348-355: admissions for acute coronary
events in Sicily, 2002 to 2006, and the smoking ban of January 2005.
"""

import pandas as pd
import pytest

from analysis.statistics import interruption

BAN = pd.Period("2005-01", freq="M")


@pytest.fixture
def admissions(published_inputs):
    table = pd.read_csv(published_inputs / "sicily_ace_admissions.csv")
    return table.set_index(pd.PeriodIndex.from_fields(year=table["year"], month=table["month"], freq="M"))


def test_step_of_the_plain_poisson_model(admissions):
    result = interruption.interrupted(
        admissions["aces"],
        BAN,
        exposure=admissions["stdpop"],
        slope_change=False,
        family="poisson",
        errors="model",
        distribution="normal",
        harmonics=0,
    )
    assert round(result.estimate, 3) == 0.894


def test_step_with_season_and_overdispersion(admissions):
    result = interruption.interrupted(
        admissions["aces"],
        BAN,
        exposure=admissions["stdpop"],
        slope_change=False,
        family="quasi-poisson",
        errors="model",
        distribution="normal",
        harmonics=2,
    )
    assert round(result.estimate, 3) == 0.885
    assert round(result.interval.lower, 3) == 0.839
    assert round(result.interval.upper, 3) == 0.933
