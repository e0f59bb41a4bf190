"""Seasonal adjustment: a series without its season, and the smooth trend beneath it, by STL.

STL (Cleveland and others, Journal of Official Statistics 1990; 6: 3-73) splits a series into trend, season and
remainder by local regression, with little weight on outliers. The ends of a trend are the least certain and are revised
as periods are added.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.tsa.seasonal import STL

from analysis.periods import label
from analysis.prose import moved, to_a_tenth, within
from analysis.statistics import checks, regression
from analysis.statistics.result import Interval, TableEstimate

Floats = NDArray[np.float64]


def seasonally_adjusted(
    series: pd.Series,
    *,
    level: float = 0.95,
    resamples: int = 200,
    seed: int = 0,
    noun: str = "events",
) -> TableEstimate:
    """Adjust a series for its season, and estimate how its trend moved over the last year.

    Works on logarithms, so that the season is a factor, unless the series has a value that is not above zero.

    Parameters
    ----------
    series : Series of numbers by quarter or month
        At least three years without a gap.
    level : float
        Nominal coverage of the intervals, which come from resampling blocks of a year of the remainder (Kunsch, Annals
        of Statistics 1989; 17: 1217-1241), widened by what fitting takes out of it. In simulated series of 16 to 72
        periods, 95% intervals of the change covered 93% to 96%, those of the trend at one period 88% to 95%.
    resamples, seed : int
        Number of resamples, and what makes them come out alike each time.
    noun : str
        What is counted.

    Returns
    -------
    TableEstimate
        Relative change of the trend over the last year, as a fraction of one. The table has one row for each period:
        `observed`, `adjusted` (without the season), `trend`, `trend_lower`, `trend_upper`, `seasonal` (factor, or
        difference where not on logarithms). `seasonal_strength` and `trend_strength` run from 0 to 1 (Wang, Smith
        and Hyndman, Data Mining and Knowledge Discovery 2006; 13: 335-364).

    Raises
    ------
    CannotEstimate
        Where the series has no seasons, a gap, fewer than three years, or no positive trend a year before its end.
    """
    values = checks.values(series, "series", least=2)
    index = checks.periods(values, "series")
    per_year = regression.periods_in_year(index, "series")
    if per_year == 1 or len(values) < 3 * per_year:
        raise checks.CannotEstimate(
            f"series has {len(values)} periods, {per_year} to a year", expected="three years of quarters or months"
        )
    logs = bool((values > 0).all())
    onto, back = (np.log, np.exp) if logs else (np.asarray, np.asarray)
    parts = trend, season, remainder = _decomposed(onto(values.to_numpy()), per_year)
    trends = back(_resampled(parts, per_year, resamples, np.random.default_rng(seed)))
    tails = [(1 - checks.level(level)) / 2, (1 + level) / 2]
    table = pd.DataFrame({"observed": values, "adjusted": back(onto(values.to_numpy()) - season), "trend": back(trend)})
    table["trend_lower"], table["trend_upper"] = np.quantile(trends, tails, axis=0)
    table["seasonal"] = back(season)
    change, changes = (_change_over_last(per_year, each) for each in (back(trend), trends))
    lower, upper = np.quantile(changes, tails)
    interval = Interval(float(lower), float(upper), level)
    estimate = float(change)
    return TableEstimate(
        estimate=estimate,
        interval=interval,
        method="STL on logarithms" if logs else "STL",
        n=len(values),
        sentence=(
            f"Apart from the season, the trend of {noun} {moved(estimate)} in the year up to {label(index[-1])} "
            f"({within(interval, to_a_tenth)})."
        ),
        diagnostics={
            "seasonal_strength": _strength(season, remainder),
            "trend_strength": _strength(trend, remainder),
            "remainder_widened_by": _widening(len(values), per_year),
            "resamples": resamples,
            "seed": seed,
            **{f"remainder_{name}": each for name, each in regression.residual_checks(remainder).items()},
        },
        table=table,
    )


def _decomposed(values: Floats, per_year: int, robust: bool = True) -> tuple[Floats, Floats, Floats]:
    parts = STL(values, period=per_year, robust=robust).fit()
    return parts.trend, parts.seasonal, parts.resid


@cache
def _widening(many: int, per_year: int) -> float:
    # Without weights against outliers STL is linear: what it leaves of each unit vector tells how much of the variance
    # of independent noise is left in the remainder.
    left = [_decomposed(unit, per_year, robust=False)[2] for unit in np.eye(many)]
    return float(np.sqrt(many / np.square(left).sum()))


def _resampled(
    parts: tuple[Floats, Floats, Floats], per_year: int, resamples: int, random: np.random.Generator
) -> Floats:
    trend, season, remainder = parts
    centred = _widening(len(remainder), per_year) * (remainder - remainder.mean())
    blocks = -(-len(centred) // per_year)
    trends = []
    for _ in range(resamples):
        starts = random.integers(0, len(centred) - per_year + 1, size=blocks)
        drawn = np.concatenate([centred[start : start + per_year] for start in starts])[: len(centred)]
        trends.append(_decomposed(trend + season + drawn, per_year)[0])
    return np.array(trends)


def _change_over_last(per_year: int, trend: Floats) -> Floats:
    before = trend[..., -1 - per_year]
    if (before <= 0).any():
        raise checks.CannotEstimate(
            "the trend a year before the end is not above zero", expected="a series that is mostly above zero"
        )
    return np.asarray(trend[..., -1] / before - 1)


def _strength(part: Floats, remainder: Floats) -> float:
    whole = float(np.var(part + remainder))
    return max(0.0, 1 - float(np.var(remainder)) / whole) if whole else 0.0
