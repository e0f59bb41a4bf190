"""Yearly counts with gaps: years that nobody published, and years whose figure leaves a part out.

A figure that leaves a part out is compared by the share of the whole that it held in the last year published both ways,
on the assumption that the part left out moved as the rest did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import number, to_a_tenth, within
from analysis.statistics import checks, counts


@dataclass(frozen=True)
class Extent:
    """How far a yearly count reaches.

    Attributes
    ----------
    newest : Period
        Newest year with a whole figure.
    count : float
        That figure.
    missing : tuple of Period
        Years without any.
    sentence : str
    """

    newest: pd.Period
    count: float
    missing: tuple[pd.Period, ...]
    sentence: str


@dataclass(frozen=True)
class Remainder:
    """What years without a figure would have to hold for a stated total to be right.

    Attributes
    ----------
    table : DataFrame
        For each year of the total: `count`, missing where there is none, and `coverage`.
    known : float
        Sum of the figures, those that leave a part out included as they are.
    mean : float or None
        Left for each year without a figure; None where every year has one.
    highest : float
        Of the figures.
    sentence : str
    """

    table: pd.DataFrame
    known: float
    mean: float | None
    highest: float
    sentence: str


def linked(whole: pd.Series, partial: pd.Series) -> pd.DataFrame:
    """Continue a yearly count with figures that leave a part out.

    Parameters
    ----------
    whole, partial : Series of numbers by year
        Whole figures, and figures without a part; years may be missing.

    Returns
    -------
    DataFrame
        `count`: the whole figure of each year, else the partial one; `coverage`: 1, else the share of the whole that
        the partial figure held in the last year published both ways. A partial figure is left out where there is no
        such year.

    Raises
    ------
    CannotEstimate
        Where a count is negative or missing.
    """
    full = checks.counts(whole, "whole").sort_index()
    rest = checks.counts(partial, "partial") if len(partial) else full.iloc[:0]
    both = full.index.intersection(rest.index)
    only = rest.index.difference(full.index) if len(both) else full.index[:0]
    share = float(rest[both[-1]] / full[both[-1]]) if len(both) else np.nan
    parts = [full.to_frame("count").assign(coverage=1.0), rest[only].to_frame("count").assign(coverage=share)]
    return pd.concat([part for part in parts if len(part)]).sort_index()


def laid_out(whole: pd.Series, partial: pd.Series, through: pd.Period) -> pd.DataFrame:
    """Lay yearly figures out with a row for every year, those without a figure too.

    Parameters
    ----------
    whole, partial : Series of numbers by year
        As for `linked`.
    through : Period
        Last year.

    Returns
    -------
    DataFrame
        `whole`, `partial`, and `change` on the year before, a fraction of one: of the whole figures, else of the
        partial ones, and missing where neither has both years.
    """
    both = pd.DataFrame({"whole": whole.astype("Float64"), "partial": partial.astype("Float64")})
    table = both.reindex(pd.period_range(both.index.min(), through, name="year"))
    changes = table.pct_change(fill_method=None)
    table["change"] = changes["whole"].fillna(changes["partial"])
    return table


def extent(
    figures: pd.DataFrame, through: pd.Period, *, noun: str, without: str = "a part", level: float = 0.95
) -> Extent:
    """Say how far a yearly count with gaps reaches, and how its newest whole figure compares with its first.

    Parameters
    ----------
    figures : DataFrame
        `count` and `coverage` by year (see `linked`).
    through : Period
        Year that the figures are asked for.
    noun : str
        What is counted, in the plural.
    without : str
        The part that figures of coverage below 1 leave out.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    Extent

    Raises
    ------
    CannotEstimate
        Where no figure is whole.
    """
    whole = figures["count"][figures["coverage"] == 1]
    if whole.empty:
        raise checks.CannotEstimate(f"no whole figure of {noun}")
    first, newest, last = whole.index[0], whole.index[-1], whole.iloc[-1]
    sentence = f"There were {number(last)} {noun} in {label(newest)}"
    if newest != first and whole.iloc[0]:
        ratio = counts.rate_ratio(last, whole.iloc[0], method="score", level=level)
        sentence += (
            f", {number(ratio.estimate)} times the {number(whole.iloc[0])} of {label(first)} ({within(ratio.interval)})"
        )
    for year, row in figures[figures.index > newest].iterrows():
        sentence += f"; {label(year)} has {number(row['count'])} without {without}"
    missing = pd.period_range(first, through).difference(pd.PeriodIndex(figures.index))
    if len(missing):
        sentence += f". No figure is held for {_listed([label(year) for year in missing])}"
    return Extent(newest, float(last), tuple(missing), f"{sentence}.")


def changes(laid: pd.DataFrame, *, noun: str) -> str:
    """Say in a sentence how many of the changes from year to year were rises, and between what they lie.

    Parameters
    ----------
    laid : DataFrame
        With the column `change` (see `laid_out`).
    noun : str
        What is counted, in the plural.

    Returns
    -------
    str
    """
    known = laid["change"].dropna()
    if known.empty:
        return f"No two years of {noun} that follow one another have figures that can be compared."
    least, most = to_a_tenth(float(known.min())), to_a_tenth(float(known.max()))
    span = f"by {most}" if len(known) == 1 else f"by between {least} and {most}"
    rises = int((known > 0).sum())
    every = "all " if rises == len(known) > 1 else ""
    return (
        f"Of {len(known)} years that can be compared with the year before, {noun} rose in {every}{rises}; they changed "
        f"{span}."
    )


def remainder(
    figures: pd.DataFrame, total: float, first: pd.Period, last: pd.Period, *, noun: str, without: str = "a part"
) -> Remainder:
    """Say what years without a figure would have to hold for a stated total to be right.

    Parameters
    ----------
    figures : DataFrame
        `count` and `coverage` by year (see `linked`).
    total : float
        Total stated for the years from `first` to `last`.
    first, last : Period
        Years that the total spans.
    noun : str
        What is counted, in the plural.
    without : str
        The part that figures of coverage below 1 leave out.

    Returns
    -------
    Remainder

    Raises
    ------
    CannotEstimate
        Where none of the years has a figure.
    """
    checks.positive(total, "total")
    years = pd.period_range(first, last, freq=first.freqstr)
    table = figures.reindex(years)
    held = table.dropna()
    if held.empty:
        raise checks.CannotEstimate(f"no {noun} are held between {label(first)} and {label(last)}")
    known, highest, missing = (
        float(held["count"].sum()),
        float(held["count"].max()),
        years.difference(pd.PeriodIndex(held.index)),
    )
    part = held.index[held["coverage"] < 1]
    short = f", the one for {', '.join(map(label, part))} without {without}" if len(part) else ""
    sentence = (
        f"Figures are held for {len(held)} of the {len(years)} years from {label(first)} to {label(last)}{short}: "
        f"together {number(known)} {noun}, {to_a_tenth(known / total)} of the {number(total)} stated."
    )
    if not len(missing):
        return Remainder(table, known, None, highest, sentence)
    mean = (total - known) / len(missing)
    times = f", {number(mean / highest)} times the highest figure held ({number(highest)})" if highest else ""
    sentence += (
        f" The other {number(total - known)} would be {number(mean)} on average in each year without one{times}."
    )
    return Remainder(table, known, mean, highest, sentence)


def silent(figures: pd.DataFrame, first: pd.Period, last: pd.Period) -> str:
    """Say of which years of a span the figures say nothing.

    Parameters
    ----------
    figures : DataFrame
        `count` and `coverage` by year (see `linked`).
    first, last : Period
        Ends of the span.

    Returns
    -------
    str
    """
    missing = pd.period_range(first, last).difference(pd.PeriodIndex(figures.dropna().index))
    if not len(missing):
        return "Every year of the statement has a figure."
    return f"Of {_listed([label(year) for year in missing])} nothing is held here: there it cannot be checked."


def _listed(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
