"""A count of a year beside that of the year before, in words: what was published, and whether it rose as planned."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import areas, periods, prose
from analysis.statistics import totals

VERDICTS = ("met", "partly met", "not met")
"""What an assessment can come to."""

NOT_ASSESSED = "not assessed"

INCOMPLETE = f"{NOT_ASSESSED}: not everybody has sent both years"

_FEWEST = 30
"""Of fewer, a change is given as two counts alone."""


@dataclass(frozen=True)
class Published:
    """A published figure that bears on an outcome.

    Attributes
    ----------
    said : str
        A sentence.
    rows : DataFrame
        The loaded table behind it.
    """

    said: str
    rows: pd.DataFrame


def published(rows: pd.DataFrame, measure: str, noun: str, year: pd.Period, area: areas.Area) -> Published | None:
    """Say how many there were in a year and in the one before.

    Parameters
    ----------
    rows : DataFrame
        Of a published dataset, with its Periods first.
    measure, noun : str
        Column, and what it counts.
    year : Period
        Financial year.
    area : Area

    Returns
    -------
    Published or None
        None where a part of the year has no figure.
    """
    counts = rows.groupby(rows.columns[0])[measure].sum(skipna=False)
    if pd.isna(_years(counts).get(year)):
        return None
    return Published(f"{counted(counts, f'{noun} ({area.name})', year)}.", rows)


def counted(counts: pd.Series, noun: str, year: pd.Period) -> str:
    """Say how many there were in a year and in the one before; that it is not known, where a part is missing.

    Parameters
    ----------
    counts : Series
        Over a PeriodIndex.
    noun : str
        In the plural.
    year : Period
        Financial year.

    Examples
    --------
    >>> years = pd.PeriodIndex(["2021", "2022"], freq="Y-MAR")
    >>> counted(pd.Series([755, 945], index=years), "civil penalty referrals", years[1])
    'Civil penalty referrals: 945 in 2021-22, up 25% from 755 in 2020-21'
    """
    now = _years(counts).get(year)
    if pd.isna(now):
        return f"{prose.capitalised(noun)}: the total of {periods.label(year)} cannot be shown"
    return f"{prose.capitalised(noun)}: {prose.count(now)} in {periods.label(year)}{_after(counts, year)}"


def risen(counts: pd.Series, year: pd.Period) -> str:
    """Judge an outcome that is met where there were more than in the year before.

    Parameters
    ----------
    counts, year
        As for `counted`.

    Examples
    --------
    >>> years = pd.PeriodIndex(["2021", "2022"], freq="Y-MAR")
    >>> risen(pd.Series([755, 945], index=years), years[1])
    'met: 945, up 25% from 755 in 2020-21'
    """
    now, before = (_years(counts).get(each) for each in (year, year - 1))
    if pd.isna(now) or pd.isna(before):
        return f"{NOT_ASSESSED}: no two years can be compared"
    return f"{'met' if now > before else 'not met'}: {prose.count(now)}{_after(counts, year)}"


def _after(counts: pd.Series, year: pd.Period) -> str:
    now, before = (_years(counts).get(each) for each in (year, year - 1))
    if before is None or now is None or pd.isna(before):
        return ""
    moved = f"{prose.movement(before, now)} from" if before >= _FEWEST and now != before else "after"
    return f", {moved} {prose.count(before)} in {periods.label(year - 1)}"


def _years(counts: pd.Series) -> pd.Series:
    return counts if pd.PeriodIndex(counts.index).freqstr == "Y-MAR" else totals.financial_years(counts)
