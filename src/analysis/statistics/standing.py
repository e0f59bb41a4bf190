"""What is open at the end of each month, compared from one year to the next.

A stock must not be added up over months. Two ways of comparing years are left: the same month of both, and the means of
their months. They differ wherever a stock moves within the year, so that each figure says which of the two it is.

The intervals take the cases of two years as different ones, drawn independently. Cases that stay open from one year to
the next are in both, and make a change steadier than that; cases that come in groups make it less steady.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import moved, to_a_tenth, within
from analysis.statistics import change, checks
from analysis.statistics.result import Interval

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)

_LAST_MONTH, _MONTHS = 3, 12


def in_march(stocks: Counts) -> Counts:
    """Return what was open at the end of each financial year.

    Parameters
    ----------
    stocks : Series or DataFrame
        Cases open at the end of each month, over a PeriodIndex of months.

    Returns
    -------
    Series or DataFrame
        Over a PeriodIndex with the frequency ``Y-MAR``, only the years whose March is there.
    """
    months = pd.PeriodIndex(stocks.index)
    chosen: Counts = stocks[months.month == _LAST_MONTH]
    return chosen.set_axis(_years(chosen.index), axis=0)


def means(stocks: Counts) -> Counts:
    """Return the mean of what was open at the ends of the twelve months of each financial year.

    Parameters
    ----------
    stocks : Series or DataFrame
        As for `in_march`.

    Returns
    -------
    Series or DataFrame of float64
        Over a PeriodIndex with the frequency ``Y-MAR``, only whole years; missing where one of its months is missing.
    """
    groups = stocks.astype("Float64").groupby(_years(stocks.index))
    averages = groups.sum(min_count=_MONTHS) / _MONTHS
    whole: Counts = averages[groups.size() == _MONTHS].astype(float)
    return whole


@dataclass(frozen=True)
class Basis:
    """One of the two ways of comparing years.

    Attributes
    ----------
    name : str
        As a heading.
    pattern : str
        What a year is called, with its ``year`` or the calendar year in which it ``ends``.
    of : callable
        Brings months to financial years.
    """

    name: str
    pattern: str
    of: Callable[..., pd.Series | pd.DataFrame]

    def called(self, year: pd.Period) -> str:
        """Return what a financial year is called in a sentence."""
        return self.pattern.format(year=label(year), ends=year.end_time.year)


MARCH = Basis("March with March", "March {ends}", in_march)
MEAN = Basis("Mean of the year's months", "the average month of {year}", means)
BASES = (MARCH, MEAN)


def headings(year: pd.Period) -> tuple[str, str, str, str, str]:
    """Return headings for a comparison of a year with the one before: both years, the change, and its interval."""
    return label(year - 1), label(year), "Change", "95% from", "95% to"


def mix(parts: pd.DataFrame, whole: pd.Series) -> pd.DataFrame:
    """Return the share of each part in the whole, without the parts of which no figure is held.

    Parameters
    ----------
    parts : DataFrame
        Counts over any index; some may be missing.
    whole : Series
        Over the same index.

    Returns
    -------
    DataFrame of float64
        Fractions of one, missing where the part or the whole is missing or the whole is nought.

    Raises
    ------
    MissingFigure
        Where no share can be made.
    """
    denominators = whole.reindex(parts.index).astype("Float64")
    denominators = denominators.mask(denominators == 0)
    made = parts.astype("Float64").div(denominators, axis=0).astype(float).dropna(axis=1, how="all")
    if made.empty:
        raise checks.MissingFigure(
            "no figure is held of any part and the whole at once, or may be shown", expected="both for one period"
        )
    return made


def rises(stocks: pd.DataFrame, year: pd.Period, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate how stocks changed on the year before, on each basis.

    Parameters
    ----------
    stocks : DataFrame
        Cases open at the end of each month, over a PeriodIndex of months; a column for each stock.
    year : Period
        With the frequency ``Y-MAR``.
    level : float
        Nominal coverage of each interval.

    Returns
    -------
    DataFrame
        A row for each stock and basis, called by both: `before`, `after`, `change`, `lower`, `upper`. A change is a
        fraction of one with the score interval of a ratio of two Poisson counts, and is missing where a figure is, or
        where there were none before.

    Raises
    ------
    MissingFigure
        Where no change can be stated.
    """
    rows = {}
    for name in stocks.columns:
        for basis in BASES:
            before, after = both(basis, stocks[name], year)
            ends = (np.nan,) * 3
            if not np.isnan([before, after]).any() and before > 0:
                found = change.percentage_change(before, after, level=level)
                ends = (found.estimate, found.interval.lower, found.interval.upper)
            rows[f"{name}: {basis.name}"] = (before, after, *ends)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after", "change", "lower", "upper"])
    if table["change"].isna().all():
        raise checks.MissingFigure(
            f"no change to {label(year)} can be stated: a figure of either year is not held or must not be shown",
            expected="figures of both years",
        )
    return table


def rises_in_words(stocks: Mapping[str, pd.Series], year: pd.Period) -> str:
    """Say how stocks changed on the year before, on each basis.

    Parameters
    ----------
    stocks : mapping of str to Series
        As the columns of `rises`, under what a sentence calls them.
    year : Period
        With the frequency ``Y-MAR``.

    Returns
    -------
    str

    Raises
    ------
    MissingFigure
        Where no change can be stated.
    """
    table = rises(pd.DataFrame(stocks), year)
    said = []
    for name in stocks:
        steps = [
            f"{moved(row['change'])} from {basis.called(year - 1)} to {basis.called(year)} "
            f"({within(Interval(row['lower'], row['upper']), to_a_tenth)})"
            for basis in BASES
            for row in table.loc[[f"{name}: {basis.name}"]].dropna().to_dict("records")
        ]
        said += [f"{name} {' and '.join(steps)}"] if steps else []
    return f"By the returns, {'; '.join(said)}."


def shown(stocks: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that have a figure; MissingFigure where none has."""
    columns = stocks.dropna(axis=1, how="all")
    if columns.empty:
        raise checks.MissingFigure("no figure is held, or may be shown", expected="one at least")
    return columns


def _years(index: pd.Index) -> pd.PeriodIndex:
    return pd.PeriodIndex(pd.PeriodIndex(index).to_timestamp(how="end"), freq="Y-MAR", name="year")


def both(basis: Basis, stocks: pd.Series, year: pd.Period) -> tuple[float, float]:
    """Return the figures of the year before and of the year on a basis; one that is not held is NaN."""
    found = basis.of(stocks).astype("Float64").astype(float).reindex(pd.PeriodIndex([year - 1, year]))
    before, after = found.to_numpy()
    return float(before), float(after)


def held(basis: Basis, stocks: pd.Series, year: pd.Period, noun: str) -> float:
    """Return the figure of a year on a basis; MissingFigure where it is not held or must not be shown."""
    figure = both(basis, stocks, year)[1]
    if np.isnan(figure):
        raise checks.MissingFigure(
            f"the figures on {noun} of {basis.called(year)} are not held, or must not be shown because they are small "
            "numbers about people or would give one away",
            expected="the figures of each year that is compared",
        )
    return figure
