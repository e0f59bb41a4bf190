"""Numbers and changes as the sentences of results write them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from analysis.statistics.result import Interval

UNITS_OF_TIME = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day"}
"""What one period of each pandas frequency is called."""

PERIODS_IN_YEAR = {"Y": 1, "Q": 4, "M": 12}
"""How many periods of each frequency make a year."""

_MINUS = "\N{MINUS SIGN}"


def number(value: float) -> str:
    """Return a number with thousands commas: whole where it is or is large, else to three significant figures."""
    if math.isinf(value):
        return "infinity" if value > 0 else f"{_MINUS}infinity"
    if value == round(value) or abs(value) >= 100:
        return _signed(f"{value:,.0f}")
    return _signed(f"{value:#.3g}" if abs(value) >= 0.001 else f"{value:.2g}")


def percent(fraction: float) -> str:
    """Return a fraction of one as a percentage to one decimal."""
    return f"{percentage(fraction)}%"


def percentage(fraction: float) -> str:
    """Return a fraction of one in per cent or percentage points, to one decimal and without a sign of per cent."""
    if math.isinf(fraction):
        return number(fraction)
    return _signed(f"{100 * fraction + 0.0:,.1f}")


def points(fraction: float) -> str:
    """Return a difference of two fractions of one in percentage points, to one decimal."""
    return f"{percentage(fraction)} percentage points"


def within(interval: Interval, wording: Callable[[float], str] = number) -> str:
    """Return an interval as a phrase, such as '95% interval 1.01 to 3.61'."""
    return f"{interval.level * 100:g}% interval {wording(interval.lower)} to {wording(interval.upper)}"


def rose(change: float) -> str:
    """Return the verb for a change by its sign."""
    return "rose" if change > 0 else "fell" if change < 0 else "did not change"


def moved(change: float) -> str:
    """Return a relative change as a phrase, such as 'rose by 12.3%' or 'did not change'."""
    if change == 0:
        return rose(change)
    return f"{rose(change)} by {percent(abs(change)) if abs(change) >= 0.0005 else 'less than 0.1%'}"


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case and the others as they are."""
    return text[:1].upper() + text[1:]


def unit_of_time(index: pd.PeriodIndex) -> str:
    """Return what one step of an index is called, such as 'quarter'."""
    return UNITS_OF_TIME.get(index.freqstr[0], "period")


def _signed(digits: str) -> str:
    without = digits.removeprefix("-")
    if without == digits or not any(digit in "123456789" for digit in without):
        return without
    return _MINUS + without
