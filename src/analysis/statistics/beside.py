"""Two yearly counts beside each other: how many of one there are for each of the other, and whether they part ways."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import number, to_a_tenth
from analysis.statistics import checks, counts, trend
from analysis.statistics.regression import LEAST_DEGREES_OF_FREEDOM
from analysis.statistics.result import Estimate

_TERMS = 2
"""Of a trend in yearly figures: level and time."""


@dataclass(frozen=True)
class Beside:
    """Two yearly counts beside each other.

    Attributes
    ----------
    table : DataFrame
        For each year that has both: `first`, `coverage` (share of the whole that the figure holds), `second`, and
        `ratio` of the first, as it would be whole, to the second, with `lower` and `upper`.
    test : Estimate or None
        Relative growth of the ratio in a year, a fraction of one; None where there are too few years.
    sentence : str
        The result, and how weak the test is.
    """

    table: pd.DataFrame
    test: Estimate | None
    sentence: str


def compare(first: pd.DataFrame, second: pd.Series, *, names: tuple[str, str], level: float = 0.95) -> Beside:
    """Set two yearly counts beside each other and test whether they part ways.

    Parameters
    ----------
    first : DataFrame
        `count` and `coverage` by year (see `gaps.linked`).
    second : Series of numbers by year
        The other count, of events that are not among the first.
    names : tuple of str
        What the two are called.
    level : float
        Nominal coverage of intervals.

    Returns
    -------
    Beside
        The ratio of each year has the score interval of a ratio of two Poisson counts: chance alone. The test is
        `trend.divergence`.

    Raises
    ------
    CannotEstimate
        Where no year has both, or a count is negative or missing.
    """
    years = first.index.intersection(second.index)
    if not len(years):
        raise checks.CannotEstimate(f"no year has both {names[0]} and {names[1]}")
    table = first.loc[years].rename(columns={"count": "first"}).assign(second=second[years].astype(float))
    ratios = [
        counts.rate_ratio(*row, method="score", level=level)
        for row in table[["first", "second", "coverage"]].to_numpy(dtype=float)
    ]
    table["ratio"] = [ratio.estimate for ratio in ratios]
    table["lower"] = [ratio.interval.lower for ratio in ratios]
    table["upper"] = [ratio.interval.upper for ratio in ratios]
    few = f"Only {len(years)} years" if len(years) > 1 else "Only one year"
    if len(years) < _TERMS + LEAST_DEGREES_OF_FREEDOM:
        return Beside(table, None, f"{few} up to {label(years[-1])} have both figures: too few to test for a trend.")
    result = trend.divergence(table["first"], table["second"], coverage=table["coverage"], level=level, names=names)
    weak = (
        f" {few} have both figures, so the test is weak: it would miss a yearly change of the ratio of less than "
        f"{to_a_tenth(float(result.diagnostics['detectable'] or 0))} more often than one time in five."
    )
    return Beside(table, result, result.sentence + weak)


def explained(
    figures: pd.DataFrame, parts: pd.DataFrame, part: str, unknown: str, *, names: tuple[str, str], predicate: str
) -> str:
    """Say how much of the change of a ratio of two counts the changed share of one part of the second explains.

    The ratio is the first count for each of the second that is not of the part, times the share that is not. On the
    scale of logarithms the two add up, so that the part's contribution is the change of that share over the change of
    the ratio. Bounds take all cases of unknown kind, in either year, to be of the part or not.

    Parameters
    ----------
    figures : DataFrame
        First count: `count` and `coverage` by year (see `gaps.linked`).
    parts : DataFrame of numbers by year
        Second count, with a column for each part.
    part, unknown : str
        The part, and the column of cases whose part is not known.
    names : tuple of str
        What one of the first and one of the second is called, such as 'crimes' and 'referral'.
    predicate : str
        What those of the part are, such as 'for exploitation overseas only'.

    Returns
    -------
    str
    """
    years = figures.index.intersection(parts.index)
    if len(years) < 2:
        return f"Fewer than two years have both figures: what {predicate} explains cannot be told."
    first, last = years[0], years[-1]
    whole = {year: float(figures["count"][year] / figures["coverage"][year]) for year in (first, last)}
    shares = {year: _shares_outside(parts, part, unknown, year) for year in (first, last)}
    referred = parts.sum(axis=1).astype(float).to_dict()
    ratio = whole[last] / whole[first] * referred[first] / referred[last]
    (least, most), (least_after, most_after) = shares[first], shares[last]
    explains, low, high = (
        math.log(after / before) / math.log(ratio)
        for before, after in ((most, most_after), (most, least_after), (least, most_after))
    )
    low, high = sorted((low, high))
    did = (
        f"The changed share of those {predicate} can explain {to_a_tenth(explains)} of that change"
        if explains > 0
        else f"The changed share of those {predicate} explains none of that change: it worked the other way"
    )
    doubt = f" ({to_a_tenth(low)} to {to_a_tenth(high)}, whatever the {names[1]}s of unknown place were)"
    return (
        f"From {label(first)} to {label(last)} the {names[0]} for each {names[1]} changed to {number(ratio)} times "
        f"what they were, and for each {names[1]} not {predicate} to {number(ratio * most / most_after)} times. "
        f"{did}{doubt if low < high else ''}."
    )


def _shares_outside(parts: pd.DataFrame, part: str, unknown: str, year: pd.Period) -> tuple[float, float]:
    owns, unknowns, totals = (
        series.astype(float).to_dict() for series in (parts[part], parts[unknown], parts.sum(axis=1))
    )
    return 1 - (owns[year] + unknowns[year]) / totals[year], 1 - owns[year] / totals[year]


def part_of_rise(
    parts: pd.DataFrame,
    part: str,
    starts: pd.PeriodIndex,
    until: pd.Period,
    *,
    noun: str,
    predicate: str,
    unknown: str = "",
) -> str:
    """Say how much of the change of a total came from one part, since the first and the last year of another series.

    Parameters
    ----------
    parts : DataFrame of numbers by year
        A column for each part of the total.
    part : str
        One of them.
    starts : PeriodIndex
        Years of the other series.
    until : Period
        Year to which the change is taken.
    noun, predicate : str
        For the sentence: `noun` changed by 10, of which 5 `predicate`.
    unknown : str
        Column of the cases whose part is not known: bounds take them all to be of the part, or none.

    Returns
    -------
    str
    """
    totals, owns = (series.astype(float).to_dict() for series in (parts.sum(axis=1), parts[part]))
    said = []
    for start in dict.fromkeys((starts[0], starts[-1])):
        if start >= until or start not in parts.index:
            continue
        total, own = totals[until] - totals[start], owns[until] - owns[start]
        share = f" ({to_a_tenth(own / total)})" if total > 0 and 0 <= own <= total else ""
        if share and unknown:
            unknowns = parts[unknown].astype(float).to_dict()
            low, high = (own - unknowns[start]) / total, (own + unknowns[until]) / total
            share = f"{share[:-1]}; {to_a_tenth(low)} to {to_a_tenth(high)}, whatever the place of the unknown was)"
        said.append(
            f"From {label(start)} to {label(until)} {noun} changed by {number(total)}, of which "
            f"{number(own)}{share} {predicate}."
        )
    return " ".join(said)
