"""What every dataset has, and the cleaning steps that they share.

A cleaned dataset is one long table. A row is a period (``every`` and ``start``), a level of each dimension, the
measures, and the release that printed them. In a dimension, ``All`` is the margin over its levels; nothing else is ever
a total, so that no sum can count a person twice by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd
import pandera.pandas as pa

from analysis.errors import BadData, Where
from analysis.periods import financial_year, label
from analysis.provenance import Release, Sidecar

ALL = "All"

FREQUENCIES: Mapping[str, str] = {
    "financial_year": "Y-MAR",
    "year": "Y-DEC",
    "quarter": "Q-DEC",
    "month": "M",
    "week": "W-SUN",
}
"""How often a dataset is counted, and the pandas frequency of its periods."""


FORCE = "force"
"""Dimension of the datasets that are broken down by police force; see `analysis.datasets.forces` for its levels."""


@dataclass(frozen=True)
class Dataset:
    """A dataset by its name: where its figures lie, what they mean and how they are cleaned.

    Attributes
    ----------
    name, title : str
        The name that `analysis.load` takes, and what it is called in a report.
    explanation : str
        Columns, units and caveats: the docstring of its module.
    file : str
        Name of the CSV in ``data/published``; its sidecar has the same name and the ending ``.yaml``.
    area : str
        The area that its figures cover.
    measures : mapping of str to str
        Columns of counts, each with its unit.
    dimensions : mapping of str to tuple of str
        Columns that break the counts down, each with its levels in order; empty where the levels are open.
    every : tuple of str
        How often it is counted, the usual one first.
    clean : callable
        Takes the rows of the CSV, with the release columns joined on, and returns the cleaned table.
    families : mapping of str to callable
        Families of official files that hold the dataset; each with what makes rows in the form of the CSV, without
        ``release``, of the tables that were read, or None where a file of the family holds other tables only. A
        ``period`` is missing where the tables do not say which quarter they are of: that of the release is taken.
    checks : tuple of pandera.Check
        Sums and limits that the cleaned table must keep.
    negative : bool
        Whether a count may be below nought, as where cancelled records are taken off the period of the cancellation.
    """

    name: str
    title: str
    explanation: str
    file: str
    area: str
    measures: Mapping[str, str]
    every: tuple[str, ...]
    clean: Callable[[pd.DataFrame], pd.DataFrame]
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checks: tuple[pa.Check, ...] = ()
    families: Mapping[str, Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame | None]] = field(default_factory=dict)
    negative: bool = False

    @property
    def keys(self) -> list[str]:
        """Columns that tell one row of a release from another."""
        return ["every", "start", *self.dimensions]

    def schema(self) -> pa.DataFrameSchema:
        """Return the schema that the cleaned table keeps."""
        levels = {
            name: pa.Column(str, pa.Check.isin([ALL, *known])) if known else pa.Column(str)
            for name, known in self.dimensions.items()
        }
        least = None if self.negative else pa.Check.ge(0)
        counts = {name: pa.Column("Int64", least, nullable=True) for name in self.measures}
        return pa.DataFrameSchema(
            {
                "every": pa.Column(str, pa.Check.isin(self.every)),
                "start": pa.Column("datetime64[us]"),
                **levels,
                **counts,
                "release": pa.Column(str),
                "vintage": pa.Column("datetime64[us]"),
                "official": pa.Column(bool),
                "summed": pa.Column(bool),
                "partial": pa.Column(bool),
            },
            checks=list(self.checks),
            unique=[*self.keys, "release"],
            strict=True,
        )


def read_figures(dataset: Dataset, sidecar: Sidecar) -> pd.DataFrame:
    """Read a dataset's CSV.

    Parameters
    ----------
    dataset : Dataset
    sidecar : Sidecar
        Of the CSV.

    Returns
    -------
    DataFrame
        The rows as text and ``Int64`` counts.

    Raises
    ------
    BadData
        Where a count is no whole number, a row names a release that the sidecar does not, or two rows give a figure for
        the same thing.
    """
    figures = pd.read_csv(sidecar.file, dtype=str, keep_default_na=False)
    for measure in dataset.measures:
        figures[measure] = _counts(figures[measure], sidecar)
    _refuse_doubles(figures, dataset, sidecar)
    known = {release.key: release for release in sidecar.releases}
    for row, key in figures["release"][~figures["release"].isin(known)].items():
        place = Where(sidecar.file, row=int(str(row)) + 2, column="release")
        raise BadData(f"release '{key}' is not in {sidecar.path.name}", where=place, expected=" or ".join(known))
    return figures


def add_vintages(figures: pd.DataFrame, releases: Iterable[Release]) -> pd.DataFrame:
    """Put beside each row when its release was published, and whether it is official.

    Parameters
    ----------
    figures : DataFrame
        With the column ``release``.
    releases : iterable of Release
        All that the rows name.

    Returns
    -------
    DataFrame
        With the columns ``vintage`` (datetime) and ``official`` (bool).
    """
    known = {release.key: release for release in releases}
    dates = figures["release"].map({key: release.date for key, release in known.items()})
    official = figures["release"].map({key: release.standing == "official" for key, release in known.items()})
    return figures.assign(vintage=pd.to_datetime(dates).astype("datetime64[us]"), official=official)


def _refuse_doubles(figures: pd.DataFrame, dataset: Dataset, sidecar: Sidecar) -> None:
    doubled = figures.duplicated([name for name in figures.columns if name not in dataset.measures])
    for row in figures.index[doubled]:
        named = ", ".join(text for name, text in figures.loc[row].items() if name not in dataset.measures)
        raise BadData(
            f"a second row for {named}", where=Where(sidecar.file, row=int(row) + 2), expected="one row for each"
        )


def _counts(texts: pd.Series, sidecar: Sidecar) -> pd.Series:
    counts = pd.to_numeric(texts.where(texts != "", pd.NA), errors="coerce")
    wrong = texts[(counts.isna() & (texts != "")) | (counts % 1).fillna(0).ne(0)]
    for row, text in wrong.items():
        place = Where(sidecar.file, row=int(str(row)) + 2, column=str(texts.name))
        raise BadData(
            f"'{text}' is no count", where=place, expected="a whole number, or nothing where none was published"
        )
    return counts.astype("Int64")


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


def fill_absent(figures: pd.DataFrame, dimensions: Sequence[str], measure: str, *, quiet: bool = False) -> pd.DataFrame:
    """Add the noughts that a publisher of detailed rows leaves out.

    Parameters
    ----------
    figures : DataFrame
        Rows of releases that print every combination that occurs.
    dimensions : sequence of str
        Columns that break the count down.
    measure : str
        The count.
    quiet : bool
        Whether there may be periods with nothing to count: one between the first and the last gets noughts, too.

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
        printed = figures[is_part].groupby(keys)[measure].sum().rename("printed")
        whole = figures[~is_part].set_index(keys)[measure].rename("whole")
        joined = figures[keys].join(printed, on=keys).join(whole, on=keys)
        partial |= is_part & (joined["printed"] < joined["whole"]).fillna(False).astype(bool)
    return figures.assign(partial=partial)


def details_within(dimension: str, measure: str, *, exhaustive: bool = False) -> pa.Check:
    """Return a check that the levels of a dimension add up to no more than its margin within each release.

    Parameters
    ----------
    dimension, measure : str
        Column that breaks the count down, and the count.
    exhaustive : bool
        The levels must add up to the margin exactly, not only stay within it.

    Returns
    -------
    pandera.Check
    """

    def agrees(table: pd.DataFrame) -> bool:
        keys = [
            name
            for name in table.columns
            if name not in {dimension, "summed", "partial", "vintage", "official"} and str(table[name].dtype) != "Int64"
        ]
        is_margin = table[dimension] == ALL
        parts = table[~is_margin].groupby(keys)[measure].sum()
        both = pd.concat({"parts": parts, "whole": table[is_margin].set_index(keys)[measure]}, axis=1).dropna()
        wrong = both[both["parts"] != both["whole"]] if exhaustive else both[both["parts"] > both["whole"]]
        return wrong.empty

    relation = "add up to" if exhaustive else "stay within"
    return pa.Check(agrees, error=f"the levels of {dimension} must {relation} All in each period of each release")
