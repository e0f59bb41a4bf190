"""Intervals of counts and shares against published answers."""

import pytest

from analysis.statistics import counts, shares


def test_byar_limits_of_65_events():
    # Tests of PHEindicatormethods, R package of the Office for Health Improvement and Disparities.
    interval = counts.rate(65).interval
    assert round(interval.lower, 6) == 50.163188
    assert round(interval.upper, 6) == 82.849139


def test_exact_limits_of_10_events():
    # Pearson and Hartley, Biometrika Tables for Statisticians, volume 1, table 40 (after Garwood 1936).
    interval = counts.rate(10, method="exact").interval
    assert (round(interval.lower, 3), round(interval.upper, 2)) == (4.795, 18.39)


def test_exact_rate_ratio_of_breast_cancer_after_fluoroscopy():
    # Data of Boice and Monson 1977, in Rothman, Modern Epidemiology. StataCorp, "Incidence-rate ratio calculator"
    # (stata.com/links/stata-basics): iri 41 15 28010 19017 gives 1.855759 (1.005684 to 3.6093, exact).
    result = counts.rate_ratio(41, 15, 28010, 19017, method="exact")
    assert round(result.estimate, 6) == 1.855759
    assert round(result.interval.lower, 6) == 1.005684
    assert round(result.interval.upper, 4) == 3.6093


def test_wilson_limits_of_65_in_100():
    # Tests of PHEindicatormethods (wilson_lower, wilson_upper).
    interval = shares.share(65, 100).interval
    assert round(interval.lower, 6) == 0.552544
    assert round(interval.upper, 6) == 0.736358


@pytest.mark.parametrize(
    ("part", "whole", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_limits_as_newcombe_prints_them(part, whole, lower, upper):
    # Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 1998; 17: 857-872,
    # table I, method 3.
    interval = shares.share(part, whole).interval
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_limits_of_a_difference_as_newcombe_prints_them(first, second, lower, upper):
    # Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 1998;
    # 17: 873-890, table II, method 10.
    interval = shares.difference(*first, *second).interval
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (lower, upper)
