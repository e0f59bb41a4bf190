"""Which way a count went, and how far, in per cent."""

from __future__ import annotations

import pandas as pd

from analysis.prose.numbers import MINUS, NOT_AVAILABLE, percent


def movement(before: float | pd.api.typing.NAType, after: float | pd.api.typing.NAType) -> str:
    """Say which way a count went and by how much of what it was, or that this is not known.

    Parameters
    ----------
    before, after : float
        Counts. A share moves by percentage points.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        Where both are fractions of one: a percentage of a share would be taken for percentage points.

    Examples
    --------
    >>> movement(10601, 12727), movement(8, 8), movement(0, 5)
    ('up 20%', 'unchanged', 'up from none')
    """
    if pd.isna(before) or pd.isna(after):
        return "a change that is not known"
    if any(0 < abs(number) < 1 for number in (before, after)):
        raise ValueError(f"{before} and {after} are shares, which move by percentage points")
    if after == before:
        return "unchanged"
    direction = "up" if after > before else "down"
    if before == 0:
        return "up from none"
    change = abs(after / before - 1)
    return f"{direction} less than 1%" if change < 0.005 else f"{direction} {percent(change)}"


def signed_percent(share: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a relative change with its sign; one that is missing as ``[x]``, and a little never as nothing.

    Examples
    --------
    >>> signed_percent(0.5556), signed_percent(-0.0031), signed_percent(0), signed_percent(10.779)
    ('+55.6%', '\N{MINUS SIGN}0.3%', '0.0%', '+1,077.9%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    written = f"{abs(share):,.{places}%}"
    if share and float(written[:-1].replace(",", "")) == 0:
        end = f"{0.01 / 10**places:.{places}%}"
        return f"between 0% and +{end}" if share > 0 else f"between {MINUS}{end} and 0%"
    return written if share == 0 else f"{'+' if share > 0 else MINUS}{written}"


def ratio_as_change(ratio: float | pd.api.typing.NAType) -> str:
    """Write a ratio as the relative change that it means, in whole per cent.

    Examples
    --------
    >>> ratio_as_change(0.73), ratio_as_change(1.32), ratio_as_change(1), ratio_as_change(290)
    ('\N{MINUS SIGN}27%', '+32%', '0%', 'over +1,000%')
    """
    if pd.isna(ratio):
        return NOT_AVAILABLE
    return "over +1,000%" if ratio > 11 else signed_percent(ratio - 1, places=0)
