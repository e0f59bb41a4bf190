"""Funnel plots: which areas differ from all of them together by more than chance, and by more than areas commonly do.

Areas of different size are not to be ranked: a small one is high or low by chance alone more often than a large one.
The limits widen as areas get smaller, and by the overdispersion that is left among areas for causes that no one
measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy
from numpy.typing import ArrayLike, NDArray

from analysis.statistics import checks

Floats = NDArray[np.float64]

LEVELS = (0.95, 0.998)
"""Share of areas that each pair of limits holds where all areas have one rate."""

_WINSORISED = 0.1


@dataclass(frozen=True, eq=False)
class Funnel:
    """Rates of areas against limits about the rate of all of them together.

    Attributes
    ----------
    rate : float
        Of all areas together.
    dispersion : float
        How many times as much areas differ as by chance alone; 1 at least.
    false_discovery : float
        Share of the areas said to stand out that may do so by chance alone.
    table : DataFrame
        One row for each area in the order given, never ranked: `events`, `exposure`, `rate`, `expected` (events at the
        rate of all), `lower_95`, `upper_95` and so on for each level, `p` (two-sided) and `position`: ``above`` or
        ``below`` where the area stands out, else ``within``.
    curve : DataFrame
        The limits from the smallest to the largest area: `size` (exposure), `target`, `lower_95` and so on.
    """

    rate: float
    dispersion: float
    false_discovery: float
    table: pd.DataFrame
    curve: pd.DataFrame


def rates(
    events: pd.Series,
    exposure: pd.Series,
    *,
    per: float = 1.0,
    overdispersion: bool = True,
    levels: Sequence[float] = LEVELS,
    false_discovery: float = 0.05,
) -> Funnel:
    """Set each area's rate against limits about the rate of all areas together.

    Parameters
    ----------
    events, exposure : Series of numbers
        Events in, and population (or other exposure) of, each area, with the same labels; at least five areas.
    per : float
        State rates for this much exposure.
    overdispersion : bool
        Widen the limits by how much more areas differ than by chance, as estimated from the areas.
    levels : sequence of float
        Share of areas inside each pair of limits if all had one rate.
    false_discovery : float
        Share of the areas said to stand out that may do so by chance alone (Benjamini and Hochberg, Journal of the
        Royal Statistical Society B 1995; 57: 289-300). Of 42 areas with one rate, two lie outside limits of 95%: to
        name these would be to name chance.

    Returns
    -------
    Funnel

    Raises
    ------
    CannotEstimate
        Where labels differ, a count is negative, an exposure is not above zero, or there are no events or few areas.

    Notes
    -----
    Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 2005; 24: 1185-1202.

    Examples
    --------
    >>> events = pd.Series([1, 0, 1, 2, 0, 1, 0, 2, 1, 20])
    >>> rates(events, pd.Series(1e5, events.index), overdispersion=False).table["position"].tolist()[-2:]
    ['within', 'above']
    """
    observed = checks.counts(events, "events", least=5)
    amount = checks.same_index(observed, checks.counts(exposure, "exposure"), "events", "exposure")
    if len(empty := amount.index[amount == 0]):
        raise checks.CannotEstimate(f"exposure is 0 for '{empty[0]}'", expected="a number above zero")
    if not observed.sum():
        raise checks.CannotEstimate("no area has events", expected="at least one")
    target = float(observed.sum() / amount.sum())
    expected = target * amount
    dispersion = _dispersion(observed.to_numpy(), expected.to_numpy()) if overdispersion else 1.0
    table = pd.DataFrame({"events": observed, "exposure": amount, "rate": observed * per / amount})
    table["expected"] = expected
    table = table.join(limits(amount, target, per=per, levels=levels, dispersion=dispersion))
    middle = _middle(observed.to_numpy() / dispersion, expected.to_numpy() / dispersion)
    table["p"] = 2 * np.minimum(middle, 1 - middle)
    stands_out = scipy.stats.false_discovery_control(table["p"]) <= checks.level(false_discovery)
    table["position"] = np.where(stands_out, np.where(observed > expected, "above", "below"), "within")
    sizes = pd.Series(np.linspace(float(amount.min()), float(amount.max()), 200))
    curve = pd.DataFrame({"size": sizes, "target": target * per})
    curve = curve.join(limits(sizes, target, per=per, levels=levels, dispersion=dispersion))
    return Funnel(target * per, dispersion, false_discovery, table, curve)


def limits(
    exposure: pd.Series,
    target: float,
    *,
    per: float = 1.0,
    levels: Sequence[float] = LEVELS,
    dispersion: float = 1.0,
) -> pd.DataFrame:
    """Return funnel limits of a rate for areas of any size.

    Parameters
    ----------
    exposure : Series of numbers above zero
        Sizes of areas.
    target : float
        Rate about which to set the limits, per unit of exposure.
    per : float
        State limits for this much exposure.
    levels : sequence of float
        Share of areas inside each pair of limits if all had this rate.
    dispersion : float
        Variance of counts over their mean: an area is then as sure as one that much smaller.

    Returns
    -------
    DataFrame
        `lower_95`, `upper_95` and so on over the index of `exposure`, for `per` of it: exact quantiles of the Poisson
        distribution about the expected count, interpolated between whole counts. The lower one is 0 where no count is
        rare enough to lie below it.
    """
    mean = checks.positive(target, "target") * exposure.to_numpy(dtype=float) / checks.dispersion(dispersion)
    found = {}
    for level in levels:
        tail = (1 - checks.level(level)) / 2
        for side, quantile in (("lower", _lower), ("upper", _upper)):
            found[f"{side}_{100 * level:g}"] = quantile(mean, tail) / mean * target * per
    return pd.DataFrame(found, index=exposure.index)


def _lower(mean: Floats, tail: float) -> Floats:
    # P(X <= count), drawn as a line from each whole count to the next, reaches the tail here.
    first = scipy.stats.poisson.ppf(tail, mean)
    below = scipy.stats.poisson.cdf(first - 1, mean)
    return np.maximum(0.0, first - 1 + (tail - below) / scipy.stats.poisson.pmf(first, mean))


def _upper(mean: Floats, tail: float) -> Floats:
    last = scipy.stats.poisson.ppf(1 - tail, mean)
    above = scipy.stats.poisson.sf(last, mean)
    return last + 1 - (tail - above) / scipy.stats.poisson.pmf(last, mean)


def _middle(count: ArrayLike, mean: ArrayLike) -> Floats:
    """Return how likely a lower count is, with half of the same one (mid-P), interpolated as the limits are."""
    whole = np.floor(count)
    part = np.asarray(count) - whole
    here, beyond = scipy.stats.poisson.pmf(whole, mean), scipy.stats.poisson.pmf(whole + 1, mean)
    return scipy.stats.poisson.cdf(whole, mean) - here / 2 + part * (here + beyond) / 2


def _dispersion(observed: Floats, expected: Floats) -> float:
    z = 2 * (np.sqrt(observed) - np.sqrt(expected))
    # The lowest and highest tenth are drawn in, so that true outliers do not hide themselves.
    drawn_in = np.clip(z, *np.quantile(z, [_WINSORISED, 1 - _WINSORISED]))
    return max(1.0, float(np.mean(drawn_in**2)))
