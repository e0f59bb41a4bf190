"""Limits of XmR charts against published answers."""

import pandas as pd
import pytest

from analysis.statistics import control

# Tests of NHSRplotthedots (NHS-R Community).
VALUES = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip


@pytest.mark.parametrize(
    ("fifteenth", "screen", "mean", "lower", "upper"),
    [
        (-0.55584113, True, 0.1416238, -3.01138, 3.294627),
        (10, True, 0.6694159, -2.383666, 3.722497),
        (10, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_limits(fifteenth, screen, mean, lower, upper):
    result = control.xmr(pd.Series([*VALUES[:14], fifteenth, *VALUES[15:]]), screen=screen)
    assert round(result.estimate, 7) == mean
    assert round(result.interval.lower, 6) == pytest.approx(lower, abs=1e-6)
    assert round(result.interval.upper, 6) == upper
