"""Shares of a stock where part of it is of unknown kind: among the known, and what the unknown leave possible.

A share among the known is the share of all only if the unknown are like the known, which nothing in the figures shows.
Bounds need no such assumption (Manski, American Economic Review 1990; 80: 319-323): they run from the share if no
unknown case is of the kind to that if every one is. They are not intervals: chance has no part in them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.statistics import checks, shares
from analysis.statistics.result import Estimate
from analysis.statistics.wording import percent

_HALF = 0.5


def bounds(parts: pd.Series, unknown: pd.Series, whole: pd.Series, *, level: float = 0.95) -> pd.DataFrame:
    """Bound a share in each of several years or groups, without assuming anything of the unknown.

    Parameters
    ----------
    parts, unknown, whole : Series
        Cases of the kind, of unknown kind, and all of either and of other kinds, over the same labels. Rows in which
        one of them is missing are left out.
    level : float
        Nominal coverage of Wilson's interval.

    Returns
    -------
    DataFrame
        A row for each label: `numerator`, `denominator` (known cases), `share`, `lower`, `upper` (Wilson, of the share
        among the known), `unknown`, `unknown_share`, and `least`, `most`: the bounds of the share of all.

    Raises
    ------
    CannotEstimate
        Where no row is left, or none of its cases is of known kind.
    """
    held = pd.DataFrame({"part": parts, "unknown": unknown, "whole": whole}).astype("Float64").dropna().astype(float)
    held = held[held["whole"] > held["unknown"]]
    if held.empty:
        raise checks.CannotEstimate(
            "a figure that the share needs is not held, or is a small number about people that must not be shown",
            expected="the cases of the kind, those of unknown kind, and all",
        )
    table = shares.each(held["part"], held["whole"] - held["unknown"], level=level)
    table["unknown"], table["unknown_share"] = held["unknown"], held["unknown"] / held["whole"]
    table["least"] = held["part"] / held["whole"]
    table["most"] = (held["part"] + held["unknown"]) / held["whole"]
    return table


def among_known(parts: pd.Series, unknown: float, whole: float, *, level: float = 0.95) -> pd.DataFrame:
    """Bound the share of each category, of which some may be missing.

    Parameters
    ----------
    parts : Series
        Cases by known category; missing where they must not be shown.
    unknown, whole : float
        Cases of no known category, and all cases.
    level : float
        Nominal coverage of Wilson's interval.

    Returns
    -------
    DataFrame
        As `bounds`, with a row for each category in the order given; one without a figure is missing throughout.

    Raises
    ------
    CannotEstimate
        As `bounds`.
    """
    same = {"unknown": pd.Series(unknown, parts.index), "whole": pd.Series(whole, parts.index)}
    return bounds(parts, **same, level=level).reindex(parts.index)


def majority(table: pd.DataFrame, name: object, *, noun: str, predicate: str, attribute: str) -> Estimate:
    """Say what becomes of a share among the known, and of a majority, under the bounds.

    Parameters
    ----------
    table : DataFrame
        As `bounds` returns it.
    name : label
        The row.
    noun, predicate, attribute : str
        For the sentence, such as 'potential victims', 'were British' and 'nationality'.

    Returns
    -------
    Estimate
        As `shares.bounds`; diagnostics hold `needed`: the share of the unknown that would have to be of the kind for it
        to be half of all, below 0 or above 1 where the unknown cannot decide it.

    Raises
    ------
    CannotEstimate
        Where the row is not there.
    """
    if name not in table.index or table.loc[name].isna().any():
        raise checks.CannotEstimate(
            f"the {attribute} of the {noun} is not held, or small numbers about people must not be shown",
            expected="the cases of the kind, those of unknown kind, and all",
        )
    row = table.loc[name]
    bound = shares.bounds(
        row["numerator"], row["denominator"], row["unknown"], noun=noun, predicate=predicate, attribute=attribute
    )
    needed = (
        (_HALF * (row["denominator"] + row["unknown"]) - row["numerator"]) / row["unknown"]
        if row["unknown"]
        else np.nan
    )
    diagnostics = {**bound.diagnostics, "needed": None if np.isnan(needed) else float(needed)}
    return Estimate(
        estimate=bound.estimate,
        interval=bound.interval,
        method=bound.method,
        n=bound.n,
        sentence=f"{bound.sentence} {_verdict(bound, float(needed), noun, predicate)}",
        diagnostics=diagnostics,
    )


def _verdict(bound: Estimate, needed: float, noun: str, predicate: str) -> str:
    least, most = bound.interval.lower, bound.interval.upper
    if least > _HALF:
        return f"That most {noun} {predicate} holds whatever the unknown are."
    if most <= _HALF:
        return f"That most {noun} {predicate} is ruled out whatever the unknown are."
    enough = "enough" if bound.estimate > needed else "too few"
    return (
        f"Whether most {noun} {predicate} cannot be told from these figures: it takes more than {percent(needed)} of "
        f"the unknown. If these were like the known, at {percent(bound.estimate)}, that would be {enough}; nothing "
        "here shows that they are."
    )
