"""One of many who count the same thing, beside all the others: its share of a year, and how far both have moved."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label, quarters_of
from analysis.prose import capitalised, listing, number, percentage, percentage_points, to_a_tenth, within
from analysis.statistics import shares, totals
from analysis.statistics.change import percentage_change
from analysis.statistics.result import Estimate, Interval

LEAST_BASE = 10
"""Counts below this are no base for a percentage: one more or less would move it by tens of points."""


@dataclass(frozen=True)
class Part:
    """One of many, beside the others.

    Attributes
    ----------
    table : DataFrame
        Over quarters, those that are not held with missing figures: `numerator` (its own), `denominator` (all),
        `share`, `lower`, `upper` (Wilson).
    share : Estimate
        Of the quarters of the year that are held, or of the newest quarter where none of them is.
    quarters : PeriodIndex
        Which these are.
    when : str
        The same in words.
    change : DataFrame
        A row for the one and one for the others: `before`, `after`, `change`, `lower`, `upper`, fractions of one, which
        are missing where the earlier count is too small for a percentage, or not held.
    compared : tuple of str
        The two quarters of these.
    sentence, movement : str
        The share, and the change from one quarter to the other.
    """

    table: pd.DataFrame
    share: Estimate
    quarters: pd.PeriodIndex
    when: str
    change: pd.DataFrame
    compared: tuple[str, str]
    sentence: str
    movement: str


def part(
    own: pd.Series, every: pd.Series, year: pd.Period, *, names: tuple[str, str], noun: str, level: float = 0.95
) -> Part:
    """Set what one of many did in each quarter beside what all did.

    Parameters
    ----------
    own, every : Series of counts by quarter
        Of the one, and of all together; a quarter may be missing, and is then compared with nothing.
    year : Period
        Reported on.
    names : tuple of str
        Who the one is and who all are, such as 'Kent Police' and 'police in the UK'.
    noun : str
        What they made, in the plural.
    level : float
        Nominal coverage of the intervals.

    Returns
    -------
    Part
        The newest quarter is compared with the same one of the year before, or with the first held where that is
        missing. Intervals of a change are exact for two Poisson counts: chance alone.

    Raises
    ------
    CannotEstimate
        Where a count is negative or missing, there are none at all in the quarters of the year, or the part is above
        the whole.
    """
    table = shares.each(own, every, level=level)
    held = totals.within(table, year)
    chosen = held if len(held) else table.iloc[-1:]
    share = shares.share(*chosen[["numerator", "denominator"]].sum(), level=level)
    when = _when(chosen, held, year)
    change, compared, movement = _moved(table, names, noun, level)
    mine, whole = (number(float(share.diagnostics[name] or 0)) for name in ("numerator", "denominator"))
    return Part(
        table=table.reindex(pd.period_range(table.index[0], table.index[-1], name=table.index.name)),
        share=share,
        quarters=pd.PeriodIndex(chosen.index),
        when=when,
        change=change,
        compared=compared,
        sentence=capitalised(
            f"{when}, {names[0]} made {mine} of the {whole} {noun} of all {names[1]} "
            f"({to_a_tenth(share.estimate)}, {within(share.interval, to_a_tenth)})."
        ),
        movement=movement,
    )


def _when(chosen: pd.DataFrame, held: pd.DataFrame, year: pd.Period) -> str:
    named = listing(label(quarter) for quarter in chosen.index)
    if held.empty:
        return f"in {named} (the newest quarter held; none of {label(year)} is)"
    whole = len(held) == len(quarters_of(year))
    return f"in {label(year)}" if whole else f"in {named} (all that is held of {label(year)})"


def _moved(
    table: pd.DataFrame, names: tuple[str, str], noun: str, level: float
) -> tuple[pd.DataFrame, tuple[str, str], str]:
    last = table.index[-1]
    same_season = last - 4 in table.index
    first = last - 4 if same_season or len(table) == 1 else table.index[0]
    others = table["denominator"] - table["numerator"]
    counts = {names[0]: table["numerator"], f"other {names[1]}": others}
    found = {name: _compared(each.get(first, math.nan), float(each[last]), level) for name, each in counts.items()}
    rows = {capitalised(name): row for name, row in found.items()}
    change = pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after", "change", "lower", "upper"])
    compared = (label(first), label(last))
    if len(table) == 1:
        return change, compared, f"Only {label(last)} is held: there is nothing to compare it with."
    share = shares.difference(*_pair(table, last), *_pair(table, first), level=level)
    season = (
        "the same quarter of the year before" if same_season else "the first quarter held, though of another season"
    )
    own, rest = (_in_words(row, level) for row in found.values())
    sentence = (
        f"from {label(first)} ({season}) to {label(last)}, the {noun} of {names[0]} went {own}, and those of other "
        f"{names[1]} {rest}. The share of all moved by "
        f"{percentage_points(share.estimate)} ({within(share.interval, percentage)}{_caution(share.interval)})."
    )
    return change, compared, capitalised(sentence)


def _pair(table: pd.DataFrame, quarter: pd.Period) -> tuple[float, float]:
    numerator, denominator = table[["numerator", "denominator"]].to_numpy(dtype=float)[table.index.get_loc(quarter)]
    return float(numerator), float(denominator)


def _compared(before: float, after: float, level: float) -> tuple[float, ...]:
    if not before >= LEAST_BASE:
        return (before, after, math.nan, math.nan, math.nan)
    found = percentage_change(before, after, method="exact", level=level)
    return (before, after, found.estimate, found.interval.lower, found.interval.upper)


def _in_words(row: tuple[float, ...], level: float) -> str:
    before, after, change, lower, upper = row
    went = f"from {number(before)} to {number(after)}"
    if math.isnan(change):
        return f"{went} (too few for a percentage)"
    interval = Interval(lower, upper, level)
    return f"{went} (change {to_a_tenth(change)}, {within(interval, to_a_tenth)}{_caution(interval)})"


def _caution(interval: Interval) -> str:
    return "; chance alone could bring this about" if 0 in interval else ""
