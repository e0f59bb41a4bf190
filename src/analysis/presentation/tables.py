"""Tables: each returns a `Table` of written numbers with its title, markers and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analysis import periods
from analysis.presentation import prose
from analysis.presentation.display import Column, SourceEntry, Sources, Table
from analysis.provenance import Provenance, provenance_of

Writer = Callable[[float], str]

_MARKERS = {prose.NOT_AVAILABLE: "[x] not available"}


def table(
    data: pd.DataFrame,
    *,
    title: str,
    first: str,
    names: Mapping[str, str] | None = None,
    write: Mapping[str, Writer] | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
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
        How the numbers of a column are written; a column ``share`` as a percentage, any other as counts, unless it says
        otherwise.
    source : DataFrame, optional
        The loaded table behind `data`, where `data` has lost its provenance on the way.
    notes : tuple of str
        What a reader must know; markers that occur are explained without being asked.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        Where there is no provenance.
    """
    numeric = {column: pd.api.types.is_numeric_dtype(data[column]) for column in data.columns}
    writers: dict[object, Writer] = {
        column: prose.percent if column == "share" else prose.count for column in data.columns if numeric[column]
    }
    writers.update(write or {})
    rows = tuple(
        (prose.period_or_name(label), *(_cell(value, writers.get(column)) for column, value in row.items()))
        for label, row in data.astype(object).iterrows()
    )
    shown = {marker: meaning for marker, meaning in _MARKERS.items() if any(marker in row for row in rows)}
    return Table(
        title=title,
        columns=(
            Column(first),
            *(
                Column((names or {}).get(name, prose.period_or_name(name)), numeric=numeric[name] or name in writers)
                for name in data.columns
            ),
        ),
        rows=rows,
        notes=(*shown.values(), *notes),
        sources=tuple(str(release) for release in provenance_of(data if source is None else source).releases),
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
                note=release.note,
            )
            for release in reversed(provenance.releases)
        )
    )


def _cell(value: Any, write: Writer | None) -> str:
    if write is None:
        return prose.NOT_AVAILABLE if pd.isna(value) else str(value)
    return write(value)
