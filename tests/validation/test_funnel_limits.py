"""Funnel limits against published answers: the tests of OHID's PHEindicatormethods, for ratios and for rates."""

import pandas as pd
import pytest

from analysis.statistics import funnel

AT = [
    # count, expected events for which it lies on the limit, and the ratio there in per cent
    ("lower_95", 1, 5.571644585, 17.94802207),
    ("lower_95", 10, 18.39035799, 54.3763205),
    ("lower_95", 100, 121.6268111, 82.21871402),
    ("upper_95", 1, 0.025317898, 3949.774946),
    ("upper_95", 10, 4.795387629, 208.5337156),
    ("upper_95", 100, 81.36400699, 122.9044681),
    ("lower_99.8", 1, 9.233410143, 10.83023482),
    ("lower_99.8", 10, 24.13397235, 41.43536693),
    ("lower_99.8", 100, 134.9243187, 74.11562345),
    ("upper_99.8", 1, 0.001000547, 99945.32721),
    ("upper_99.8", 10, 2.960519925, 337.778507),
    ("upper_99.8", 100, 71.92139974, 139.0406755),
]


@pytest.mark.parametrize(("limit", "count", "expected", "ratio"), AT)
def test_limits_of_a_ratio(limit, count, expected, ratio):
    found = 100 * funnel.limits(pd.Series([expected]), 1)[limit].iloc[0]
    assert found == pytest.approx(ratio, rel=1e-4)
    assert found * expected == pytest.approx(100 * count, rel=1e-4)


@pytest.mark.parametrize(
    ("limit", "population", "rate"),
    [
        ("lower_95", 5276.757672, 63.17010446),
        ("upper_95", 1375.943768, 242.2579623),
        ("lower_99.8", 42013.76515, 87.27298431),
        ("upper_99.8", 23073.38252, 158.91327),
    ],
)
def test_limits_of_a_rate(limit, population, rate):
    # Per 100,000 people a year, about 116.1720835; three years were counted.
    found = funnel.limits(pd.Series([3 * population]), 116.1720835e-5, per=1e5)[limit].iloc[0]
    assert found == pytest.approx(rate, rel=1e-4)


@pytest.mark.parametrize(
    ("observed", "expected", "position"),
    [
        (141, 106.7211626, "above 99.8%"),
        (275, 226.4679239, "above 99.8%"),
        (355, 318.5570711, "above 95%"),
        (154, 194.8380567, "below 95%"),
        (164, 138.9830508, "above 95%"),
        (72, 90.53187476, "within"),
        (35, 56.15273544, "below 95%"),
        (104, 138.0225614, "below 95%"),
        (41, 64.5059786, "below 95%"),
        (46, 61.18648577, "within"),
        (77, 107.8582435, "below 95%"),
        (57, 72.87138839, "within"),
        (104, 73.9476678, "above 99.8%"),
        (0, 240.6273499, "below 99.8%"),
        (8, 6.239860227, "within"),
    ],
)
def test_the_position_of_areas_of_a_public_funnel_of_ratios(observed, expected, position):
    # Of the 300 areas of the same source, the thirteen that confidence limits of the expected count misplace, and two.
    limits = funnel.limits(pd.Series([expected]), 1).iloc[0] * expected
    found = "within"
    for level in ("95", "99.8"):
        found = f"above {level}%" if observed > limits[f"upper_{level}"] else found
        found = f"below {level}%" if observed < limits[f"lower_{level}"] else found
    assert found == position
