"""Counts added up over whole periods: a sum that lacks a part of its period is missing, never smaller."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.statistics import checks

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)


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

    Raises
    ------
    CannotEstimate
        Where the counts are not by quarter or month, a period is there twice, or they are no numbers.

    Examples
    --------
    >>> quarters = pd.period_range("2020Q2", periods=5, freq="Q-DEC")
    >>> financial_years(pd.Series([1, 2, 3, 4, 5], index=quarters)).to_dict()
    {Period('2021', 'Y-MAR'): 10.0}
    """
    periods = _parts(counts)
    year = pd.PeriodIndex(periods.to_timestamp(how="end"), freq="Y-MAR")
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

    Examples
    --------
    >>> rows = load("nrm_referrals", by="age_group", during="2021-22", as_at="2024-06-30")
    >>> spread(rows, "age_group", "referrals").shape
    (4, 3)
    """
    sums = rows.groupby([rows.columns[0], dimension], observed=True)[measure].sum(skipna=False)
    wide = sums.unstack(dimension)  # a pivot table would turn a missing figure into a zero
    if not isinstance(wide.columns, pd.DatetimeIndex):
        wide.columns = wide.columns.astype(str)
    wide.attrs = dict(rows.attrs)
    return wide
