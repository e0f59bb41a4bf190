"""Counts, shares, rates and money as they are written in tables and sentences."""

from __future__ import annotations

import math

import pandas as pd

MINUS = "\N{MINUS SIGN}"

NOT_AVAILABLE = "[x]"
"""Marker of government spreadsheets for a figure that is not available."""

NOT_APPLICABLE = "[z]"
"""Marker of government spreadsheets for a figure that would have no meaning."""

SUPPRESSED = "[c]"
"""Marker of government spreadsheets for a figure that is confidential."""

NOTHING_SUPPRESSED = "Published national figures: no suppression applied."
"""Note for a table or chart of published figures about people, beside others that are suppressed."""


def count(number: float | pd.api.typing.NAType) -> str:
    """Write a whole number with thousands commas; one that is missing as ``[x]``.

    Examples
    --------
    >>> count(12727), count(-26)
    ('12,727', '\N{MINUS SIGN}26')
    """
    return decimal(number, 0)


def percent(share: float | pd.api.typing.NAType, places: int = 0) -> str:
    """Write a share as a percentage; one that is missing as ``[x]``, and a little never as nothing or as all.

    Parameters
    ----------
    share : float
        A fraction of one, which is below zero where the share is of a loss.
    places : int
        Decimals.

    Examples
    --------
    >>> percent(0.4296), percent(0.004), percent(0.999), percent(-0.0504, 1)
    ('43%', 'under 1%', 'over 99%', '\N{MINUS SIGN}5.0%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    if math.isinf(share):
        return number(share)
    step = 0.01 / 10**places
    if 0 < abs(share) <= step / 2:
        return f"under {step:.{places}%}" if share > 0 else "just below 0%"
    if 1 - step / 2 <= share < 1:
        return f"over {1 - step:.{places}%}"
    return _with_minus(f"{share:,.{places}%}")


def number(value: float | pd.api.typing.NAType) -> str:
    """Write a number of any size: whole where it is or is large, else to three significant figures.

    Examples
    --------
    >>> number(12345.6), number(65.0), number(1.8557), number(-0.2082)
    ('12,346', '65', '1.86', '\N{MINUS SIGN}0.208')
    """
    if pd.isna(value):
        return NOT_AVAILABLE
    if math.isinf(value):
        return "infinity" if value > 0 else f"{MINUS}infinity"
    if value == round(value) or abs(value) >= 100:
        return _with_minus(f"{value:,.0f}")
    return _with_minus(f"{value:#.3g}" if abs(value) >= 0.001 else f"{value:.2g}")


def decimal(number: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a number with decimals and thousands commas; one that is missing as ``[x]``.

    Examples
    --------
    >>> decimal(1234.56), decimal(float("nan"))
    ('1,234.6', '[x]')
    """
    return NOT_AVAILABLE if pd.isna(number) else _with_minus(f"{number:,.{places}f}")


def pounds(number: float | pd.api.typing.NAType) -> str:
    """Write an amount of money in whole pounds; one that is missing as ``[x]``.

    Examples
    --------
    >>> pounds(2512000)
    '£2,512,000'
    """
    return NOT_AVAILABLE if pd.isna(number) else f"£{count(number)}"


def rate(number: float | pd.api.typing.NAType) -> str:
    """Write a rate with one decimal; one that would mean nothing, and was therefore not made, as ``[z]``.

    Examples
    --------
    >>> rate(6.24), rate(float("nan"))
    ('6.2', '[z]')
    """
    return NOT_APPLICABLE if pd.isna(number) else decimal(number)


def noun(number: float | pd.api.typing.NAType, singular: str, plural: str | None = None) -> str:
    """Write a count with the noun in the number that it calls for.

    Examples
    --------
    >>> noun(1, "boat"), noun(1034, "boat"), noun(2, "person", "people")
    ('1 boat', '1,034 boats', '2 people')
    """
    is_one = not pd.isna(number) and number == 1
    return f"{count(number)} {singular if is_one else plural or singular + 's'}"


def _with_minus(digits: str) -> str:
    without = digits.removeprefix("-")
    if without == digits or not any(digit in "123456789" for digit in without):
        return without
    return MINUS + without
