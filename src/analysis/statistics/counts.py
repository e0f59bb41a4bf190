"""How many times one count is another, for events that happen one by one.

The interval takes counts as Poisson: events independent of each other, at a rate that is steady within each count. The
events counted here often are not (one investigation finds several victims), so that counts vary more than that. Pass
`dispersion`, their variance over their mean, and the interval widens by its square root.
"""

from __future__ import annotations

import math

from analysis.statistics import checks
from analysis.statistics.result import Interval


def rate_ratio(
    count: float,
    reference_count: float,
    exposure: float = 1.0,
    reference_exposure: float = 1.0,
    *,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> tuple[float, Interval]:
    """Estimate how many times one rate is another.

    The interval conditions on the total of the two counts, of which the first is then a binomial part, and is exact by
    Clopper and Pearson.

    Parameters
    ----------
    count, reference_count : float
        Events in each of two independent groups or periods, zero or more, not both zero.
    exposure, reference_exposure : float
        What they happened among: populations, numbers of quarters.
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage, which the interval never falls short of.

    Returns
    -------
    tuple of float and Interval
        The ratio, infinite where the reference count is zero.

    Raises
    ------
    CannotEstimate
        Where a count is negative or missing, both are zero, or an exposure is not above zero.

    Examples
    --------
    >>> ratio, interval = rate_ratio(41, 15, 28010, 19017)
    >>> round(ratio, 2), round(interval.lower, 2), round(interval.upper, 2)
    (1.86, 1.01, 3.61)
    """
    events = checks.count(count, "count")
    reference = checks.count(reference_count, "reference count")
    relative = checks.positive(reference_exposure, "reference exposure") / checks.positive(exposure, "exposure")
    scale = checks.dispersion(dispersion)
    if events + reference == 0:
        raise checks.CannotEstimate("both counts are zero", expected="at least one event in all")
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415  # most users of this module need none

    parts = proportion_confint(
        events / scale, (events + reference) / scale, alpha=1 - checks.level(level), method="beta"
    )
    low, high = (_odds(float(part)) * relative for part in parts)
    return (events / reference * relative if reference else math.inf), Interval(low, high, level)


def _odds(part: float) -> float:
    return part / (1 - part) if part < 1 else math.inf
