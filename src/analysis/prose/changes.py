"""Which way a number went, and how far: in per cent for counts, in percentage points for shares."""

from __future__ import annotations

import pandas as pd

from analysis.prose.hedges import NEAR
from analysis.prose.numbers import MINUS, NOT_AVAILABLE, count, percent, percentage, to_a_tenth

_MULTIPLES = {2: "doubled", 3: "trebled", 4: "quadrupled"}
_MOST_MULTIPLE, _MOST_PART = 5, 4
"""From where on neither a multiple nor a part has a name."""

_EQUAL = 0.0025
"""How close to a multiple a ratio is that multiple, as a fraction of it."""


def multiple(ratio: float) -> str:
    """Say that a number has doubled, trebled, quadrupled or halved, nearly so or by more.

    Parameters
    ----------
    ratio : float
        The later number over the earlier one.

    Returns
    -------
    str
        A verb, or nothing where none of these is near: the hedges are those of `analysis.prose.hedges`.

    Examples
    --------
    >>> multiple(1.97), multiple(2), multiple(2.4), multiple(0.51), multiple(0.4), multiple(1.7)
    ('nearly doubled', 'doubled', 'more than doubled', 'nearly halved', 'more than halved', '')
    """
    if 0 < ratio < 1:
        found = multiple(1 / ratio) if 1 / ratio < _MOST_PART else ""
        return found.replace("doubled", "halved") if "doubled" in found else "more than halved" if found else ""
    named = [number for number in _MULTIPLES if ratio >= (1 - NEAR) * number]
    if not named or ratio >= _MOST_MULTIPLE:
        return ""
    verb = _MULTIPLES[named[-1]]
    if abs(ratio / named[-1] - 1) <= _EQUAL:
        return verb
    return f"nearly {verb}" if ratio < named[-1] else f"more than {verb}"


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


def difference(number: float | pd.api.typing.NAType) -> str:
    """Write a difference with its sign; one that is missing as ``[x]``.

    Examples
    --------
    >>> difference(-26), difference(4), difference(0)
    ('\N{MINUS SIGN}26', '+4', '0')
    """
    if pd.isna(number):
        return NOT_AVAILABLE
    return count(number) if number <= 0 else f"+{count(number)}"


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


def percentage_points(fraction: float) -> str:
    """Return a difference of two fractions of one in percentage points, to one decimal."""
    return f"{percentage(fraction)} percentage points"


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


def rose(change: float) -> str:
    """Write the verb for a change by its sign."""
    return "rose" if change > 0 else "fell" if change < 0 else "did not change"


def moved(change: float) -> str:
    """Write a relative change as a phrase.

    Parameters
    ----------
    change : float
        Of what it was before: 0.7 is a rise of 70%.

    Returns
    -------
    str

    Examples
    --------
    >>> moved(0.123), moved(0), moved(0.97), moved(-0.0001)
    ('rose by 12.3%', 'did not change', 'nearly doubled, with a rise of 97.0%', 'fell by less than 0.1%')
    """
    if change == 0:
        return rose(change)
    size = to_a_tenth(abs(change)) if abs(change) >= 0.0005 else "less than 0.1%"
    named = multiple(1 + change)
    return f"{named}, with a {'rise' if change > 0 else 'fall'} of {size}" if named else f"{rose(change)} by {size}"
