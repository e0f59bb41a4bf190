"""Shares of a stock where part of it is of unknown kind: among the known, and what the unknown leave possible.

A share among the known is the share of all only if the unknown are like the known, which nothing in the figures shows.
Bounds need no such assumption (Manski, American Economic Review 1990; 80: 319-323): they run from the share if no
unknown case is of the kind to that if every one is. They are not intervals: chance has no part in them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.prose import listing, to_a_tenth
from analysis.statistics import checks, shares, standing, totals
from analysis.statistics.result import Estimate

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
    MissingFigure
        Where no row is left, or none of its cases is of known kind.
    """
    held = pd.DataFrame({"part": parts, "unknown": unknown, "whole": whole}).astype("Float64").dropna().astype(float)
    held = held[held["whole"] > held["unknown"]]
    if held.empty:
        raise checks.MissingFigure(
            "a figure that the share needs is not held, or must not be shown because it is a small number about people "
            "or would give one away",
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


def by_march(parts: pd.Series, unknown: pd.Series, whole: pd.Series) -> pd.DataFrame:
    """Bound a share of a stock in March of each financial year; arguments are monthly (see `bounds`)."""
    return bounds(standing.in_march(parts), standing.in_march(unknown), standing.in_march(whole))


def of_groups(
    groups: Mapping[str, tuple[pd.DataFrame, pd.Series]], kind: str, unknown: str, year: pd.Period
) -> pd.DataFrame:
    """Bound the share of one category in each of several stocks, in March of a year.

    Parameters
    ----------
    groups : mapping of str to (DataFrame, Series)
        For each, its cases by category, and all of them, at the end of each month.
    kind, unknown : str
        The category, and that of the cases of no known one.
    year : Period
        With the frequency ``Y-MAR``.

    Returns
    -------
    DataFrame
        As `bounds`, with a row for each group that has the figures.

    Raises
    ------
    CannotEstimate
        Where none has.
    """
    figures = pd.DataFrame(
        {
            name: [_in_march(series, year) for series in (parts[kind], parts[unknown], whole)]
            for name, (parts, whole) in groups.items()
        }
    ).T
    return bounds(figures[0], figures[1], figures[2])


def in_words(groups: Mapping[str, tuple[pd.DataFrame, pd.Series]], kind: str, unknown: str, year: pd.Period) -> str:
    """Say what `of_groups` holds: the share among the known, the unknown share, and the bounds."""
    table = of_groups(groups, kind, unknown, year)
    said = [
        f"{to_a_tenth(row['share'])} of {name} of known nationality were {kind} (of all between "
        f"{to_a_tenth(row['least'])} and {to_a_tenth(row['most'])}), and {to_a_tenth(row['unknown_share'])} were of "
        "no known one"
        for name, row in table.iterrows()
    ]
    return f"By the returns, in {standing.MARCH.called(year)} {'; '.join(said)}."


def nationalities(parts: pd.DataFrame, whole: pd.Series, year: pd.Period, *, unknown: str) -> pd.DataFrame:
    """Bound the share of each known category in March of a year.

    Parameters
    ----------
    parts : DataFrame
        Cases by category at the end of each month, over a PeriodIndex of months; some may be missing.
    whole : Series
        All of them.
    year : Period
        With the frequency ``Y-MAR``.
    unknown : str
        Column of the cases of no known category.

    Returns
    -------
    DataFrame
        As `among_known`, the largest first; categories without a single case are left out, those without a figure are
        last.

    Raises
    ------
    CannotEstimate
        As `bounds`.
    """
    march = standing.in_march(parts.drop(columns=unknown))
    if year not in march.index:
        raise checks.CannotEstimate(f"no figures of {standing.MARCH.called(year)} are held")
    counted = march.loc[[year]].iloc[0].astype("Float64")
    counted = counted[(counted > 0).fillna(True)].sort_values(ascending=False, kind="stable")
    return among_known(counted, _in_march(parts[unknown], year), _in_march(whole, year))


def largest(known: pd.DataFrame, *, without: Sequence[str] = (), most: int = 8) -> pd.DataFrame:
    """Return the rows of `nationalities` with the largest shares, but those named; CannotEstimate where none is."""
    rows = known.drop(index=list(without), errors="ignore").dropna().nlargest(most, "share")
    if rows.empty:
        raise checks.CannotEstimate("no other category has a figure that may be shown", expected="one at least")
    return rows


def leading(rows: pd.DataFrame, most: int = 3) -> str:
    """Write the first rows of `largest` with their shares as a list."""
    return listing(f"{name} ({to_a_tenth(share)})" for name, share in rows["share"].head(most).items())


def over_time(parts: pd.DataFrame, whole: pd.Series, *, unknown: str, without: Sequence[str] = ()) -> pd.DataFrame:
    """Return the share of each category among the known at the end of each month.

    Parameters
    ----------
    parts, whole, unknown
        As for `nationalities`.
    without : sequence of str
        Categories to leave out.

    Returns
    -------
    DataFrame of float64
        Fractions of one, missing where a figure is; columns without a single one are left out.

    Raises
    ------
    CannotEstimate
        Where no share can be made.
    """
    known = whole.astype("Float64") - parts[unknown].astype("Float64")
    return standing.mix(parts.drop(columns=[unknown, *without]), known)


def marks(rows: pd.DataFrame, year: pd.Period) -> dict[str, pd.Series]:
    """Return which figures of March of a year are marked, by nationality (see `totals.markers`)."""
    laid = totals.markers(rows, standing.in_march, by="nationality")
    return {kind: pd.DataFrame(counts).loc[[year]].iloc[0] for kind, counts in laid.items()}


def bound(table: pd.DataFrame, name: Hashable, *, noun: str, predicate: str, attribute: str) -> Estimate:
    """Say what a row of bounds holds: the share among the known, and what the unknown leave open.

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
        As `shares.bounds`.

    Raises
    ------
    MissingFigure
        Where the row is not there.
    """
    if name not in table.index or table.loc[[name]].isna().any(axis=None):
        raise checks.MissingFigure(
            f"the {attribute} of the {noun} is not held, or must not be shown because the figures are small numbers "
            "about people or would give one away",
            expected="the cases of the kind, those of unknown kind, and all",
        )
    row = table.loc[[name]].iloc[0]
    return shares.bounds(
        row["numerator"], row["denominator"], row["unknown"], noun=noun, predicate=predicate, attribute=attribute
    )


def majority(table: pd.DataFrame, name: Hashable, *, noun: str, predicate: str, attribute: str) -> Estimate:
    """Say whether the known and the unknown together can be, or must be, mostly of one kind.

    Parameters
    ----------
    table, name, noun, predicate, attribute
        As for `bound`.

    Returns
    -------
    Estimate
        As `bound`, with the verdict as its sentence; diagnostics hold `needed`: the share of the unknown that would
        have to be of the kind for it to be half of all, below 0 or above 1 where the unknown cannot decide it.

    Raises
    ------
    MissingFigure
        As `bound`.
    """
    found = bound(table, name, noun=noun, predicate=predicate, attribute=attribute)
    unknown = float(table["unknown"].to_dict()[name])
    needed = (_HALF - found.interval.lower) * found.n / unknown if unknown else np.nan
    return dataclasses.replace(
        found,
        sentence=_verdict(found, float(needed), noun, predicate),
        diagnostics={**found.diagnostics, "needed": None if np.isnan(needed) else float(needed)},
    )


def _in_march(stocks: pd.Series, year: pd.Period) -> float:
    return standing.both(standing.MARCH, stocks, year)[1]


def _verdict(found: Estimate, needed: float, noun: str, predicate: str) -> str:
    least, most = found.interval.lower, found.interval.upper
    if least > _HALF:
        return f"That most {noun} {predicate} holds whatever the unknown are."
    if most <= _HALF:
        return f"That most {noun} {predicate} is ruled out whatever the unknown are."
    enough = "enough" if found.estimate > needed else "too few"
    return (
        f"Whether most {noun} {predicate} cannot be told from these figures: it would take more than "
        f"{to_a_tenth(needed)} of the unknown. If these were like the known, at {to_a_tenth(found.estimate)}, that "
        f"would be {enough}; nothing here shows that they are."
    )
