"""How much was done in each area for each unit in it, such as a police force, beside how evenly over the months."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.periods import label
from analysis.prose import number
from analysis.statistics import checks, totals, yearly


def by_area(
    counts: pd.DataFrame,
    units: Mapping[str, int],
    year: pd.Period,
    *,
    without: Collection[str] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """Return a year's count of each area, and what it makes for each unit of the area.

    Parameters
    ----------
    counts : DataFrame
        Counts over a PeriodIndex of months or quarters, a column for each area.
    units : mapping of str to int
        How many units each area has; its order is that of the result.
    year : Period
        Financial (``Y-MAR``) or calendar (``Y-DEC``) year, held as a whole.
    without : collection of str
        Areas for which a number for each unit means nothing.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    DataFrame
        A row for each area that has counts: `events`, `units`, and for each unit in the year `estimate`, `lower` and
        `upper`, from how much the parts of the year differ (see `yearly.means`); these are missing for areas without.

    Raises
    ------
    CannotEstimate
        Where the year is not held as a whole, or a count is missing or negative.
    """
    parts = totals.within(counts, year)
    if totals.years(parts, year.freqstr).empty:
        raise checks.CannotEstimate(f"{label(year)} is not held as a whole", expected="every part of the year")
    rows = {}
    for name, many in units.items():
        if name in counts:
            exposure = pd.Series(float(many), index=parts.index)
            of_year = yearly.means(parts[name], exposure, frequency=year.freqstr, level=level).loc[[year]].iloc[0]
            rows[name] = (of_year["amount"], many, *(len(parts) * of_year[["mean", "lower", "upper"]]))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["events", "units", "estimate", "lower", "upper"])
    table.loc[table.index.isin(set(without)), ["estimate", "lower", "upper"]] = float("nan")
    return table


def together(table: pd.DataFrame) -> float:
    """Return what the areas with an estimate have for each of their units together.

    Parameters
    ----------
    table : DataFrame
        As `by_area` returns it.

    Returns
    -------
    float
        Events for each unit in the year.
    """
    rated = table.dropna(subset="estimate")
    return float(rated["events"].sum() / rated["units"].sum())


def sentence(table: pd.DataFrame, noun: str) -> str:
    """Say how many areas stand apart from all of them together, and name none.

    Parameters
    ----------
    table : DataFrame
        As `by_area` returns it.
    noun : str
        What the estimates are, such as ``crimes reviewed for each police force``.
    """
    rated, rate = table.dropna(subset="estimate"), together(table)
    apart = int(((rated["lower"] > rate) | (rated["upper"] < rate)).sum())
    parts = f"{number(rated['events'].sum())} for {number(rated['units'].sum())}"
    differ = "1 of them differs" if apart == 1 else f"{apart or 'none'} of them differ"
    return (
        f"Together, the {len(rated)} areas compared had {number(round(rate, 1))} {noun} ({parts}); {differ} from that "
        "by more than the unevenness of their months can explain."
    )
