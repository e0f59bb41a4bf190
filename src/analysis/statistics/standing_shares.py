"""The share that one kind has in what is open at the end of each month, and how it moved on the year before."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.periods import label
from analysis.prose import number, percentage, percentage_points, rose, to_a_tenth, within
from analysis.statistics import checks, shares
from analysis.statistics.result import Estimate, Interval, TableEstimate
from analysis.statistics.standing import BASES, MARCH, MEAN, Basis, both, held, in_march, means


def share(part: pd.Series, whole: pd.Series, year: pd.Period, *, noun: str, predicate: str) -> Estimate:
    """Estimate the share of a stock at the end of a year, with the mean of the year and the year before beside it.

    Parameters
    ----------
    part, whole : Series
        Cases open at the end of each month, over the same PeriodIndex of months.
    year : Period
        With the frequency ``Y-MAR``.
    noun, predicate : str
        For the sentence, such as 'live investigations' and 'were of criminal exploitation'.

    Returns
    -------
    Estimate
        The share in March as a fraction of one, with Wilson's interval. Diagnostics hold `mean_share`, that of the mean
        stock of the year, None where a month is missing.

    Raises
    ------
    MissingFigure
        Where the figures of March are missing.
    """
    own = shares.share(
        held(MARCH, part, year, noun),
        held(MARCH, whole, year, noun),
        noun=noun,
        predicate=f"in {MARCH.called(year)} {predicate}",
    )
    said, mean_share = [own.sentence], None
    average, averages = (both(MEAN, series, year)[1] for series in (part, whole))
    if not np.isnan([average, averages]).any() and averages:
        mean_share = average / averages
        said.append(
            f"Over the twelve months of {label(year)} it was {to_a_tenth(mean_share)} on average "
            f"({number(round(average))} of {number(round(averages))})."
        )
    diagnostics = {**own.diagnostics, "mean_share": mean_share}
    return Estimate(
        estimate=own.estimate,
        interval=own.interval,
        method=own.method,
        n=own.n,
        sentence=" ".join(said),
        diagnostics=diagnostics,
    )


def by_year(part: pd.Series, whole: pd.Series, year: pd.Period) -> pd.DataFrame:
    """Return the share of each financial year in March and as the mean of the year.

    Parameters
    ----------
    part, whole : Series
        Cases open at the end of each month, over the same PeriodIndex of months.
    year : Period
        A year that must be there, with the frequency ``Y-MAR``.

    Returns
    -------
    DataFrame of float64
        Columns ``March`` and ``Mean of the year``, fractions of one.

    Raises
    ------
    MissingFigure
        Where either is missing in the year.
    """
    sides = {"March": in_march, "Mean of the year": means}
    made = {name: reduce(part).astype("Float64") / reduce(whole).astype("Float64") for name, reduce in sides.items()}
    table = pd.DataFrame(made).astype(float)
    if year not in table.index or table.loc[[year]].isna().any(axis=None):
        raise checks.MissingFigure(
            f"a share of March or of the months of {label(year)} is not held or must not be shown",
            expected="figures of all months of the year",
        )
    return table


def share_rise(part: pd.Series, whole: pd.Series, year: pd.Period, *, noun: str, level: float = 0.95) -> TableEstimate:
    """Estimate how a share of a stock moved on the year before, in percentage points and in per cent, on each basis.

    Parameters
    ----------
    part, whole : Series
        Cases open at the end of each month, over the same PeriodIndex of months.
    year : Period
        With the frequency ``Y-MAR``.
    noun : str
        What is a share of what, such as 'the share of criminal exploitation'.
    level : float
        Nominal coverage.

    Returns
    -------
    TableEstimate
        The change from March to March as a fraction of one (0.1 is ten percentage points), with Newcombe's interval.
        The table has a row for each basis: `before`, `after` (shares), `points`, `points_lower`, `points_upper`, and
        the change relative to the share before: `relative`, `relative_lower`, `relative_upper` (score interval of a
        ratio of two shares: Miettinen and Nurminen, Statistics in Medicine 1985; 4: 213-226). Means count as one stock
        of their size, since their months hold the same cases. A basis of which a figure is missing has no row.

    Raises
    ------
    MissingFigure
        Where neither basis has both years.
    """
    rows, said = {}, []
    for basis in BASES:
        sides = both(basis, part, year), both(basis, whole, year)
        if np.isnan(sides).any() or not all(sides[1]):
            continue
        rows[basis.name] = _share_row(sides, level)
        said.append(_share_sentence(rows[basis.name], basis, year, noun, level))
    if not rows:
        raise checks.MissingFigure(
            f"{noun} in {label(year)} cannot be compared with the year before: a figure is missing or there were none",
            expected="figures of March, or of twelve months, of both years",
        )
    table = pd.DataFrame.from_dict(rows, orient="index")
    first = table.iloc[0]
    return TableEstimate(
        estimate=float(first["points"]),
        interval=Interval(float(first["points_lower"]), float(first["points_upper"]), level),
        method="difference of two shares (Newcombe), ratio of two shares (score)",
        n=float(len(table)),
        sentence=" ".join(said),
        table=table,
    )


def both_ways(rise: TableEstimate, year: pd.Period) -> str:
    """Say a rise of a share in either unit and on either basis, to be held against one that is stated in none.

    Parameters
    ----------
    rise : TableEstimate
        As `share_rise` returns it.
    year : Period
        That of the rise.

    Returns
    -------
    str
    """
    named = {basis.name: basis.called(year) for basis in BASES}
    said = [
        f"in {named[str(name)]} it was {to_a_tenth(row['after'])} and {rose(row['points'])} by "
        f"{percentage_points(abs(row['points']))} or {to_a_tenth(abs(row['relative']))}"
        for name, row in rise.table.iterrows()
    ]
    return f"By the returns, {'; '.join(said)}."


def _share_row(sides: tuple[tuple[float, float], tuple[float, float]], level: float) -> dict[str, float]:
    (part_before, part), (whole_before, whole) = sides
    moved_by = shares.difference(part, whole, part_before, whole_before, level=level)
    ratio, lower, upper = np.nan, np.nan, np.nan
    if part_before and part:
        ratio = (part / whole) / (part_before / whole_before)
        lower, upper = confint_proportions_2indep(
            part, whole, part_before, whole_before, method="score", compare="ratio", alpha=1 - level
        )
    return {
        "before": part_before / whole_before,
        "after": part / whole,
        "points": moved_by.estimate,
        "points_lower": moved_by.interval.lower,
        "points_upper": moved_by.interval.upper,
        "relative": ratio - 1,
        "relative_lower": float(lower) - 1,
        "relative_upper": float(upper) - 1,
    }


def _share_sentence(row: dict[str, float], basis: Basis, year: pd.Period, noun: str, level: float) -> str:
    interval = Interval(row["points_lower"], row["points_upper"], level)
    caution = ", which chance alone could bring about" if 0 in interval else ""
    relative = "" if np.isnan(row["relative"]) else f", or {to_a_tenth(abs(row['relative']))} of what it was"
    return (
        f"From {basis.called(year - 1)} to {basis.called(year)} {noun} {rose(row['points'])} from "
        f"{to_a_tenth(row['before'])} to {to_a_tenth(row['after'])}: by {percentage_points(abs(row['points']))}"
        f"{relative} ({within(interval, percentage)} points{caution})."
    )
