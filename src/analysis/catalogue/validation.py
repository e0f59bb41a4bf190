"""From rows to a table that keeps its dataset's schema, or an error that names file, row and value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import periods
from analysis.catalogue.files import readings
from analysis.datasets import forces
from analysis.datasets.cleaning import mark_partial
from analysis.datasets.dataset import ALL, FREQUENCIES, Dataset, add_vintages
from analysis.errors import BadData, UnknownName, Where, nearest_names, printable
from analysis.provenance import Release

if TYPE_CHECKING:
    from pandera.errors import SchemaError

Place = Callable[[str, Any], Where | str]
"""Where the value of a column stands, as far as that can be told."""


def validated(dataset: Dataset, rows: pd.DataFrame, releases: Sequence[Release], place: Place) -> pd.DataFrame:
    """Clean rows in the form of a dataset's CSV, and check them against its schema.

    Parameters
    ----------
    dataset : Dataset
    rows : DataFrame
        With ``release``.
    releases : sequence of Release
        All that the rows name.
    place : callable
        See `Place`.

    Returns
    -------
    DataFrame
        In the form of ``dataset.schema()``.

    Raises
    ------
    BadData
        Where a police force is not known, or something is not as the schema says.
    """
    try:
        known = forces.with_known_names(rows, dataset)
    except UnknownName as error:
        where = place(dataset.place, error.value)
        raise BadData(error.what, where=where, expected=error.expected, nearest=error.nearest) from error
    cleaned = dataset.clean(add_vintages(known, releases))
    return checked(dataset, mark_partial(cleaned, list(dataset.dimensions), next(iter(dataset.measures))), place)


def checked(dataset: Dataset, table: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return a cleaned table that keeps the dataset's schema; see `validated`."""
    from pandera.errors import SchemaError  # noqa: PLC0415  # takes a third of a second, which the cache should save

    schema = dataset.schema()
    try:
        return schema.validate(table[list(schema.columns)])
    except SchemaError as error:
        raise _complaint(error, dataset, table, place) from error


def refuse_twice(
    dataset: Dataset, rows: pd.DataFrame, earlier: Sequence[pd.DataFrame], path: Path, files: Mapping[str, list[str]]
) -> None:
    """Refuse a file that gives a figure which another file of the same release has given.

    Parameters
    ----------
    dataset : Dataset
    rows : DataFrame
        Of the file.
    earlier : sequence of DataFrame
        Rows of files before it.
    path : Path
        The file.
    files : mapping of str to list of str
        Names of the files before it, by key of their release.

    Raises
    ------
    BadData
    """
    names = [name for name in rows.columns if name not in dataset.measures]
    given = [each[names] for each in earlier if set(each["release"]) & set(rows["release"])]
    both = rows[names].merge(pd.concat(given).drop_duplicates(), how="inner") if given else rows.iloc[:0]
    if len(both):
        key = str(both["release"].iloc[0])
        what = ", ".join(str(value) for name, value in both.iloc[0].items() if name != "release" and value != ALL)
        others = " or ".join(printable(name) for name in files[key])
        raise BadData(
            f"it gives {what}, as {others} of the same release does", where=Where(path), expected="one of them"
        )


def in_csv(rows: pd.DataFrame, file: Path) -> Place:
    """Return how to find a value in the CSV that rows were read from."""

    def place(column: str, value: Any) -> Where:
        found = rows.index[(rows[column] == value).fillna(False).astype(bool)] if column in rows else rows.index[:0]
        known = len(found) == 1 or (len(found) and isinstance(value, str))
        return Where(file, row=int(found[0]) + 2, column=column) if known else Where(file)

    return place


def in_download(path: Path) -> Place:
    """Return how to find a value in an official file: it is read again, for its rows were added up."""
    return lambda _, value: readings.place_of(value, path) if isinstance(value, str) else Where(path)


def nowhere(name: str) -> Place:
    """Return how to name what a value is part of, where it has no place in one file."""
    return lambda *_: name


def _complaint(error: SchemaError, dataset: Dataset, table: pd.DataFrame, place: Place) -> BadData:
    cases, column = error.failure_cases, str(getattr(error.schema, "name", ""))
    if not isinstance(cases, pd.DataFrame) or cases.empty or not pd.notna(cases["index"].iloc[0]):
        return BadData(_rule(error), where=place("", None))
    row = table.loc[cases["index"].iloc[0]]
    if column in dataset.dimensions:
        value, known = str(row[column]), [ALL, *dataset.dimensions[column]]
        what = f"'{value}' is no {column.replace('_', ' ')} of {dataset.name}"
        nearest = nearest_names(value, known)
        return BadData(what, where=place(column, value), expected=" or ".join(known), nearest=nearest, value=value)
    measure = column if column in dataset.measures else next(iter(dataset.measures))
    named = [_period(row), *(str(row[name]) for name in dataset.dimensions if row[name] != ALL)]
    what = f"{', '.join(named)}: {measure} is {row[measure]}"
    return BadData(what, where=place(measure, row[measure]), expected=_rule(error))


def _period(row: pd.Series) -> str:
    return (
        periods.label(pd.Period(row["start"], freq=FREQUENCIES[row["every"]])) if row["every"] in FREQUENCIES else "?"
    )


def _rule(error: SchemaError) -> str:
    if error.reason_code and error.reason_code.name == "DUPLICATES":
        return "one figure for each period and level"
    if getattr(error.schema, "name", None) and getattr(error.check, "name", "") == "greater_than_or_equal_to":
        return "0 or more"
    text = str(error.check.error) if getattr(error.check, "error", None) else str(error)
    return text.splitlines()[0].rstrip(".")
