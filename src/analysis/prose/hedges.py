"""What "nearly", "just over" and "more than" say of a number, for those who write them and those who check them.

A hedged number has been rounded by whoever wrote it. What it was rounded to is read from the number: one step of
38,000 is 1,000, of 24 it is 1 and of 2,500,000 it is 100,000. These are the conventions, for a number N:

============ ===========================================================================
rounded      within half a step of N
approx       within a tenth of N
nearly       below N, by no more than one step and no more than 5% of N
just-under   below N, by no more than one step and no more than 2% of N
just-over    above N, by no more than one step and no more than 2% of N
more-than    above N, up to twice N: "over 50%" is said of 70% and of 97%, and not of 101%
less-than    below N, down to half of N
============ ===========================================================================

Of a fall, which is below zero, they hold for its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pandas as pd

APPROXIMATE, NEAR, JUST = 0.1, 0.05, 0.02
"""How far from a number is about, nearly and just under or over that, as fractions of it."""

WORDS: Mapping[str, str] = {
    "rounded": "about",
    "approx": "about",
    "nearly": "nearly",
    "just-under": "just under",
    "just-over": "just over",
    "more-than": "more than",
    "less-than": "less than",
}
"""The words for each convention."""

_Ends = Callable[[float, float], tuple[float, float, str]]
_ENDS: Mapping[str, _Ends] = {
    "rounded": lambda size, step: (size - step / 2, size + step / 2, "both"),
    "approx": lambda size, _: (size - APPROXIMATE * size, size + APPROXIMATE * size, "both"),
    "nearly": lambda size, step: (size - min(step, NEAR * size), size, "left"),
    "just-under": lambda size, step: (size - min(step, JUST * size), size, "left"),
    "just-over": lambda size, step: (size, size + min(step, JUST * size), "right"),
    "more-than": lambda size, _: (size, 2 * size, "right"),
    "less-than": lambda size, _: (size / 2, size, "left"),
}
_MIRRORED = {"left": "right", "right": "left", "both": "both"}


def room(hedge: str, printed: str) -> pd.Interval:
    """Return the figures that a hedged number leaves room for.

    Parameters
    ----------
    hedge : str
        One of `WORDS`.
    printed : str
        The number as it is printed, such as ``24`` or ``23.50``: its last digits say how it was rounded.

    Returns
    -------
    Interval

    Examples
    --------
    >>> 975_988 in room("nearly", "1000000"), 115 in room("more-than", "100")
    (True, True)
    """
    value = float(printed)
    lower, upper, closed = _ENDS[hedge](abs(value), step(printed))
    if value < 0:
        lower, upper, closed = -upper, -lower, _MIRRORED[closed]
    return pd.Interval(lower, upper, closed)  # type: ignore[arg-type]  # one of the sides that pandas names


def step(printed: str) -> float:
    """Return the step that a number was rounded to: one of its last digit that is not zero.

    Examples
    --------
    >>> step("38000"), step("24"), step("2500000")
    (1000.0, 1.0, 100000.0)
    """
    exact = Decimal(printed)
    return float(Decimal(1).scaleb(int(exact.normalize().as_tuple().exponent))) if exact else 1.0
