"""Counts added up over whole periods: a sum that lacks a part of its period is missing, never smaller."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.statistics import checks

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)

QUARTERS_OF_YEAR = ("April to June", "July to September", "October to December", "January to March")
"""The quarters of a financial year in order."""


def financial_years(counts: Counts) -> Counts:
    """Add quarters or months up to financial years.

    Parameters
    ----------
    counts : Series or DataFrame
        Counts over a PeriodIndex of quarters or months.

    Returns
    -------
    Series or DataFrame
        Over a PeriodIndex with the frequency ``Y-MAR``, only the years that are whole.
    """
    return years(counts, "Y-MAR")


def years(counts: Counts, frequency: str = "Y-DEC") -> Counts:
    """Add quarters or months up to years of any kind.

    Parameters
    ----------
    counts : Series or DataFrame
        Counts over a PeriodIndex of quarters or months.
    frequency : {"Y-DEC", "Y-MAR"}
        Calendar or financial years.

    Returns
    -------
    Series or DataFrame
        Only the years that are whole.

    Raises
    ------
    CannotEstimate
        Where the counts are not by quarter or month, a period is there twice, or they are no numbers.

    Examples
    --------
    >>> quarters = pd.period_range("2020Q2", periods=5, freq="Q-DEC")
    >>> years(pd.Series([1, 2, 3, 4, 5], index=quarters), "Y-MAR").to_dict()
    {Period('2021', 'Y-MAR'): 10}
    """
    periods = _parts(counts)
    year = pd.PeriodIndex(periods.to_timestamp(how="end"), freq=frequency)
    parts = 12 if periods.freqstr == "M" else 4
    groups = counts.groupby(year)
    sums = groups.sum(min_count=parts)
    sums.index.name = "year"
    whole: Counts = sums[groups.size() == parts]
    return whole


def _parts(counts: pd.Series | pd.DataFrame) -> pd.PeriodIndex:
    index = counts.index
    if not isinstance(index, pd.PeriodIndex) or index.freqstr[0] not in "QM":
        raise checks.CannotEstimate(
            "counts are not by quarter or month", expected="a PeriodIndex of quarters or months"
        )
    if index.has_duplicates:
        twice = label(index[index.duplicated()][0])
        raise checks.CannotEstimate(f"there is more than one row for {twice}", expected="one for each period")
    for name, column in counts.to_frame().items() if isinstance(counts, pd.Series) else counts.items():
        if not pd.api.types.is_numeric_dtype(column.dtype):
            raise checks.CannotEstimate(f"'{name}' holds {column.dtype} values", expected="numbers")
        # Whole numbers of 64 bits go on below zero beyond the largest of them.
        if column.astype("Float64").abs().sum() > np.iinfo(np.int64).max:
            raise checks.CannotEstimate(f"the sum of '{name}' is too large a number", expected="counts")
    return index


def within(counts: Counts, period: pd.Period) -> Counts:
    """Return the rows that lie in a longer period.

    Parameters
    ----------
    counts : Series or DataFrame
        Over a PeriodIndex.
    period : Period
        Such as a financial year.

    Returns
    -------
    Series or DataFrame
    """
    periods = pd.PeriodIndex(counts.index)
    inside = (periods.start_time >= period.start_time) & (periods.end_time <= period.end_time)
    chosen: Counts = counts[inside]
    return chosen


def spread(rows: pd.DataFrame, dimension: str, measure: str) -> pd.DataFrame:
    """Lay a loaded dataset out with a row for each period and a column for each level of a dimension.

    Parameters
    ----------
    rows : DataFrame
        As `analysis.load` returns it: the first column holds the periods.
    dimension : str
        Column whose levels become columns, in its own order where it has one; of ``vintage``, the days as they are.
    measure : str
        Column of counts.

    Returns
    -------
    DataFrame
        Counts over a PeriodIndex; a level without a row or a figure in a period is missing there.
    """
    sums = rows.groupby([rows.columns[0], dimension], observed=True)[measure].sum(skipna=False)
    wide = sums.unstack(dimension)  # a pivot table would turn a missing figure into a nought
    if not isinstance(wide.columns, pd.DatetimeIndex):
        wide.columns = wide.columns.astype(str)
    wide.attrs = dict(rows.attrs)
    return wide


def markers(
    rows: pd.DataFrame,
    lay_out: Callable[..., pd.Series | pd.DataFrame] | None = None,
    *,
    by: str | None = None,
) -> dict[str, pd.Series | pd.DataFrame]:
    """Lay out of what kind figures are, in the way in which their counts are laid out.

    Parameters
    ----------
    rows : DataFrame
        As `analysis.load` returns it.
    lay_out : callable, optional
        The step by which the counts over periods became a table, such as `financial_years`.
    by : str, optional
        Dimension whose levels are the columns of that table (see `spread`).

    Returns
    -------
    dict of str to Series or DataFrame
        Under ``provisional`` and ``revised``, of returns under ``suppressed``, how many of the figures behind each
        cell are so.
    """
    laid = {}
    for marker in ("suppressed",) if "suppressed" in rows else ("provisional", "revised"):
        flagged = rows.assign(**{marker: rows[marker].astype("Int64")})
        counts = spread(flagged, by, marker) if by else flagged.set_index(rows.columns[0])[marker]
        laid[marker] = counts if lay_out is None else lay_out(counts)
    return laid


def by_quarter_of_year(quarters: pd.Series) -> pd.DataFrame:
    """Lay quarters out with a row for each financial year and a column for each quarter and for the year.

    Parameters
    ----------
    quarters : Series
        Counts over a PeriodIndex of calendar quarters.

    Returns
    -------
    DataFrame
        Over a PeriodIndex with the frequency ``Y-MAR``; the year's total is missing where one of its quarters is.
    """
    financial = pd.PeriodIndex(quarters.index).asfreq("Q-MAR")
    names = [QUARTERS_OF_YEAR[number - 1] for number in financial.quarter]
    rows = pd.MultiIndex.from_arrays([financial.asfreq("Y-MAR"), names], names=["year", None])
    wide = quarters.set_axis(rows).astype("Int64").unstack().reindex(columns=list(QUARTERS_OF_YEAR))
    wide["Whole year"] = wide[list(QUARTERS_OF_YEAR)].sum(axis=1, min_count=len(QUARTERS_OF_YEAR))
    wide.attrs = dict(quarters.attrs)
    return wide


def leading(counts: pd.Series, most: int = 10, others: str = "All others") -> pd.DataFrame:
    """Rank categories by their counts, the small ones together in a last row.

    Parameters
    ----------
    counts : Series
        Counts over categories.
    most : int
        How many categories keep a row of their own.
    others : str
        Name of the last row, which is left out where it would be empty.

    Returns
    -------
    DataFrame
        Columns ``count`` and ``share``, a fraction of the sum of all.
    """
    ranked = counts[counts > 0].sort_values(ascending=False, kind="stable")
    shown = ranked.head(most)
    if len(ranked) > most:
        shown = pd.concat([shown, pd.Series({others: ranked.iloc[most:].sum()})])
        shown.attrs = dict(counts.attrs)
    return with_share(shown)


def some(counts: pd.Series, noun: str) -> pd.Series:
    """Return the categories that were counted at all.

    Parameters
    ----------
    counts : Series
        Counts over categories.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    Series

    Raises
    ------
    CannotEstimate
        Where nothing was counted.
    """
    counted = counts[counts > 0]
    if counted.empty:
        raise checks.CannotEstimate(f"no {noun} were counted")
    return counted


def with_share(counts: pd.Series) -> pd.DataFrame:
    """Put beside each count its share of their sum.

    Parameters
    ----------
    counts : Series
        Counts over categories that leave nothing out.

    Returns
    -------
    DataFrame
        Columns ``count`` and ``share``, a fraction of the sum.
    """
    shared = pd.DataFrame({"count": counts, "share": counts / counts.sum()})
    shared.attrs = dict(counts.attrs)
    return shared
