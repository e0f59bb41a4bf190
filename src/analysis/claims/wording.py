"""How exact a claim is by its own wording: the figures that "nearly", "over" or a rounded number leave room for.

A hedged number has been rounded by whoever wrote it. What it was rounded to is read from the number: one step of
38,000 is 1,000, of 24 it is 1 and of 2,500,000 it is 100,000. These are the conventions, for a number N:

============ ===========================================================================
equal        N; of percentages, ratios and months, what rounds to N as it is printed
rounded      within half a step of N
approx       within a tenth of N
nearly       below N, by no more than one step and no more than 5% of N
just-under   below N, by no more than one step and no more than 2% of N
just-over    above N, by no more than one step and no more than 2% of N
more-than    above N, by no more than one step: "over 50%" is not said of 70%
less-than    below N, by no more than one step
at-least     N or above, without a limit
at-most      N or below, without a limit
============ ===========================================================================

Of a fall, which is below nought, they hold for its size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from analysis.presentation import prose

if TYPE_CHECKING:
    from analysis.claims.form import Claim

TREND, UNFILLED = "trend", "unfilled"
"""Relations without a number: a claim that something is stable, rises or falls, and one that was left blank."""

RATIO, CHANGE = "ratio", "percent change"
"""Units of claims that compare a period with its baseline."""

_MEASURED = frozenset({"percent", CHANGE, RATIO, "months", "days", "percentage points"})
"""Units that are rounded when they are printed; all others are counts, which are not."""

_APPROXIMATE, _NEAR, _JUST = 0.1, 0.05, 0.02

_WRITTEN: Mapping[str, Callable[[float, int], str]] = {
    CHANGE: lambda value, places: prose.signed_percent(value / 100, places),
    "percent": lambda value, places: prose.percent(value / 100, places),
    RATIO: lambda value, places: f"{value:.{places}f} times",
    "months": lambda value, places: f"{value:.{places}f} months",
    "days": lambda value, places: f"{value:,.{places}f} days",
    "GBP": lambda value, _: f"£{prose.count(value)}",
    "year": lambda value, _: f"{value:.0f}",
}
_SINGULAR = {"people": "person", "queries": "query"}

_Ends = Callable[[float, float], tuple[float, float, str]]
_HEDGES: Mapping[str, _Ends] = {
    "rounded": lambda size, step: (size - step / 2, size + step / 2, "both"),
    "approx": lambda size, _: (size - _APPROXIMATE * size, size + _APPROXIMATE * size, "both"),
    "nearly": lambda size, step: (size - min(step, _NEAR * size), size, "left"),
    "just-under": lambda size, step: (size - min(step, _JUST * size), size, "left"),
    "just-over": lambda size, step: (size, size + min(step, _JUST * size), "right"),
    "more-than": lambda size, step: (size, size + step, "right"),
    "less-than": lambda size, step: (size - step, size, "left"),
}
_MIRRORED = {"left": "right", "right": "left", "both": "both"}

RELATIONS: Mapping[str, str] = {
    "equal": "",
    "rounded": "about",
    "approx": "about",
    "nearly": "nearly",
    "just-under": "just under",
    "just-over": "just over",
    "more-than": "more than",
    "less-than": "less than",
    "at-least": "at least",
    "at-most": "at most",
    TREND: "",
    UNFILLED: "",
}
"""How a claim can hedge its number, and the words for it."""


def claimed(claim: Claim) -> str:
    """Write what a claim says: its number, with its hedge and its unit.

    Parameters
    ----------
    claim : Claim

    Returns
    -------
    str
        Such as ``nearly 60%`` or ``a rise of 65%``.
    """
    if claim.relation == UNFILLED:
        return "left blank"
    if claim.relation == TREND:
        return claim.statement
    hedge, value = RELATIONS[claim.relation], float(claim.value)
    if claim.unit == CHANGE:
        way = "rise" if value >= 0 else "fall"
        return " ".join(f"a {way} of {hedge} {number(abs(value), 'percent')}".split())
    return f"{hedge} {number(value, claim.unit)}".strip()


def number(value: float, unit: str, places: int = 0) -> str:
    """Write a number with its unit.

    Parameters
    ----------
    value : float
    unit : str
        As in a list of claims.
    places : int
        Decimals of percentages.

    Examples
    --------
    >>> number(-50, "percent change"), number(975988, "GBP"), number(1, "people"), number(2016, "year")
    ('\N{MINUS SIGN}50%', '£975,988', '1 person', '2016')
    """
    if unit in _WRITTEN:
        return _WRITTEN[unit](value, places)
    return prose.noun(value, _SINGULAR.get(unit, unit.removesuffix("s")), unit)


def accepted(relation: str, printed: str, unit: str) -> pd.Interval:
    """Return the figures that a claim leaves room for.

    Parameters
    ----------
    relation : str
        One of `RELATIONS` that has a number.
    printed : str
        The number as it is printed, such as ``24`` or ``23.50``: its last digit says how it was rounded.
    unit : str
        ``percent``, ``percent change``, ``ratio`` and ``months`` are rounded; anything else is counted.

    Returns
    -------
    Interval

    Examples
    --------
    >>> 975_988 in accepted("nearly", "1000000", "GBP"), 115 in accepted("more-than", "100", "operations")
    (True, True)
    """
    value = float(printed)
    if relation == "equal":
        half = 0.5 * 10.0 ** int(Decimal(printed).as_tuple().exponent) if unit in _MEASURED else 0.0
        return pd.Interval(value - half, value + half, "both")
    if relation == "at-least":
        return pd.Interval(value, math.inf, "both")
    if relation == "at-most":
        return pd.Interval(-math.inf, value, "both")
    lower, upper, closed = _HEDGES[relation](abs(value), step(printed))
    if value < 0:
        lower, upper, closed = -upper, -lower, _MIRRORED[closed]
    return pd.Interval(lower, upper, closed)  # type: ignore[arg-type]  # one of the sides that pandas names


def step(printed: str) -> float:
    """Return the step that a number was rounded to: one of its last digit that is not nought.

    Examples
    --------
    >>> step("38000"), step("24"), step("2500000")
    (1000.0, 1.0, 100000.0)
    """
    exact = Decimal(printed)
    return float(Decimal(1).scaleb(int(exact.normalize().as_tuple().exponent))) if exact else 1.0


def as_change(accepted: pd.Interval, unit: str) -> pd.Interval:
    """Return a range of ratios as one of changes in per cent; any other as it is."""
    if unit != RATIO:
        return accepted
    return pd.Interval(100 * (accepted.left - 1), 100 * (accepted.right - 1), accepted.closed)


def agree(one: pd.Interval, other: pd.Interval) -> bool:
    """Tell whether one figure can be meant by both of two claims."""
    return bool(one.overlaps(other))
