"""One count and two: rates, their ratio and their difference, for events that happen one by one.

The methods take counts as Poisson: events independent of each other, at a rate that is steady within each count. The
events counted here often are not (one investigation finds several victims), so that counts vary more than that. Pass
`dispersion`, their variance over their mean (see `trend.trend`), and each interval widens by its square root.
"""

from __future__ import annotations

import math
from typing import Literal

from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.prose import capitalised, number, within
from analysis.statistics import checks
from analysis.statistics.result import Estimate, Interval

_CONDITIONAL = {"exact": "beta", "score": "wilson"}
_RATIO_NAMES = {
    "exact": "rate ratio, exact conditional interval (Clopper-Pearson)",
    "score": "rate ratio, score interval",
}


def rate(
    count: float,
    exposure: float = 1.0,
    *,
    per: float = 1.0,
    method: Literal["byar", "exact"] = "byar",
    dispersion: float = 1.0,
    level: float = 0.95,
    noun: str = "events",
    unit: str = "",
) -> Estimate:
    """Estimate a rate from one count; with the defaults, the count itself.

    Parameters
    ----------
    count : float
        Events, zero or more.
    exposure : float
        What they happened among or in: people, quarters, person-years.
    per : float
        State the rate for this much exposure, such as 100,000.
    method : {"byar", "exact"}
        Byar's approximation (Breslow and Day, Statistical Methods in Cancer Research, volume 2, 1987), which
        official statistics use for ten events or more, or Garwood's exact limits (Biometrika 1936; 28: 437-442).
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage.
    noun, unit : str
        What is counted, and what it is per, such as 'referrals' and 'per 100,000 people', for the sentence.

    Returns
    -------
    Estimate
        The rate in events per `per` of exposure; `n` is the count.

    Raises
    ------
    CannotEstimate
        Where the count is negative or missing, or the exposure is not above zero.
    """
    events, amount = checks.count(count, "count"), checks.positive(exposure, "exposure")
    scale, multiple = checks.dispersion(dispersion), checks.positive(per, "per")
    checks.choice(method, "method", ("byar", "exact"))
    limits = _byar if method == "byar" else _garwood
    low, high = (limit * scale * multiple / amount for limit in limits(events / scale, checks.level(level)))
    interval = Interval(low, high, level)
    estimate = events * multiple / amount
    stated = f": {number(estimate)} {unit}".rstrip() if amount != 1 or multiple != 1 else ""
    return Estimate(
        estimate=estimate,
        interval=interval,
        method="Byar's interval for a Poisson count" if method == "byar" else "Garwood's exact interval",
        n=events,
        sentence=f"There were {number(events)} {noun}{stated} ({within(interval)}: how far chance alone moves it).",
        diagnostics={"count": events, "exposure": amount, "per": multiple, "dispersion": scale},
    )


def rate_ratio(
    count: float,
    reference_count: float,
    exposure: float = 1.0,
    reference_exposure: float = 1.0,
    *,
    method: Literal["exact", "score"] = "exact",
    dispersion: float = 1.0,
    level: float = 0.95,
    noun: str = "events",
    names: tuple[str, str] = ("the first group", "the second"),
) -> Estimate:
    """Estimate how many times one rate is another.

    Both intervals condition on the total of the two counts, of which the first is then a binomial part: exact by
    Clopper and Pearson, score by Wilson (the score interval for two Poisson rates is the same thing).

    Parameters
    ----------
    count, reference_count : float
        Events in each of two independent groups or periods, zero or more, not both zero.
    exposure, reference_exposure : float
        What they happened among: populations, numbers of quarters.
    method : {"exact", "score"}
        Exact never covers less than `level`; score is narrower and covers `level` on average.
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage.
    noun : str
        What is counted.
    names : tuple of str
        What the two groups are called in the sentence.

    Returns
    -------
    Estimate
        The ratio; infinite where the reference count is zero. `n` is the number of events in both.

    Raises
    ------
    CannotEstimate
        Where a count is negative or missing, both are zero, or an exposure is not above zero.
    """
    events = checks.count(count, "count")
    reference = checks.count(reference_count, "reference count")
    relative = checks.positive(reference_exposure, "reference exposure") / checks.positive(exposure, "exposure")
    scale = checks.dispersion(dispersion)
    checks.choice(method, "method", tuple(_CONDITIONAL))
    if events + reference == 0:
        raise checks.CannotEstimate(
            f"neither {names[0]} nor {names[1]} has {noun}", expected="at least one event in all"
        )
    parts = proportion_confint(
        events / scale, (events + reference) / scale, alpha=1 - checks.level(level), method=_CONDITIONAL[method]
    )
    low, high = (_odds(float(part)) * relative for part in parts)
    interval = Interval(low, high, level)
    estimate = events / reference * relative if reference else math.inf
    return Estimate(
        estimate=estimate,
        interval=interval,
        method=_RATIO_NAMES[method],
        n=events + reference,
        sentence=_ratio_sentence(estimate, interval, noun, names),
        diagnostics={"count": events, "reference_count": reference, "dispersion": scale},
    )


def _byar(events: float, level: float) -> tuple[float, float]:
    z = float(stats.norm.isf((1 - level) / 2))
    more = events + 1
    low = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3 if events else 0.0
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def _garwood(events: float, level: float) -> tuple[float, float]:
    low, high = confint_poisson(events, 1.0, method="exact-c", alpha=1 - level)
    return float(low), float(high)


def _odds(part: float) -> float:
    return part / (1 - part) if part < 1 else math.inf


def _against_chance(null: float, interval: Interval) -> str:
    if null in interval:
        return "which chance alone could bring about"
    return "more than chance alone would readily bring about; why, counts do not show"


def _ratio_sentence(estimate: float, interval: Interval, noun: str, names: tuple[str, str]) -> str:
    ending = f"({within(interval)}), {_against_chance(1.0, interval)}."
    if math.isinf(estimate):
        return f"{capitalised(names[1])} had no {noun}, so their ratio has no upper end {ending}"
    return f"{capitalised(names[0])} had {number(estimate)} times the rate of {noun} of {names[1]} {ending}"
