"""A DataFrame as a table of a page, and as CSV: headings and numbers written as a reader reads them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analysis import periods, prose
from analysis.errors import AnalysisError
from analysis.presentation.display import Column, Table
from analysis.spreadsheets import neutralise

Writer = Callable[[Any], str]

FLAGS = ("release", "vintage", "official", "summed", "partial", "provisional", "revised", "covered", "evidence")
"""Columns of a loaded table that say of what kind a figure is, and are no part of what a chart shows."""


def folded(data: pd.DataFrame | pd.Series, title: str, names: Mapping[str, str]) -> tuple[Table, str]:
    """Return the data of a chart as a table and as CSV, all rows of both.

    Parameters
    ----------
    data : DataFrame or Series
    title : str
        Of the chart.
    names : mapping of str to str
        Headings in place of the names of columns.

    Returns
    -------
    tuple of Table and str
    """
    flat = flattened(data)
    return written(flat, f"Data for “{title}”", names=names), as_csv(flat, names)


def flattened(data: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """Return a table with its index as columns, unless that only numbers the rows, and without columns of flags."""
    frame = data.to_frame() if isinstance(data, pd.Series) else data
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index(names=[name or " " for name in frame.index.names])
    flat = [" – ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame]
    frame = frame.set_axis(flat, axis=1)
    if "area" in flat and frame.empty:
        # Figures that were loaded and filtered until none was left.
        raise AnalysisError("there are no rows to show", expected="figures of at least one period or place")
    alike = {"area"} if "area" in flat and frame["area"].eq(frame["area"].iloc[0]).all() else set()
    return frame[[name for name in flat if name not in {*FLAGS, *alike}]]


def written(
    frame: pd.DataFrame,
    title: str,
    *,
    names: Mapping[str, str] | None = None,
    write: Mapping[str, Writer] | None = None,
) -> Table:
    """Write the cells of a table: counts with commas, rates with decimals, shares in per cent, periods in full.

    Parameters
    ----------
    frame : DataFrame
        Its first column holds the row headings.
    title : str
    names : mapping of str to str, optional
        Headings in place of the names of columns.
    write : mapping of str to callable, optional
        How the cells of a column are written.

    Returns
    -------
    Table
    """
    writers = {name: (write or {}).get(name) or _writer(frame[name]) for name in frame.columns}
    hidden = frame["suppressed"].fillna(value=False).astype(bool) if "suppressed" in frame else None
    shown = [name for name in frame.columns if name != "suppressed"]
    cells = {name: [writers[name](value) for value in frame[name].astype(object)] for name in shown}
    if hidden is not None:
        for name in shown:
            cells[name] = [
                prose.SUPPRESSED if is_hidden and cell == prose.NOT_AVAILABLE else cell
                for cell, is_hidden in zip(cells[name], hidden, strict=True)
            ]
    numeric = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in shown}
    rows = tuple(zip(*(cells[name] for name in shown), strict=True))
    every = {cell for row in rows for cell in row}
    return Table(
        title=title,
        columns=tuple(Column(heading(name, names or {}), numeric=numeric[name]) for name in shown),
        rows=rows,
        notes=tuple(meaning for marker, meaning in MEANINGS.items() if marker in every),
    )


MEANINGS = {
    prose.SUPPRESSED: "[c] confidential: a small number about people, or one that would give such a number away",
    prose.NOT_AVAILABLE: "[x] not available",
    prose.NOT_APPLICABLE: "[z] not applicable",
}


def as_csv(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return a table as CSV with exact numbers, suppressed ones marked, and nothing that a spreadsheet would run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    hidden = frame["suppressed"] if "suppressed" in frame else pd.Series(False, index=frame.index)
    shown = [name for name in frame.columns if name != "suppressed"]
    writer.writerow(neutralise(heading(name, names)) for name in shown)
    for values, is_hidden in zip(frame[shown].astype(object).itertuples(index=False), hidden, strict=True):
        writer.writerow(_exact(value, suppressed=bool(is_hidden)) for value in values)
    return text.getvalue()


def heading(name: str, names: Mapping[str, str]) -> str:
    """Return the heading of a column."""
    given = names.get(name)
    return given if given else re.sub(r"_+", " ", str(name)).strip().capitalize() or "Name"


def file_name(title: str) -> str:
    """Return the name of a download, made of the title of its chart."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return f"{'-'.join(words[:8]) or 'data'}.csv"


def _exact(value: Any, *, suppressed: bool) -> str:
    if pd.isna(value):
        return prose.SUPPRESSED if suppressed else prose.NOT_AVAILABLE
    if isinstance(value, pd.Period):
        return periods.label(value)
    if isinstance(value, float):
        return repr(round(value, 10)).removesuffix(".0")
    return neutralise(str(value))


def _writer(column: pd.Series) -> Writer:
    if pd.api.types.is_bool_dtype(column):
        return lambda value: "yes" if value else "no"
    if not pd.api.types.is_numeric_dtype(column):
        return lambda value: prose.NOT_AVAILABLE if pd.isna(value) else prose.period_or_name(value)
    known = column.dropna().astype(float)
    if re.search(r"\bshare\b|_share", str(column.name)) and known.between(-1, 1).all():
        return lambda value: prose.percent(value, 1)
    if (known == known.round()).all():
        return prose.count
    return lambda value: prose.decimal(value, 1 if known.abs().max() >= 10 else 2)
