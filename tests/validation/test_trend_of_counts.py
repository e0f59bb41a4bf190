"""A Poisson trend against a published answer."""

import math

import pandas as pd

from analysis.statistics import trend


def test_aids_cases_in_belgium():
    # Wood, Generalized Additive Models: An Introduction with R, 2006, chapter 2: new cases of AIDS in Belgium, 1981 to
    # 1993; glm(y ~ t, poisson) gives a slope of 0.202121 with standard error 0.007771.
    cases = [12, 14, 33, 50, 67, 74, 123, 141, 165, 204, 253, 246, 240]
    series = pd.Series(cases, index=pd.period_range("1981", periods=13, freq="Y-DEC"))
    result = trend.trend(series, family="poisson", errors="model", distribution="normal")
    slope = math.log(1 + result.estimate)
    standard_error = (math.log(1 + result.interval.upper) - slope) / 1.959964
    assert round(slope, 6) == 0.202121
    assert round(standard_error, 6) == 0.007771
