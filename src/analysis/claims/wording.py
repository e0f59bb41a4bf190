"""How exact a claim is by its own wording: the figures that "nearly", "over" or a rounded number leave room for.

The hedges are those of `analysis.prose.hedges`, by which our own sentences are written. Beside them a claim can be:

============ ===========================================================================
equal        N; of percentages, ratios and months, what rounds to N as it is printed
at-least     N or above, without a limit
at-most      N or below, without a limit
============ ===========================================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from analysis import prose
from analysis.errors import nearest_names
from analysis.prose import hedges

if TYPE_CHECKING:
    from analysis.claims.form import Claim

TREND, UNFILLED = "trend", "unfilled"
"""Relations without a number: a claim that something is stable, rises or falls, and one that was left blank."""

RATIO, CHANGE, POINTS = "ratio", "percent change", "percentage points"
COMPARED = (CHANGE, RATIO, POINTS)
"""Units of claims that compare a period with its baseline: percentage points only of a share."""

PRECISION = (
    "A figure is judged by the precision of its own words. Counts must agree; percentages may round to the figure. "
    "'Nearly' and 'just under' leave room below it only, 'over' above it only, up to twice the figure: 70% and 97% are "
    "both over 50%."
)
"""How exact a claim is, for a reader of a register."""

_MEASURED = frozenset({"percent", CHANGE, RATIO, "months", "days", POINTS})
"""Units that are rounded when they are printed; all others are counts, which are not."""

_WRITTEN: Mapping[str, Callable[[float, int], str]] = {
    CHANGE: lambda value, places: prose.signed_percent(value / 100, places),
    POINTS: lambda value, places: f"{value:+.{places}f} percentage points".replace("-", "\N{MINUS SIGN}"),
    "percent": lambda value, places: prose.percent(value / 100, places),
    RATIO: lambda value, places: f"{value:.{places}f} times",
    "months": lambda value, places: f"{value:.{places}f} months",
    "days": lambda value, places: f"{value:,.{places}f} days",
    "GBP": lambda value, _: f"£{prose.count(value)}",
    "year": lambda value, _: f"{value:.0f}",
}
_SINGULAR = {"people": "person", "queries": "query"}

RELATIONS: Mapping[str, str] = {
    "equal": "",
    **hedges.WORDS,
    "at-least": "at least",
    "at-most": "at most",
    TREND: "",
    UNFILLED: "",
}
"""How a claim can hedge its number, and the words for it."""

_SPOKEN: Mapping[str, str] = {
    "almost": "nearly",
    "over": "more-than",
    "above": "more-than",
    "under": "less-than",
    "below": "less-than",
    "about": "approx",
    "around": "approx",
    "roughly": "approx",
    "approximately": "approx",
    "exactly": "equal",
}
"""Words that a report may use, and the relation that each means."""


def nearest_relations(text: str) -> list[str]:
    """Return the relation that a word of a report means, or those that look most like what was typed.

    Examples
    --------
    >>> nearest_relations("almost"), nearest_relations("Just over"), nearest_relations("equl")
    (['nearly'], ['just-over'], ['equal'])
    """
    typed = text.lower().replace(" ", "-")
    meant = _SPOKEN.get(typed, typed)
    return [meant] if meant in RELATIONS else nearest_names(typed, RELATIONS, most=1)


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
    if claim.unit in (CHANGE, POINTS):
        way = "rise" if value >= 0 else "fall"
        size = number(abs(value), "percent" if claim.unit == CHANGE else POINTS).removeprefix("+")
        return " ".join(f"a {way} of {hedge} {size}".split())
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
    return hedges.room(relation, printed)


def as_change(accepted: pd.Interval, unit: str) -> pd.Interval:
    """Return a range of ratios as one of changes in per cent; any other as it is."""
    if unit != RATIO:
        return accepted
    return pd.Interval(100 * (accepted.left - 1), 100 * (accepted.right - 1), accepted.closed)


def agree(one: pd.Interval, other: pd.Interval) -> bool:
    """Tell whether one figure can be meant by both of two claims."""
    return bool(one.overlaps(other))
