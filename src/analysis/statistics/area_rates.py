"""Counts of areas by population: against funnel limits, and in classes for a map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.statistics import checks, funnel, totals


@dataclass(frozen=True, eq=False)
class AreaRates:
    """Counts of areas by population in one financial year.

    Attributes
    ----------
    year : Period
        Of the counts.
    mid_year : int
        Of the population.
    per : float
        Residents that rates are stated for.
    funnel : funnel.Funnel
        Rates against limits that allow for overdispersion.
    table : DataFrame
        For every area, in the order given: `events`, `population`, `rate` and `position`; an area without a meaningful
        rate has its count alone.
    """

    year: pd.Period
    mid_year: int
    per: float
    funnel: funnel.Funnel
    table: pd.DataFrame

    def together(self, areas: Sequence[str]) -> float:
        """Return the rate of some areas together; those without a meaningful rate are left out.

        Examples
        --------
        >>> made.together(["Kent", "Sussex"])  # doctest: +SKIP
        6.2
        """
        rated = self.table.loc[list(areas)].dropna(subset="rate")
        return float(rated["events"].sum() * self.per / rated["population"].sum()) if len(rated) else float("nan")

    def by_region(self, regions: pd.Series) -> pd.DataFrame:
        """Lay the figures out by region.

        Parameters
        ----------
        regions : Series of str
            Region of each area.

        Returns
        -------
        DataFrame
            A row for each region in the order given: `events` and `rate`.
        """
        rows = {
            region: {
                "events": self.table.loc[names, "events"].sum(),
                "rate": self.together(names),
            }
            for region, names in ((each, list(of.index)) for each, of in regions.groupby(regions, sort=False))
        }
        return pd.DataFrame.from_dict(rows, orient="index")


def rates(
    counts: pd.DataFrame, residents: pd.DataFrame, *, without: Collection[str] = (), per: float = 100_000
) -> AreaRates:
    """Set the rates of areas in the newest whole year against funnel limits.

    Parameters
    ----------
    counts : DataFrame of numbers
        Over a PeriodIndex of quarters or months, a column for each area; other columns are left alone.
    residents : DataFrame of numbers
        A row for each mid-year, a column for each area.
    without : collection of str
        Areas for which a rate by residents means nothing.
    per : float
        State rates for this many people.

    Returns
    -------
    AreaRates
        For the newest financial year in which every area has a count, with the population of the middle of the calendar
        year in which it begins, or the newest one there is.

    Raises
    ------
    CannotEstimate
        Where no financial year is whole, an area is missing, or `funnel.rates` raises it.

    Examples
    --------
    >>> quarters = pd.period_range("2021Q2", periods=4, freq="Q-DEC")
    >>> counts = pd.DataFrame({name: [1, 2, 3, number] for number, name in enumerate("abcde")}, index=quarters)
    >>> residents = pd.DataFrame([[1e5] * 5], index=[2021], columns=list("abcde"))
    >>> rates(counts, residents).table["rate"].tolist()
    [6.0, 7.0, 8.0, 9.0, 10.0]
    """
    if missing := [name for name in residents.columns if name not in counts]:
        raise checks.CannotEstimate(f"counts has no column for '{missing[0]}'", expected="one for each area")
    whole = totals.financial_years(counts[list(residents.columns)]).dropna()
    if whole.empty:
        raise checks.CannotEstimate("no financial year has a figure for every area")
    year = pd.PeriodIndex(whole.index)[-1]
    mid_year = min(year.start_time.year, int(residents.index.max()))
    people, events = residents.T[mid_year], whole.iloc[-1].astype(float)
    rated = [name for name in residents.columns if name not in without]
    found = funnel.rates(events[rated], people[rated], per=per)
    table = pd.DataFrame({"events": events, "population": people}).join(found.table[["rate", "position"]])
    return AreaRates(year, mid_year, per, found, table)


def class_limits(values: pd.Series, most: int = 4) -> tuple[float, ...]:
    """Divide numbers into a few classes of about equal size, with limits that can be read.

    Parameters
    ----------
    values : Series of numbers of zero or more
        By area; missing where an area has none.
    most : int
        How many classes at the most: fewer where limits would coincide.

    Returns
    -------
    tuple of float
        Ends of the classes, one more than there are. Inner ones are quantiles rounded to two significant figures.

    Raises
    ------
    CannotEstimate
        Where no area has a number.

    Examples
    --------
    >>> class_limits(pd.Series([1.0, 2.0, 3.0, 4.0]), most=2)
    (1.0, 2.5, 4.0)
    """
    known = checks.counts(values.dropna(), "values")
    inner = np.unique([float(f"{cut:.2g}") for cut in np.quantile(known, np.linspace(0, 1, most + 1)[1:-1])])
    inner = inner[(inner > known.min()) & (inner <= known.max())]
    return (float(known.min()), *(float(cut) for cut in inner), float(known.max()))
