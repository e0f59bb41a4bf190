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
from analysis.prose import capitalised, moved, percentage, percentage_points, to_a_tenth, within
from analysis.statistics import change, checks, counts
from analysis.statistics.result import Interval, TableEstimate

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)

_LAST_MONTH, _MONTHS = 3, 12
_REST = "All others"


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
    CannotEstimate
        Where no share can be made.
    """
    denominators = whole.reindex(parts.index).astype("Float64")
    denominators = denominators.mask(denominators == 0)
    made = parts.astype("Float64").div(denominators, axis=0).astype(float).dropna(axis=1, how="all")
    if made.empty:
        raise checks.CannotEstimate("no share of any part can be shown", expected="parts and a whole that are held")
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
    CannotEstimate
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
        raise checks.CannotEstimate(f"no change to {label(year)} can be stated", expected="figures of both years")
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
    CannotEstimate
        Where no change can be stated.
    """
    said = [
        f"{name} {moved(row['change'])} ({within(Interval(row['lower'], row['upper']), to_a_tenth)})"
        for name, row in rises(pd.DataFrame(stocks), year).dropna().iterrows()
    ]
    return f"By the returns, in {label(year)}: {'; '.join(said)}."


def shown(stocks: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that have a figure; CannotEstimate where none has."""
    columns = stocks.dropna(axis=1, how="all")
    if columns.empty:
        raise checks.CannotEstimate("no figure is held that may be shown", expected="one at least")
    return columns


def ratios(grown: TableEstimate) -> pd.DataFrame:
    """Return the ratios of `growth` as `estimate`, `lower`, `upper`; CannotEstimate where there is none."""
    columns = {"ratio": "estimate", "ratio_lower": "lower", "ratio_upper": "upper"}
    table = grown.table[list(columns)].rename(columns=columns).dropna()
    if table.empty:
        raise checks.CannotEstimate(
            "nothing was counted in the year before that could be compared", expected="one case"
        )
    return table


def growth(
    parts: pd.DataFrame, whole: pd.Series, year: pd.Period, basis: Basis = MARCH, *, noun: str, level: float = 0.95
) -> TableEstimate:
    """Estimate how a stock grew on the year before, how many times as large each part became, and what each added.

    Parameters
    ----------
    parts : DataFrame
        Cases open at the end of each month by category, over a PeriodIndex of months; some may be missing.
    whole : Series
        All of them.
    year : Period
        With the frequency ``Y-MAR``.
    basis : Basis
        How years are compared.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    TableEstimate
        Relative change of the whole. The table has a row for each category: `before`, `after`, `change`; `ratio`,
        `ratio_lower`, `ratio_upper` (missing where there were none before); `contribution`, `lower`, `upper` (see
        `change.contributions`). All are missing where a count is.

    Raises
    ------
    CannotEstimate
        Where the whole is missing in one of the two years or was nought before, or every category is missing.
    """
    ends = [held(basis, whole, each, noun) for each in (year - 1, year)]
    known = pd.DataFrame({name: both(basis, parts[name], year) for name in parts}, index=["before", "after"]).T.dropna()
    if known.empty:
        raise checks.CannotEstimate(
            f"no kind of {noun} is held for both {basis.called(year - 1)} and {basis.called(year)}, or may be shown",
            expected="figures of a category in both years",
        )
    # What is left of the whole keeps the base right where a part is missing, and is not shown.
    rest = pd.DataFrame([np.maximum(0.0, np.array(ends) - known.sum().to_numpy())], [_REST], known.columns)
    sides = pd.concat([known, rest])
    names = (basis.called(year - 1), basis.called(year))
    split = change.contributions(sides["before"], sides["after"], level=level, noun=noun, names=names)
    ratios = [_ratio(before, after, level) for before, after in known.to_numpy()]
    columns = ["ratio", "ratio_lower", "ratio_upper"]
    found = split.table.drop(index=_REST)[["before", "after", "change", "contribution", "lower", "upper"]]
    table = found.join(pd.DataFrame(ratios, known.index, columns)).reindex(parts.columns)
    total = change.percentage_change(ends[0], ends[1], level=level, noun=noun, names=names)
    return TableEstimate(
        estimate=total.estimate,
        interval=total.interval,
        method="rate ratios with score intervals; contributions to growth, change over the total before",
        n=total.n,
        sentence=f"{total.sentence}{_largest(table, total.estimate)}",
        diagnostics={"missing": int(table["change"].isna().sum())},
        table=table,
    )


def _years(index: pd.Index) -> pd.PeriodIndex:
    return pd.PeriodIndex(pd.PeriodIndex(index).to_timestamp(how="end"), freq="Y-MAR", name="year")


def both(basis: Basis, stocks: pd.Series, year: pd.Period) -> tuple[float, float]:
    """Return the figures of the year before and of the year on a basis; one that is not held is NaN."""
    found = basis.of(stocks).astype("Float64").astype(float).reindex(pd.PeriodIndex([year - 1, year]))
    before, after = found.to_numpy()
    return float(before), float(after)


def held(basis: Basis, stocks: pd.Series, year: pd.Period, noun: str) -> float:
    """Return the figure of a year on a basis; CannotEstimate where it is not held or must not be shown."""
    figure = both(basis, stocks, year)[1]
    if np.isnan(figure):
        raise checks.CannotEstimate(
            f"the figures on {noun} of {basis.called(year)} are not held, or are small numbers about people that must "
            "not be shown",
            expected="the figures of both years that are compared",
        )
    return figure


def _ratio(before: float, after: float, level: float) -> tuple[float, float, float]:
    if before == 0:
        return (np.nan,) * 3
    found = counts.rate_ratio(after, before, method="score", level=level)
    return found.estimate, found.interval.lower, found.interval.upper


def _largest(table: pd.DataFrame, total: float) -> str:
    parts = table["contribution"].dropna()
    said = ""
    if len(parts) and parts.abs().max() > 0:
        place = int(parts.abs().argmax())
        name, part = capitalised(str(parts.index[place])), percentage_points(parts.iloc[place])
        ratio = float(table["ratio"][parts.index].iloc[place])
        said = (
            f" {name}, which {moved(ratio - 1)}, made up {part} of the {percentage(total)}."
            if not np.isnan(ratio)
            else f" {name}, of which there were none before, made up {part} of it."
        )
    missing = int(table["contribution"].isna().sum())
    return f"{said} For {missing} of {len(table)} categories the change cannot be shown." if missing else said
