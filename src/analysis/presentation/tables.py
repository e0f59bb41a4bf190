"""Tables: each returns a `Table` of written numbers with its title, markers and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analysis import periods, prose
from analysis.presentation import citing
from analysis.presentation.display import Column, Table
from analysis.presentation.references import SourceEntry, Sources
from analysis.provenance import Provenance, provenance_of

Writer = Callable[[float], str]

_MEANINGS = {
    prose.SUPPRESSED: "[c] confidential: a small number about people, or one that would give such a number away",
    prose.NOT_AVAILABLE: "[x] not available",
    prose.NOT_APPLICABLE: "[z] not applicable",
    prose.PROVISIONAL: "[p] provisional: as first published, or of a series that its publisher does not call final",
    prose.REVISED: "[r] revised since it was first published, or made from a figure that was",
}
_DOWNLOADED = "Read from the downloaded file, not from the repository."
_MARKERS = {"provisional": prose.PROVISIONAL, "revised": prose.REVISED}


def table(
    data: pd.DataFrame,
    *,
    title: str,
    first: str,
    names: Mapping[str, str] | None = None,
    write: Mapping[str, Writer] | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
    markers: Mapping[str, pd.Series | pd.DataFrame] | None = None,
) -> Table:
    """Show a DataFrame: its index as row headings, its columns as they are.

    Parameters
    ----------
    data : DataFrame
        Numbers or text over an index of Periods or names.
    title : str
        What the table holds, where and when, with the unit.
    first : str
        Heading of the column of row headings.
    names : mapping of str to str, optional
        Headings of columns that are not called what a reader should see.
    write : mapping of str to callable, optional
        How the numbers of a column are written; one with ``share`` in its name as a percentage, any other as
        counts, unless it says otherwise.
    source : DataFrame, optional
        The loaded table behind `data`, where `data` has lost its provenance on the way.
    notes : tuple of str
        What a reader must know; markers that occur are explained without being asked.
    markers : mapping of str to Series or DataFrame, optional
        Under ``provisional``, ``revised`` and ``suppressed``, how many of the figures behind a row (Series) or a cell
        (DataFrame) are so, as `totals.markers` counts them. A column of numbers that the DataFrame lacks was made from
        the whole row. A marker that all numbers of a column bear stands in its heading. A number that is missing where
        a figure behind it is suppressed is ``[c]``.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        Where there is no provenance.
    """
    numeric = {column: pd.api.types.is_numeric_dtype(data[column]) for column in data.columns}
    writers: dict[str, Writer] = {
        column: prose.percent if re.search(r"\bshare\b", str(column)) else prose.count
        for column in data.columns
        if numeric[column]
    }
    writers.update(write or {})
    headings = {name: (names or {}).get(name, prose.period_or_name(name)) for name in data.columns}
    cells = {name: [_cell(value, writers.get(name)) for value in data[name].astype(object)] for name in data.columns}
    for marker, counts in (markers or {}).items():
        for name in cells.keys() & writers.keys():
            if marker == "suppressed":
                is_hidden = _behind(data, name, counts) & data[name].isna()
                cells[name] = [
                    prose.SUPPRESSED if yes else cell for cell, yes in zip(cells[name], is_hidden, strict=True)
                ]
                continue
            marked = _marked(data, name, counts)
            if len(data) > 1 and marked.all():
                headings[name] += f" {_MARKERS[marker]}"
            else:
                cells[name] = [
                    f"{cell} {_MARKERS[marker]}" if yes else cell for cell, yes in zip(cells[name], marked, strict=True)
                ]
    rows = tuple(zip(map(prose.period_or_name, data.index), *cells.values(), strict=True))
    shown = " ".join([*headings.values(), *(cell for row in rows for cell in row)])
    return Table(
        title=title,
        columns=(
            Column(first),
            *(Column(headings[name], numeric=numeric[name] or name in writers) for name in data.columns),
        ),
        rows=rows,
        notes=(
            *(meaning for marker, meaning in _MEANINGS.items() if marker in shown),
            *citing.with_coverage(notes, data, source),
        ),
        sources=citing.sources(provenance_of(data if source is None else source)),
    )


def sources(provenance: Provenance) -> Sources:
    """List releases, newest first, with their addresses.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    Sources
    """
    return Sources(
        tuple(
            SourceEntry(
                publisher=release.publisher,
                title=release.title,
                released=periods.day(release.date) if release.date else "date not given",
                period=release.period,
                address=release.address,
                licence=release.licence,
                standing=release.standing,
                note=f"{release.note} {_DOWNLOADED}".strip() if release.downloaded else release.note,
                kind=release.kind,
                date=release.date.isoformat() if release.date else "",
            )
            for release in reversed(provenance.releases)
        )
    )


def _cell(value: Any, write: Writer | None) -> str:
    if write is None:
        return prose.NOT_AVAILABLE if pd.isna(value) else str(value)
    return write(value)


def _marked(data: pd.DataFrame, name: str, counts: pd.Series | pd.DataFrame) -> pd.Series:
    return _behind(data, name, counts) & data[name].notna()


def _behind(data: pd.DataFrame, name: str, counts: pd.Series | pd.DataFrame) -> pd.Series:
    if isinstance(counts, pd.DataFrame):
        counts = counts[name] if name in counts else counts.sum(axis=1)
    behind = counts if counts.index.equals(data.index) else counts.reindex(data.index)
    return (behind.fillna(0) > 0).astype(bool)
