"""A count of a year beside that of the year before, in words: what was published, and whether it rose as planned."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import areas, periods, prose
from analysis.errors import NotCovered
from analysis.prose import findings
from analysis.prose.figures import Figure, Sentence, joined, say

VERDICTS = ("met", "partly met", "not met")
"""What an assessment can come to."""

NOT_ASSESSED = "not assessed"

INCOMPLETE = f"{NOT_ASSESSED}: not everybody has sent both years"


@dataclass(frozen=True)
class Published:
    """A published figure that bears on an outcome.

    Attributes
    ----------
    said : Sentence
    rows : DataFrame
        The loaded table behind it.

    Examples
    --------
    >>> page.published("nrm_referrals", "referrals", "people referred").rows.columns[0]
    'quarter'
    """

    said: Sentence
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
    said = found(rows, measure, f"{noun} ({area.name})", year)
    return Published(said[0], rows) if said else None


def found(rows: pd.DataFrame, measure: str, noun: str, year: pd.Period) -> list[Sentence]:
    """Return the sentence of `counted` on a loaded table; none where a part of the year has no figure."""
    counts = rows.groupby(rows.columns[0])[measure].sum(skipna=False)
    return [] if _total(counts, year) is None else [joined(counted(counts, noun, year), ".")]


def counted(counts: pd.Series, noun: str, year: pd.Period) -> Sentence:
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
    >>> str(counted(pd.Series([755, 945], index=years), "civil penalty referrals", years[1]))
    'Civil penalty referrals: 945 in 2021-22, up 25% from 755 in 2020-21'
    """
    now, said = _total(counts, year), {"noun": prose.capitalised(noun), "year": periods.label(year)}
    if now is None:
        return say("{noun}: the total of {year} cannot be shown", **said)
    before = _total(counts, year - 1)
    moved = joined(", ", _moved(now, before, year)) if before else ""
    return say("{noun}: {n} in {year}{moved}", n=now, moved=moved, **said)


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
    now, before = (_total(counts, each) for each in (year, year - 1))
    if now is None or before is None:
        return f"{NOT_ASSESSED}: no two years can be compared"
    return f"{'met' if now.value > before.value else 'not met'}: {now}, {_moved(now, before, year)}"


def _moved(now: Figure, before: Figure, year: pd.Period) -> Sentence:
    return joined(findings.change(now, before), f" in {periods.label(year - 1)}")


def _total(counts: pd.Series, year: pd.Period) -> Figure | None:
    try:
        return findings.total(counts.rename("count").rename_axis("period").reset_index(), year)
    except NotCovered:
        return None
