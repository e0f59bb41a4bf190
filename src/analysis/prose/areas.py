"""Areas in words: named where they stand out, never ranked."""

from __future__ import annotations

import pandas as pd

from analysis.prose.numbers import rate
from analysis.prose.words import listing, spoken


def standing_out(rates: pd.DataFrame, noun: str = "areas") -> str:
    """Say which areas stood out from all of them together.

    Parameters
    ----------
    rates : DataFrame
        A row for each area: its `rate`, missing where it has none, and `position` ("within", "above" or "below").
    noun : str
        What the areas are called.

    Returns
    -------
    str
        Without a full stop.

    Examples
    --------
    >>> rates = pd.DataFrame({"rate": [13.8, 5.0, 6.1], "position": ["above", "within", "within"]})
    >>> standing_out(rates.set_axis(["West Midlands", "Kent", "Essex"]))
    '1 of 3 areas stood out: West Midlands (high, 13.8)'
    >>> standing_out(rates.iloc[1:])
    'None of 2 areas stood out'
    """
    rated = rates.dropna(subset="rate")
    outside = rated[rated["position"] != "within"]
    said = f"{len(outside) or 'None'} of {len(rated)} {noun} stood out"
    if outside.empty:
        return said
    sides = {"above": "high", "below": "low"}
    named = [
        f"{spoken(str(name))} ({sides[position]}, {rate(number)})"
        for name, position, number in zip(outside.index, outside["position"], outside["rate"], strict=True)
    ]
    return f"{said}: {listing(named)}"
