"""Funnel plots: which areas differ from all of them together by more than chance, and by more than areas commonly do.

Areas of different size are not to be ranked: a small one is high or low by chance alone more often than a large one.
The limits widen as areas get smaller, and by the overdispersion that is left among areas for causes that no one
measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.prose import number, to_a_tenth, within
from analysis.statistics import checks, counts, shares
from analysis.statistics.funnel_limits import (
    LEVELS,
    NO_OVERDISPERSION,
    Adjustment,
    Floats,
    Overdispersion,
    estimate_overdispersion,
    proportion_limits,
    rate_limits,
)
from analysis.statistics.result import Estimate, TableEstimate

Limits = Callable[[Floats], pd.DataFrame]


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel(TableEstimate):
    """The pooled value, each area against the limits, and the limits as curves.

    Parameters
    ----------
    curve : DataFrame
        Limits from the smallest to the largest area: `size`, `target`, and `lower_95`, `upper_95` and so on.
    """

    curve: pd.DataFrame


def rates(
    events: pd.Series,
    exposure: pd.Series,
    *,
    per: float = 1.0,
    overdispersion: Adjustment = "multiplicative",
    levels: Sequence[float] = LEVELS,
    noun: str = "events",
    unit: str = "for each unit of exposure",
) -> Funnel:
    """Set each area's rate against limits about the rate of all areas together.

    Parameters
    ----------
    events, exposure : Series of numbers
        Events in, and population (or other exposure) of, each area, with the same labels; at least five areas.
    per : float
        State rates for this much exposure.
    overdispersion : {"multiplicative", "additive", "none"}
        Widen the limits by a factor, or by a variance between areas, estimated from z-scores of which the lowest and
        highest tenth are winsorised; or not.
    levels : sequence of float
        Share of areas inside each pair of limits if all had one rate.
    noun, unit : str
        For the sentence, such as 'referrals' and 'per 100,000 people'.

    Returns
    -------
    Funnel
        The pooled rate with Byar's interval. The table has one row for each area in the order given, never ranked:
        `events`, `exposure`, `rate`, `expected` (events at the pooled rate), `z` (adjusted), `lower_95`, `upper_95`
        and so on for each level, and `position` ("within", "above 95%", ...). `size` of the curve is exposure.

    Raises
    ------
    CannotEstimate
        Where labels differ, a count is negative, an exposure is not above zero, or there are no events or few areas.

    Notes
    -----
    Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 2005; 24: 1185-1202.
    """
    observed, amount = _areas(events, exposure, "events", "exposure")
    target = _above_zero(float(observed.sum()), noun) / float(amount.sum())
    expected = target * amount
    roots = np.sqrt(observed.to_numpy()) - np.sqrt(expected.to_numpy())
    extra = estimate_overdispersion(2 * roots, 1 / (2 * np.sqrt(expected.to_numpy())), overdispersion)
    limits = partial(rate_limits, target=target, per=per, levels=levels, overdispersion=extra)
    table = pd.DataFrame({"events": observed, "exposure": amount, "rate": observed * per / amount})
    table["expected"] = expected
    table["z"] = 2 * roots / np.sqrt(extra.factor + 4 * expected * extra.between)
    pooled = counts.rate(float(observed.sum()), float(amount.sum()), per=per, dispersion=extra.factor)
    return _funnel(
        pooled,
        _placed(table, "rate", limits, amount, levels),
        _curve(limits, amount, target * per),
        extra,
        max(levels),
        opening=(
            f"The rate of {noun} in all areas together was {number(pooled.estimate)} {unit} ({within(pooled.interval)})"
        ),
    )


def proportions(
    parts: pd.Series,
    wholes: pd.Series,
    *,
    overdispersion: Adjustment = "multiplicative",
    levels: Sequence[float] = LEVELS,
    noun: str = "share",
) -> Funnel:
    """Set each area's share against limits about the share in all areas together.

    Parameters
    ----------
    parts, wholes : Series of numbers
        Numerator and denominator of each area's share, with the same labels; at least five areas.
    overdispersion, levels : see `rates`
    noun : str
        For the sentence, such as 'share of investigations with children'.

    Returns
    -------
    Funnel
        The pooled share with Wilson's interval. The table has one row for each area in the order given: `numerator`,
        `denominator`, `share`, `z` (adjusted), `lower_95`, `upper_95` and so on, and `position`. `size` of the curve is
        the denominator.

    Raises
    ------
    CannotEstimate
        Where labels differ, a part is above its whole, all shares are 0 or 1, or there are few areas.

    Notes
    -----
    Limits are those of OHID's PHEindicatormethods where there is no overdispersion: score limits, the shares that a
    score test of the pooled share would just not reject.
    """
    numerator, denominator = _areas(parts, wholes, "parts", "wholes")
    above = numerator.index[numerator > denominator]
    if len(above):
        raise checks.CannotEstimate(f"the part is more than the whole for '{above[0]}'")
    pooled = shares.share(float(numerator.sum()), float(denominator.sum()))
    target = pooled.estimate
    if target in {0, 1}:
        raise checks.CannotEstimate(f"every {noun} is {target:.0f}", expected="shares that differ")
    share = numerator / denominator
    error = np.sqrt(target * (1 - target) / denominator.to_numpy())
    extra = estimate_overdispersion((share - target).to_numpy() / error, error, overdispersion)
    limits = partial(proportion_limits, target=target, levels=levels, overdispersion=extra)
    table = pd.DataFrame({"numerator": numerator, "denominator": denominator, "share": share})
    table["z"] = (share - target) / np.sqrt(extra.factor * error**2 + extra.between)
    return _funnel(
        pooled,
        _placed(table, "share", limits, denominator, levels),
        _curve(limits, denominator, target),
        extra,
        max(levels),
        opening=f"The {noun} in all areas together was {to_a_tenth(target)} ({within(pooled.interval, to_a_tenth)})",
    )


def _areas(first: pd.Series, second: pd.Series, name: str, other: str) -> tuple[pd.Series, pd.Series]:
    numerator = checks.counts(first, name, least=5)
    denominator = checks.same_index(numerator, checks.counts(second, other), name, other)
    empty = denominator.index[denominator == 0]
    if len(empty):
        raise checks.CannotEstimate(f"{other} is 0 for '{empty[0]}'", expected="a number above zero")
    return numerator, denominator


def _above_zero(total: float, noun: str) -> float:
    if total == 0:
        raise checks.CannotEstimate(f"no area has {noun}", expected="at least one")
    return total


def _placed(table: pd.DataFrame, value: str, limits: Limits, size: pd.Series, levels: Sequence[float]) -> pd.DataFrame:
    placed = table.join(limits(size.to_numpy()).set_axis(table.index))
    placed["position"] = "within"
    for level in sorted(levels):
        name = f"{100 * level:g}"
        placed.loc[placed[value] > placed[f"upper_{name}"], "position"] = f"above {name}%"
        placed.loc[placed[value] < placed[f"lower_{name}"], "position"] = f"below {name}%"
    return placed


def _curve(limits: Limits, size: pd.Series, target: float) -> pd.DataFrame:
    sizes = np.linspace(float(size.min()), float(size.max()), 200)
    return pd.DataFrame({"size": sizes, "target": target}).join(limits(sizes))


def _funnel(
    pooled: Estimate, table: pd.DataFrame, curve: pd.DataFrame, extra: Overdispersion, level: float, *, opening: str
) -> Funnel:
    widest = f"{100 * level:g}"
    outside = [int(table["position"].eq(f"{side} {widest}%").sum()) for side in ("above", "below")]
    spread = (
        "Areas differ by more than chance, and the limits allow for how much they commonly do. "
        if extra != NO_OVERDISPERSION
        else ""
    )
    return Funnel(
        estimate=pooled.estimate,
        interval=pooled.interval,
        method=f"funnel limits about the pooled value; {pooled.method}",
        n=len(table),
        sentence=(
            f"{opening}. {spread}The {widest}% limits leave {outside[0] or 'none'} of {len(table)} areas above them "
            f"and {outside[1] or 'none'} below: a reason to ask why (need, recording or practice), not a ranking."
        ),
        diagnostics={
            "dispersion": extra.factor,
            "between_variance": extra.between,
            "areas_above": outside[0],
            "areas_below": outside[1],
        },
        table=table,
        curve=curve,
    )
