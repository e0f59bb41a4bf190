"""The cleaning steps that datasets share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from analysis.datasets.dataset import ALL, FREQUENCIES, Rule
from analysis.periods import financial_year, label


def add_periods(figures: pd.DataFrame, column: str, every: str | None = None) -> pd.DataFrame:
    """Replace a column of written periods by how often (``every``) and first day (``start``).

    Parameters
    ----------
    figures : DataFrame
    column : str
        Name of a column such as ``2021 Q4``, ``2021``, ``2021-22``, ``2021-11`` or a day.
    every : str, optional
        One of `FREQUENCIES`; without it a period with a ``Q`` is a quarter, one with a dash a financial year, and any
        other a calendar year.

    Returns
    -------
    DataFrame
    """
    texts = figures[column].str.replace(" ", "")
    kinds = pd.Series(every or "year", index=texts.index, dtype="str")
    if every is None:
        kinds = kinds.mask(texts.str.contains("-"), "financial_year").mask(texts.str.contains("Q"), "quarter")
    starts = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for kind in kinds.unique():
        chosen = kinds == kind
        # pandas would take `2021-22` for a day in 2021.
        named = texts[chosen].map(financial_year) if kind == "financial_year" else texts[chosen]
        starts[chosen] = pd.PeriodIndex(named, freq=FREQUENCIES[kind]).to_timestamp(how="start")
    return figures.drop(columns=column).assign(every=kinds, start=starts)


def written(quarters: pd.Series) -> pd.Series:
    """Write a column of Periods as the CSV files in the repository do."""
    return quarters.map({period: label(period) for period in quarters.unique()}).astype(str)


def fill_absent(figures: pd.DataFrame, dimensions: Sequence[str], measure: str, *, quiet: bool = False) -> pd.DataFrame:
    """Add the zeros that a publisher of detailed rows leaves out.

    Parameters
    ----------
    figures : DataFrame
        Rows of releases that print every combination that occurs.
    dimensions : sequence of str
        Columns that break the count down.
    measure : str
        The count.
    quiet : bool
        Whether there may be periods with nothing to count: one between the first and the last gets zeros, too.

    Returns
    -------
    DataFrame
        With a row for each combination that a release holds in any period, in each of its periods.
    """
    of_release = ["release", "vintage", "official", "every"]
    filled = []
    for key, rows in figures.groupby([*of_release, *(figures[name].eq(ALL) for name in dimensions)], sort=False):
        starts = rows[["start"]].drop_duplicates()
        if quiet:
            periods = starts["start"].dt.to_period(FREQUENCIES[str(key[3])])
            starts = pd.period_range(periods.min(), periods.max()).to_timestamp().to_frame(name="start", index=False)
        held = rows[list(dimensions)].drop_duplicates().merge(starts, how="cross")
        release = pd.DataFrame([key[: len(of_release)]], columns=of_release)
        filled.append(held.merge(rows, how="left").drop(columns=of_release).merge(release, how="cross"))
    return pd.concat(filled, ignore_index=True).fillna({measure: 0}).astype({measure: "Int64"})


def add_margins(figures: pd.DataFrame, dimensions: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """Add the totals over each combination of dimensions that a release gives in full detail.

    Parameters
    ----------
    figures : DataFrame
        With the level `ALL` where a release printed only a total.
    dimensions : sequence of str
        Columns whose levels may be added up.
    measures : sequence of str
        Columns to add.

    Returns
    -------
    DataFrame
        The rows of `figures`, and a row for each margin that the release did not print itself (``summed`` is True).
    """
    figures = figures.assign(summed=False)
    detail = figures[(figures[list(dimensions)] != ALL).all(axis=1)]
    others = [name for name in figures.columns if name not in {*dimensions, *measures, "summed"}]
    sums = [figures]
    for size in range(1, len(dimensions) + 1):
        for summed_over in combinations(dimensions, size):
            kept = [*others, *(name for name in dimensions if name not in summed_over)]
            margin = detail.groupby(kept, as_index=False)[list(measures)].sum(skipna=False)
            sums.append(margin.assign(summed=True, **dict.fromkeys(summed_over, ALL)))
    rows = pd.concat(sums, ignore_index=True)
    return rows.drop_duplicates([*others, *dimensions], keep="first").reset_index(drop=True)


def add_years(
    figures: pd.DataFrame, dimensions: Sequence[str], measures: Sequence[str], every: str = "year"
) -> pd.DataFrame:
    """Add years that a release printed as four quarters but not as a year.

    Parameters
    ----------
    figures : DataFrame
        With ``every``, ``start``, ``release`` and ``summed``.
    dimensions, measures : sequence of str
        Columns to keep apart, and columns to add.
    every : {"year", "financial_year"}
        Which years.

    Returns
    -------
    DataFrame
        The rows of `figures` and those of the years; a year is never added up over different releases.
    """
    quarters = figures[figures["every"] == "quarter"]
    years = quarters.assign(start=quarters["start"].dt.to_period(FREQUENCIES[every]).dt.start_time)
    keys = ["start", "release", "vintage", "official", *dimensions]
    groups = years.groupby(keys, as_index=False)
    sums = groups[list(measures)].sum(min_count=4).merge(groups.size(), on=keys)
    whole = sums[sums["size"] == 4].drop(columns="size").assign(every=every, summed=True)
    rows = pd.concat([figures, whole], ignore_index=True)
    return rows.drop_duplicates(["every", *keys], keep="first").reset_index(drop=True)


def mark_partial(figures: pd.DataFrame, dimensions: Sequence[str], measure: str) -> pd.DataFrame:
    """Say which rows are parts of a breakdown whose other parts the release left out.

    Parameters
    ----------
    figures : DataFrame
        With all margins, and with ``partial`` where a dataset knows some of them already.
    dimensions : sequence of str
        Columns that break the count down.
    measure : str
        The count.

    Returns
    -------
    DataFrame
        With the column ``partial``, True also where the levels printed add up to less than their margin.
    """
    partial = figures["partial"] if "partial" in figures else pd.Series(False, index=figures.index)
    for dimension in dimensions:
        keys = ["every", "start", "release", *(name for name in dimensions if name != dimension)]
        is_part = figures[dimension] != ALL
        counted = figures[keys].assign(printed=figures[measure].where(is_part), whole=figures[measure].mask(is_part))
        groups = counted.groupby(keys, sort=False)
        less = groups["printed"].transform("sum") < groups["whole"].transform("first")
        partial |= is_part & less.fillna(False).astype(bool)
    return figures.assign(partial=partial)


def details_within(dimension: str, measure: str, *, exhaustive: bool = False) -> Rule:
    """Return a rule that the levels of a dimension add up to no more than its margin within each release.

    Parameters
    ----------
    dimension, measure : str
        Column that breaks the count down, and the count.
    exhaustive : bool
        The levels must add up to the margin exactly, not only stay within it.

    Returns
    -------
    Rule
    """

    def agrees(table: pd.DataFrame) -> pd.Series:
        keys = [
            name
            for name in table.columns
            if name not in {dimension, "summed", "partial", "vintage", "official"} and str(table[name].dtype) != "Int64"
        ]
        is_margin = table[dimension] == ALL
        # A margin of which no part is printed agrees with whatever it is.
        parts = table[keys].assign(parts=table[measure].mask(is_margin), printed=~is_margin).groupby(keys, sort=False)
        sums = parts["parts"].transform("sum").where(parts["printed"].transform("any"))
        wrong = sums != table[measure] if exhaustive else sums > table[measure]
        return ~(is_margin & wrong.fillna(False).astype(bool))

    relation = "add up to" if exhaustive else "stay within"
    return Rule(agrees, f"the levels of {dimension} must {relation} All in each period of each release")


def one_at_a_time(table: pd.DataFrame, kept: str, dimensions: Sequence[str], measure: str) -> pd.DataFrame:
    """Add up a detailed table by quarter and one column, and by each further column beside it.

    Parameters
    ----------
    table : DataFrame
        With a ``quarter`` (Period).
    kept : str
        Column that every sum keeps.
    dimensions : sequence of str
        Columns of which each sum keeps one or none; the others become `ALL`.
    measure : str
        The count.

    Returns
    -------
    DataFrame
        In the form of a CSV, with ``period``.
    """
    table = table.assign(period=written(table["quarter"]))
    levels = []
    for level in ((), *((name,) for name in dimensions)):
        sums = table.groupby(["period", kept, *level], as_index=False)[measure].sum()
        levels.append(sums.assign(**{name: ALL for name in dimensions if name not in level}))
    columns = ["period", kept, *dimensions, measure]
    return pd.concat(levels, ignore_index=True)[columns].astype({measure: "Int64"})
