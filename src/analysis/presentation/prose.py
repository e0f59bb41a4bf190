"""Numbers in words: one place decides how a count, a share and a change are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import pandas as pd

from analysis import periods
from analysis.provenance import MADE_UP, Provenance

MINUS = "\N{MINUS SIGN}"

MOST_SOURCES = 3
"""How many releases are named below a chart or a table; more would drown it."""

NOT_AVAILABLE = "[x]"
"""Marker of government spreadsheets for a figure that is not available."""

NOT_APPLICABLE = "[z]"
"""Marker of government spreadsheets for a figure that would have no meaning."""

SUPPRESSED = "[c]"
"""Marker of government spreadsheets for a figure that is confidential."""

NOTHING_SUPPRESSED = "Published national figures: no suppression applied."
"""Note for a table or chart of published figures about people, beside others that are suppressed."""

PROVISIONAL, REVISED = "[p]", "[r]"
"""Markers of government spreadsheets for figures that may still change, and for those that have."""


def count(number: float | pd.api.typing.NAType) -> str:
    """Write a whole number with thousands commas; one that is missing as ``[x]``.

    Examples
    --------
    >>> count(12727)
    '12,727'
    """
    return NOT_AVAILABLE if pd.isna(number) else f"{number:,.0f}"


def percent(share: float | pd.api.typing.NAType, places: int = 0) -> str:
    """Write a share as a percentage; one that is missing as ``[x]``, and a little never as nothing or as all.

    Examples
    --------
    >>> percent(0.4296), percent(0.004), percent(0.999)
    ('43%', 'under 1%', 'over 99%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    written = f"{share:.{places}%}"
    step = 0.01 / 10**places
    if 0 < share <= step / 2:
        return f"under {step:.{places}%}"
    return f"over {1 - step:.{places}%}" if 1 - step / 2 <= share < 1 else written


def to_a_tenth(share: float | pd.api.typing.NAType) -> str:
    """Write a share as a percentage to one decimal; one that is missing as ``[x]``."""
    return percent(share, places=1)


def decimal(number: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a number with decimals and thousands commas; one that is missing as ``[x]``."""
    return NOT_AVAILABLE if pd.isna(number) else f"{number:,.{places}f}"


def hundredths(number: float | pd.api.typing.NAType) -> str:
    """Write a number with two decimals and a true minus sign; one that is missing as ``[x]``.

    Examples
    --------
    >>> hundredths(-0.194), hundredths(-0.001), hundredths(220.04)
    ('\N{MINUS SIGN}0.19', '0.00', '220.04')
    """
    if pd.isna(number):
        return NOT_AVAILABLE
    return decimal(round(number, 2) + 0.0, 2).replace("-", MINUS)


def rate(number: float | pd.api.typing.NAType) -> str:
    """Write a rate with one decimal; one that would mean nothing, and was therefore not made, as ``[z]``."""
    return NOT_APPLICABLE if pd.isna(number) else decimal(number)


def ratio(number: float | pd.api.typing.NAType) -> str:
    """Write a ratio with two decimals; one to nought, which would mean nothing, as ``[z]``."""
    return NOT_APPLICABLE if pd.isna(number) else decimal(number, 2)


def points(difference: float | pd.api.typing.NAType) -> str:
    """Write a difference of two shares in percentage points with its sign; one that is missing as ``[x]``.

    Examples
    --------
    >>> points(0.1004), points(-0.0031)
    ('+10.0', '\N{MINUS SIGN}0.3')
    """
    if pd.isna(difference):
        return NOT_AVAILABLE
    written = f"{abs(100 * difference):,.1f}"
    return f"{'+' if difference > 0 else MINUS}{written}" if float(written.replace(",", "")) else written


def noun(number: float | pd.api.typing.NAType, singular: str, plural: str | None = None) -> str:
