"""How many times one count is another, for events that happen one by one.

The interval takes counts as Poisson: events independent of each other, at a rate that is steady within each count. The
events counted here often are not (one investigation finds several victims), so that counts vary more than that. Pass
`dispersion`, their variance over their mean, and the interval widens by its square root.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from statsmodels.stats.proportion import proportion_confint

from analysis.statistics import checks
from analysis.statistics.result import Interval


@dataclass(frozen=True)
class RateRatio:
    """How many times one rate is another.

    Attributes
    ----------
    estimate : float
        Infinite where the reference count is zero.
    interval : Interval
    """

    estimate: float
    interval: Interval


def rate_ratio(
    count: float,
    reference_count: float,
    exposure: float = 1.0,
    reference_exposure: float = 1.0,
    *,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> RateRatio:
    """Estimate how many times one rate is another.

    The interval conditions on the total of the two counts, of which the first is then a binomial part (Clopper and
    Pearson, Biometrika 1934; 26: 404-413): it never covers less than `level`.

    Parameters
    ----------
    count, reference_count : float
        Events in each of two independent groups or periods, zero or more, not both zero.
    exposure, reference_exposure : float
        What they happened among: populations, numbers of quarters.
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage.

    Returns
    -------
    RateRatio

    Raises
    ------
    CannotEstimate
        Where a count is negative or missing, both are zero, or an exposure is not above zero.

    Examples
    --------
    >>> found = rate_ratio(41, 15, 28010, 19017)
    >>> round(found.estimate, 2), round(found.interval.lower, 2), round(found.interval.upper, 2)
    (1.86, 1.01, 3.61)
    """
    events, reference = checks.count(count, "count"), checks.count(reference_count, "reference count")
    relative = checks.positive(reference_exposure, "reference exposure") / checks.positive(exposure, "exposure")
    scale = checks.dispersion(dispersion)
    if events + reference == 0:
        raise checks.CannotEstimate("neither count has an event", expected="at least one event in all")
    parts = proportion_confint(events / scale, (events + reference) / scale, 1 - checks.level(level), method="beta")
    low, high = (_odds(float(part)) * relative for part in parts)
    return RateRatio(events / reference * relative if reference else math.inf, Interval(low, high, level))


def _odds(part: float) -> float:
    return part / (1 - part) if part < 1 else math.inf
