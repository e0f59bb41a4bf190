"""A year compared with the one before it, allowing for season and for how unevenly the rise came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analysis.periods import label
from analysis.prose import movement, number, percentage, percentage_points, to_a_tenth, within
from analysis.statistics import checks, scatter, shares, totals
from analysis.statistics.result import Estimate, TableEstimate

LEAST_BASE = 30
"""Fewest events from which a change is stated as a percentage."""


@dataclass(frozen=True)
class YearOnYear:
    """A year's total beside the one before.

    Attributes
    ----------
    total : float
        Of the year.
    before : float or None
        Of the year before; None where it is not held as a whole.
    change : Estimate or None
        Relative change as a fraction of one; None where there is nothing to compare with, or nothing happened in one
        of the years.
    sentence : str
        The result in plain English.
    """

    total: float
    before: float | None
    change: Estimate | None
    sentence: str


def year_on_year(counts: pd.Series, year: pd.Period, *, noun: str, level: float = 0.95) -> YearOnYear:
    """Compare the total of a year with that of the year before.

    The interval is that of a quasi-Poisson regression of the quarters of both years on season and year: it is narrow
    where every quarter rose alike, and wide where they did not. Months are added up to quarters first, so that one
    change has one interval however finely it was counted, and as neighbouring months go together (see `scatter`).

    Parameters
    ----------
    counts : Series
        Events over a PeriodIndex of quarters or months.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year, held as a whole.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    YearOnYear

    Raises
    ------
    CannotEstimate
        Where a count is missing or negative, or the year is not held as a whole.
    """
    counts = checks.counts(counts, noun).sort_index()
    sums = totals.years(counts, year.freqstr)
    if year not in sums.index:
        raise checks.CannotEstimate(f"{noun} of {label(year)} are not held as a whole")
    total, before = float(sums.get(year, 0)), sums.get(year - 1)
    there_were = f"There were {number(total)} {noun} in {label(year)}"
    if before is None:
        return YearOnYear(total, None, None, f"{there_were}; the year before is not available as a whole.")
    if before == 0:
        return YearOnYear(total, 0.0, None, f"{there_were} and none the year before.")
    if total == 0:
        sentence = f"There were no {noun} in {label(year)}, and {number(before)} the year before."
        return YearOnYear(0.0, float(before), None, sentence)
    quarters = totals.quarters(counts)
    change = _change(totals.within(quarters, year - 1), totals.within(quarters, year), level)
    sentence = f"{there_were}, {_compared(float(before), total)} in {label(year - 1)}."
    return YearOnYear(total, float(before), change, sentence)


def share_of_year(
    parts: pd.Series, wholes: pd.Series, year: pd.Period, *, noun: str, predicate: str, level: float = 0.95
) -> TableEstimate:
    """Estimate a year's share with its interval, and compare it with that of the year before where that is held.

    Parameters
    ----------
    parts, wholes : Series
        Numerators and denominators over the same PeriodIndex of quarters or months.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year, held as a whole.
    noun, predicate : str
        For the sentence, such as 'decisions' and 'were positive'.
    level : float
        Nominal coverage of each interval.

    Returns
    -------
    TableEstimate
        The share of the year as a fraction of one, with Wilson's interval; the sentence adds the difference to the year
        before with Newcombe's. The table has the rows of `shares.each`, one for each whole year.

    Raises
    ------
    CannotEstimate
        Where the year is not held as a whole or has no cases, a count is missing, or a part is above its whole.
    """
    numerators = totals.years(checks.counts(parts, "parts"), year.freqstr)
    denominators = totals.years(checks.counts(wholes, "wholes"), year.freqstr)
    part, whole = numerators.get(year), denominators.get(year)
    if part is None or whole is None:
        raise checks.CannotEstimate(f"{noun} of {label(year)} are not held as a whole")
    share = shares.share(part, whole, level=level, noun=noun, predicate=f"in {label(year)} {predicate}")
    sentence = share.sentence
    before, whole_before = numerators.get(year - 1), denominators.get(year - 1)
    if before is not None and whole_before:
        difference = shares.difference(part, whole, before, whole_before, level=level)
        direction = "more" if difference.estimate >= 0 else "less"
        caution = "; chance alone could bring this about" if 0 in difference.interval else ""
        sentence += (
            f" That is {percentage_points(abs(difference.estimate))} {direction} than the "
            f"{to_a_tenth(before / whole_before)} of {label(year - 1)} "
            f"({within(difference.interval, percentage)}{caution})."
        )
    return TableEstimate(
        estimate=share.estimate,
        interval=share.interval,
        method=share.method,
        n=share.n,
        sentence=sentence,
        diagnostics=share.diagnostics,
        table=shares.each(numerators, denominators, level=level),
    )


def _compared(before: float, after: float) -> str:
    if before < LEAST_BASE:
        return f"compared with {number(before)}"
    return f"{movement(before, after)} from {number(before)}" if before != after else f"as many as the {number(before)}"


def _change(before: pd.Series, after: pd.Series, level: float) -> Estimate:
    first, second = float(before.sum()), float(after.sum())
    uneven = scatter.of_years(before, after)
    return Estimate(
        estimate=second / first - 1,
        interval=uneven.interval(first, second, level=level),
        method="quasi-Poisson regression of quarters on season and year",
        n=first + second,
        sentence=f"The change is {to_a_tenth(second / first - 1)}.",
        diagnostics={"dispersion": uneven.dispersion, "seasons": uneven.seasons},
    )


def changes(counts: pd.DataFrame, year: pd.Period, *, level: float = 0.95) -> pd.DataFrame:
    """Compare the totals of several series in a year with those of the year before (see `year_on_year`).

    Parameters
    ----------
    counts : DataFrame
        Events over a PeriodIndex of quarters or months, a column for each series.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    DataFrame
        A row for each series: `before`, `after` (totals), `change`, `lower`, `upper` (fractions of one), missing where
        there were no events in one of the years.

    Raises
    ------
    CannotEstimate
        Where a count is missing or negative, or one of the two years is not held as a whole.
    """
    if year - 1 not in totals.years(counts, year.freqstr).index:
        raise checks.CannotEstimate(f"{label(year - 1)} is not held as a whole", expected="the year before")
    rows = {}
    for name in counts.columns:
        compared = year_on_year(counts[name], year, noun=str(name), level=level)
        found = compared.change
        ends = (found.estimate, found.interval.lower, found.interval.upper) if found else (np.nan,) * 3
        rows[name] = (compared.before, compared.total, *ends)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after", "change", "lower", "upper"])


def means(amounts: pd.Series, units: pd.Series, *, frequency: str = "Y-MAR", level: float = 0.95) -> pd.DataFrame:
    """Estimate the mean amount of each unit in every whole year, such as people to a boat.

    Amounts of one unit are not independent events, so that the interval comes from how far the parts of a year differ:
    a quasi-Poisson regression of the amounts of its parts on a constant, with the units as exposure.

    Parameters
    ----------
    amounts, units : Series
        Counts over the same PeriodIndex of quarters or months.
    frequency : {"Y-MAR", "Y-DEC"}
        Financial or calendar years.
    level : float
        Nominal coverage.

    Returns
    -------
    DataFrame
        A row for each whole year: `amount`, `units`, `mean`, `lower`, `upper`; the last three are missing where there
        are no units, and the ends where fewer than three parts have any.

    Raises
    ------
    CannotEstimate
        Where a count is missing or negative, or the two are not of the same periods.
    """
    checked = checks.counts(amounts, "amounts")
    exposure = checks.same_index(checked, checks.counts(units, "units"), "amounts", "units")
    both = pd.DataFrame({"amount": checked, "units": exposure})
    table = totals.years(both, frequency)
    rows = [_mean(totals.within(both, year), level) for year in table.index]
    return table.join(pd.DataFrame(rows, index=table.index, columns=["mean", "lower", "upper"]))


def _mean(parts: pd.DataFrame, level: float) -> tuple[float, float, float]:
    used = parts[parts["units"] > 0]
    amount, many = float(used["amount"].sum()), len(used)
    if many == 0 or amount == 0:
        return (0.0 if many else np.nan, np.nan, np.nan)
    mean = amount / float(used["units"].sum())
    if many < 3:
        return mean, np.nan, np.nan
    expected = mean * used["units"]
    dispersion = max(1.0, float(((used["amount"] - expected) ** 2 / expected).sum() / (many - 1)))
    reach = float(stats.t.ppf(0.5 + level / 2, many - 1) * np.sqrt(dispersion / amount))
    return mean, mean * float(np.exp(-reach)), mean * float(np.exp(reach))
