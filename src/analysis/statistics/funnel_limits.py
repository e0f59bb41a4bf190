"""Limits of funnel plots for areas of any size, and the overdispersion that widens them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from analysis.statistics import checks

Floats = NDArray[np.float64]
Adjustment = Literal["none", "multiplicative", "additive"]
LEVELS = (0.95, 0.998)


@dataclass(frozen=True)
class Overdispersion:
    """How much more areas differ than chance would have them.

    Parameters
    ----------
    factor : float
        Mean square of the winsorised z-scores, at least 1: the multiplicative factor of the variance.
    between : float
        Variance between areas on the scale of the z-scores' numerator, zero or more.
    """

    factor: float = 1.0
    between: float = 0.0


NO_OVERDISPERSION = Overdispersion()


def rate_limits(
    exposure: ArrayLike,
    target: float,
    *,
    per: float = 1.0,
    levels: Sequence[float] = LEVELS,
    overdispersion: Overdispersion = NO_OVERDISPERSION,
) -> pd.DataFrame:
    """Return funnel limits of a rate for areas of any size.

    Parameters
    ----------
    exposure : array of numbers above zero
        Sizes of areas.
    target : float
        Rate about which to set the limits, per unit of exposure.
    per : float
        State limits for this much exposure.
    levels : sequence of float
        Share of areas inside each pair of limits if all had this rate.
    overdispersion : Overdispersion
        Without any, limits are exact, from the chi-squared distribution, as those of FunnelPlotR. A factor divides the
        size of each area. A variance between areas needs limits on the scale of the square root.

    Returns
    -------
    DataFrame
        `lower_95`, `upper_95` and so on: one row for each size, for `per` of exposure.
    """
    expected = checks.positive(target, "target") * np.asarray(exposure, dtype=float) / overdispersion.factor
    limits: dict[str, Floats] = {}
    for level in levels:
        if overdispersion.between:
            reach = _z(level) * np.sqrt(1 / (4 * expected) + overdispersion.between)
            low, high = np.maximum(0, 1 - reach) ** 2, (1 + reach) ** 2
        else:
            low, high = confint_poisson(expected, expected, method="exact-c", alpha=1 - checks.level(level))
        limits |= {f"lower_{100 * level:g}": per * target * low, f"upper_{100 * level:g}": per * target * high}
    return pd.DataFrame(limits)


def proportion_limits(
    denominator: ArrayLike,
    target: float,
    *,
    levels: Sequence[float] = LEVELS,
    overdispersion: Overdispersion = NO_OVERDISPERSION,
) -> pd.DataFrame:
    """Return funnel limits of a share for areas of any size, as fractions of one (see `rate_limits`)."""
    sizes = np.asarray(denominator, dtype=float)
    limits: dict[str, Floats] = {}
    for level in levels:
        reach = _z(level) * np.sqrt(overdispersion.factor * target * (1 - target) / sizes + overdispersion.between)
        limits |= {
            f"lower_{100 * level:g}": np.maximum(0.0, target - reach),
            f"upper_{100 * level:g}": np.minimum(1.0, target + reach),
        }
    return pd.DataFrame(limits)


def estimate_overdispersion(
    z: Floats, error: Floats, adjustment: Adjustment, *, winsorised: float = 0.1
) -> Overdispersion:
    """Estimate from z-scores how much more areas differ than chance would have them.

    Parameters
    ----------
    z : array of float64
        Each area's distance from the target in its standard error.
    error : array of float64
        The standard errors.
    adjustment : {"multiplicative", "additive", "none"}
        Which of the two to estimate.
    winsorised : float
        Share of areas at each end that is drawn in to the next, so that true outliers do not hide themselves.

    Returns
    -------
    Overdispersion
        The factor, or DerSimonian and Laird's variance between areas.
    """
    checks.choice(adjustment, "overdispersion", ("multiplicative", "additive", "none"))
    drawn_in = np.clip(z, *np.quantile(z, [winsorised, 1 - winsorised]))
    factor = float(np.mean(drawn_in**2))
    if adjustment == "none" or factor <= 1:
        return NO_OVERDISPERSION
    if adjustment == "multiplicative":
        return Overdispersion(factor=factor)
    weight, many = 1 / error**2, len(z)
    between = (many * factor - (many - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return Overdispersion(between=max(0.0, float(between)))


def _z(level: float) -> float:
    return float(stats.norm.isf((1 - checks.level(level)) / 2))
