"""What every dataset has, and the cleaning steps that they share.

A cleaned dataset is one long table. A row is a period (``every`` and ``start``), a level of each dimension, the
measures, and the release that printed them. In a dimension, ``All`` is the margin over its levels; nothing else is ever
a total, so that no sum can count a person twice by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from analysis import areas, roots
from analysis.datasets.form import REFERENCE, Form
from analysis.errors import BadData, Where
from analysis.provenance import Release, Sidecar

if TYPE_CHECKING:
    import pandera.pandas as pa

ALL = "All"

FREQUENCIES: Mapping[str, str] = {
    "financial_year": "Y-MAR",
    "year": "Y-DEC",
    "quarter": "Q-DEC",
    "month": "M",
    "week": "W-SUN",
}
"""How often a dataset is counted, and the pandas frequency of its periods."""


REGION = "region"
"""Dimension of the datasets that are broken down by region."""

FORCE = "force"
"""Dimension of the datasets that are broken down by police force; see `analysis.datasets.forces` for its levels."""

NATIONALITIES = "(nationalities of the data root)"
"""First of the levels of a dimension, in the place of the nationalities that the data root names."""


class Levels(Mapping[str, tuple[str, ...]]):
    """Levels of dimensions; those that the data root names are asked for when they are needed.

    Parameters
    ----------
    levels : mapping of str to tuple of str
        `NATIONALITIES` among them stands for those that the data root names.

    Examples
    --------
    >>> Levels({"role": ("Suspect",)})["role"]
    ('Suspect',)
    """

    def __init__(self, levels: Mapping[str, tuple[str, ...]]) -> None:
        self._levels = dict(levels)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        found = self._levels[name]
        if found[:1] == (NATIONALITIES,):
            return (*roots.current().nationalities, *found[1:])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)


class _Area:
    """The area that a dataset names, or else the nation of the data root, which no import may ask for."""

    def __get__(self, dataset: Dataset | None, owner: type[Dataset]) -> str:
        if dataset is None:
            return ""
        return dataset.__dict__["area"] or areas.nation().name

    def __set__(self, dataset: Dataset, name: str) -> None:
        dataset.__dict__["area"] = name


@dataclass(frozen=True)
class Rule:
    """What a cleaned table must keep.

    Attributes
    ----------
    agrees : callable
        Takes the table and returns whether it keeps the rule, for each row or for all.
    error : str
        The rule in words.
    """

    agrees: Callable[[pd.DataFrame], pd.Series | bool]
    error: str


@dataclass(frozen=True)
class Dataset:
    """A dataset by its name: what its figures mean and how they are cleaned; see `analysis.datasets.declared`.

    Attributes
    ----------
    name, title : str
        The name that `analysis.load` takes, and what it is called in a report.
    explanation : str
        What one row is, and the caveats.
    area : str
        The area that its figures cover; the nation of the data root, where none is named, as by every return.
    about : mapping of str to str
        What each measure and dimension holds.
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
    checks : tuple of Rule
        Sums and limits that the cleaned table must keep.
    provisional : bool
        Whether the publisher calls all of the series provisional.
    revisions : str
        Measure that counts what the publisher itself marks as revised, where there is one.
    negative : bool
        Whether a count may be below zero, as where cancelled records are taken off the period of the cancellation.
    sparse : bool
        Whether figures of some periods only were ever found, so that none needs to be there.
    other_places : tuple of str
        Levels of `place` that stand for what is no police force (or region), such as all other organisations. Every
        other level is mapped to the name that the force goes by here, or refused.
    form : Form, optional
        The return that the figures come from, where they are not published; it has no `families` or `clean`.
    short : str
        How a chart names the publication, such as ``NRM statistics``; the title without it.
    """

    name: str
    title: str
    explanation: str
    measures: Mapping[str, str]
    every: tuple[str, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    area: _Area = _Area()  # a descriptor that holds nothing of its own
    clean: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checks: tuple[Rule, ...] = ()
    families: Mapping[str, Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame | None]] = field(default_factory=dict)
    provisional: bool = False
    revisions: str = ""
    negative: bool = False
    sparse: bool = False
    other_places: tuple[str, ...] = ()
    form: Form | None = None
    short: str = ""

    @property
    def file(self) -> str:
        """Name of the CSV in ``data/published``, whose sidecar has the ending ``.yaml``; a return has none."""
        return "" if self.form else f"{self.name}.csv"

    @property
    def place(self) -> str:
        """Dimension that holds police forces or regions, or nothing."""
        return next((name for name in (FORCE, REGION) if name in self.dimensions), "")

    @property
    def asks(self) -> Form:
        """The form of the return that the figures come from, where the caller knows that they are returned."""
        if self.form is None:
            raise ValueError(f"{self.name} is no return")
        return self.form

    @property
    def columns(self) -> list[str]:
        """Columns of the return that the figures come from."""
        reference = [REFERENCE] if self.asks.records else []
        counts = [name for name in self.measures if name != self.asks.records]
        return [self.asks.span, *reference, *self.dimensions, *counts]

    @property
    def keys(self) -> list[str]:
        """Columns that tell one row of a release from another."""
        return ["every", "start", *self.dimensions]

    def schema(self) -> pa.DataFrameSchema:
        """Return the schema that the cleaned table keeps."""
        import pandera.pandas as pa  # noqa: PLC0415  # a page whose figures are in the cache should not wait for it

        levels = {
            name: pa.Column(str, pa.Check.isin([ALL, *known])) if known else pa.Column(str)
            for name, known in self.dimensions.items()
        }
        least = None if self.negative else pa.Check.ge(0)
        counts = {name: pa.Column("Int64", least, nullable=True) for name in self.measures}
        returned = {"covered": pa.Column("Int64", pa.Check.ge(0)), "suppressed": pa.Column(bool)} if self.form else {}
        return pa.DataFrameSchema(
            {
                "every": pa.Column(str, pa.Check.isin(self.every)),
                "start": pa.Column("datetime64[us]"),
                **levels,
                **counts,
                "release": pa.Column(str),
                # A release whose day nobody printed has none.
                "vintage": pa.Column("datetime64[us]", nullable=True),
                "official": pa.Column(bool),
                "summed": pa.Column(bool),
                "partial": pa.Column(bool),
                **returned,
            },
            checks=[pa.Check(rule.agrees, error=rule.error) for rule in self.checks],
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
        With the columns ``vintage`` (datetime, missing where a release names no day) and ``official`` (bool).
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
