"""Two yearly counts beside each other: how many of one there are for each of the other, and whether they part ways."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import to_a_tenth
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
        `count` by year, and `coverage`: the share of the whole that it holds.
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
