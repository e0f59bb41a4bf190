"""Whether the intervals of a staggered comparison hold the truth as often as they say, on simulated panels."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics import staggered

EFFECT = 1.2


def simulated(rng, units, joins, periods=8):
    """Counts with levels of units and periods, variation beyond chance within units, and an effect from joining on."""
    index = pd.period_range("2018Q2", periods=periods, freq="Q-DEC")
    levels, times = rng.lognormal(np.log(12), 0.6, units), rng.lognormal(0, 0.15, periods)
    means = np.outer(times, levels) * rng.lognormal(0, 0.15, (periods, units))
    starts = rng.integers(periods // 2, periods - 1, joins)
    joined = pd.Series(pd.PeriodIndex([*index[starts], *[pd.NaT] * (units - joins)], freq="Q-DEC"))
    after = np.arange(periods)[:, np.newaxis] >= np.append(starts, np.full(units - joins, periods))
    return pd.DataFrame(rng.poisson(np.where(after, EFFECT, 1.0) * means), index), joined


@pytest.mark.parametrize(("units", "joins", "panels"), [(10, 4, 100), (20, 8, 40)])
def test_intervals_hold_the_truth(units, joins, panels):
    rng = np.random.default_rng(units)
    results = [staggered.effect(*simulated(rng, units, joins), noun="events") for _ in range(panels)]
    assert np.mean([EFFECT in result.interval for result in results]) > 0.88
    assert np.median([result.estimate for result in results]) == pytest.approx(EFFECT, abs=0.04)
    assert np.mean([1 in result.placebo.interval for result in results if result.placebo]) > 0.85
