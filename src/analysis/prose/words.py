"""Lists, periods and capitals as sentences write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from analysis import periods


def listing(names: Iterable[str]) -> str:
    """Write names as a list.

    Examples
    --------
    >>> listing(["Kent", "Essex", "Dorset"])
    'Kent, Essex and Dorset'
    """
    written = list(names)
    return " and ".join(written) if len(written) < 3 else f"{', '.join(written[:-1])} and {written[-1]}"


def spoken(name: str) -> str:
    """Turn a name round that official lists sort by its last word.

    Examples
    --------
    >>> spoken("London, City of"), spoken("Kent")
    ('City of London', 'Kent')
    """
    return " ".join(reversed(name.split(", ")))


def period_or_name(label: object) -> str:
    """Write an index label: a Period in its own form, a day in full, anything else as it is.

    Examples
    --------
    >>> period_or_name(pd.Period("2022", freq="Y-MAR")), period_or_name("Kent")
    ('2021-22', 'Kent')
    """
    if isinstance(label, dt.date):
        return periods.day(label)
    return periods.label(label) if isinstance(label, pd.Period) else str(label)


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case and the others as they are.

    Examples
    --------
    >>> capitalised("referrals rose")
    'Referrals rose'
    """
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a text as it stands within a sentence: an abbreviation keeps its capitals.

    Examples
    --------
    >>> uncapitalised("Small boat arrivals rose"), uncapitalised("NRM referrals rose")
    ('small boat arrivals rose', 'NRM referrals rose')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
