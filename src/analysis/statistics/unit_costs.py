"""What a unit of work can have cost at the most, where a sum of money is known and not what it was spent on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.prose import listing, number
from analysis.statistics import checks

PARTS = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Parts of a sum to assume where none is known."""


def ceilings(amounts: Sequence[float], units: Mapping[str, float]) -> pd.DataFrame:
    """Bound what a unit of each kind cost out of a sum that is not split by purpose.

    Nothing is assumed of the split: a kind of work may have had none of the money or all of it. The bounds of several
    kinds cannot be reached together, since the money was spent once.

    Parameters
    ----------
    amounts : sequence of float
        The sum, or each of the sums that it can be where a part may or may not be included.
    units : mapping of str to float
        How many units of each kind there were.

    Returns
    -------
    DataFrame
        A row for each kind of which there was at least one: `units`, `least` (0: none of the money went there) and
        `most` (all of the largest sum did). Bounds of partial identification (Manski, American Economic Review 1990;
        80: 319-323).

    Raises
    ------
    CannotEstimate
        Where a number is missing or negative, or there were no units at all.
    """
    known = checks.counts(pd.Series(units, dtype=float), "units")
    largest = max(checks.count(amount, "amount") for amount in amounts)
    known = known[known > 0]
    if known.empty:
        raise checks.CannotEstimate("there was nothing that money could be set against", expected="at least one unit")
    return pd.DataFrame({"units": known, "least": 0.0, "most": largest / known})


def sentence(table: pd.DataFrame, period: str) -> str:
    """Say what each unit can have cost at the most.

    Parameters
    ----------
    table : DataFrame
        As `ceilings` returns it.
    period : str
        The year of the money, as it is written.
    """
    said = listing(f"£{number(round(most))} for each {str(name).lower()}" for name, most in table["most"].items())
    whole = f"£{number(round((table['most'] * table['units']).max()))}"
    return (
        f"Out of the funding of {period}, no more than {said} can have been paid on average, and possibly far less: "
        f"that is all of the money, {whole}, divided by all there were of a kind."
    )


def assumed(amount: float, units: pd.Series, parts: Sequence[float] = PARTS) -> pd.DataFrame:
    """Return what a unit of each kind would have cost if a given part of a sum had been spent on its kind.

    Parameters
    ----------
    amount : float
        The whole sum.
    units : Series
        How many units there were of each kind.
    parts : sequence of float
        Fractions of one, assumed and not known.

    Returns
    -------
    DataFrame
        A row for each kind, a column for each part.

    Raises
    ------
    CannotEstimate
        Where there were no units of a kind, or the sum is missing or negative.
    """
    whole = checks.count(amount, "amount")
    known = pd.Series({name: checks.positive(many, "units") for name, many in units.items()}, dtype=float)
    return pd.DataFrame({part: part * whole / known for part in parts})
