"""Checks that a table agrees with itself: keys, quarters without gaps, totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadData
from analysis.periods import label
from analysis.readers.release import Notes, count
from analysis.readers.table import Table


def refuse_repeated_keys(
    table: Table, data: pd.DataFrame, key: Sequence[str], allowed: pd.Series | None = None
) -> None:
    """Refuse lines that share a key.

    Parameters
    ----------
    table : Table
        The table that the data was made from.
    data : DataFrame
        The lines.
    key : sequence of str
        Columns that no two lines may share.
    allowed : Series of int, optional
        How many lines may share the key of each line, where that is more than one.

    Raises
    ------
    BadData
        Where more lines share a key; names the key, both rows, and the quarter due there where it is missing.
    """
    repeated = data.duplicated(list(key), keep=False)
    if allowed is not None and repeated.any():
        among = data.loc[repeated, list(key)]
        times = among.groupby(list(key), observed=True)[key[0]].transform("size")
        repeated = repeated & (times > allowed[repeated]).reindex(data.index, fill_value=False)
    if not repeated.any():
        return
    position = int(np.flatnonzero(repeated & data.duplicated(list(key)))[0])
    second = data.index[position]
    among = data.loc[repeated, list(key)]
    groups = among.groupby(list(key), observed=True, sort=False).ngroup()
    first = groups.index[(groups == groups.loc[second]).to_numpy()][0]
    places = [position, data.index.tolist().index(first)]
    due = next(filter(None, (_due_quarter(table, data, place) for place in places)), "it once")
    what = ", ".join(_shown(value) for value in among.loc[second])
    raise BadData(
        f"'{what}' stands there twice, first on row {table.at(first).row}",
        where=table.at(second),
        expected=due,
    )


def refuse_missing_quarters(table: Table, data: pd.DataFrame) -> None:
    """Refuse a table of quarters, in column `quarter`, that has a gap; names the first missing one.

    Raises
    ------
    BadData
        Where a quarter between the first and the last is not there.
    """
    quarters = data["quarter"].drop_duplicates().sort_values()
    gaps = np.flatnonzero(np.diff(quarters.astype("int64")) > 1)
    if len(gaps):
        before, after = quarters.iloc[gaps[0]], quarters.iloc[gaps[0] + 1]
        due, where = label(before + 1), table.at(quarters.index[gaps[0] + 1], "quarter")
        what = f"{due} is missing between {label(before)} and {label(after)}"
        raise BadData(what, where=where, expected=f"{due}, unless a quarter is mislabelled")


def take_totals(
    table: Table, data: pd.DataFrame, notes: Notes, *, within: Sequence[str], over: Sequence[str], value: str
) -> pd.DataFrame:
    """Return the detail lines of a table whose totals agree with them, and set the totals aside.

    Parameters
    ----------
    table : Table
        The table that the data was made from.
    data : DataFrame
        Details and totals; a total has `Total` in one or more of the columns of `over`.
    notes : Notes
        Takes the totals.
    within : sequence of str
        Columns that a total and its details share.
    over : sequence of str
        Columns that a total may be over.
    value : str
        Column of the figures.

    Returns
    -------
    DataFrame
        The lines without `Total` in them.

    Raises
    ------
    BadData
        Where a total differs from the sum of its details; where some of those are withheld, if they exceed it.
    """
    is_total = pd.DataFrame({name: data[name] == "Total" for name in over}, index=data.index)
    totalled = is_total.any(axis=1)
    details = data[~totalled]
    for pattern, lines in data[totalled].groupby([is_total.loc[totalled, name] for name in over], sort=False):
        keys = [*within, *(name for name, total in zip(over, pattern, strict=True) if not total)]
        sums = _sums(details[value], details, keys, lines)
        withheld = _sums(details[value].isna(), details, keys, lines) > 0
        totals = lines[value].to_numpy(dtype=float, na_value=np.nan)
        wrong = np.flatnonzero(~np.isnan(totals) & np.where(withheld, sums > totals, sums != totals))
        if len(wrong):
            line = lines.index[wrong[0]]
            name = ", ".join(_shown(part) for part in lines[keys].iloc[wrong[0]]) or "everything"
            what = f"the total of {name} is {totals[wrong[0]]:,.0f} but its details add up to {sums[wrong[0]]:,.0f}"
            raise BadData(what, where=table.at(line, value), expected="the same")
    _note_totals(table, data, totalled, notes)
    return details


def _sums(figures: pd.Series, details: pd.DataFrame, keys: list[str], lines: pd.DataFrame) -> NDArray[np.float64]:
    """Return for each line the sum of the figures of the details that share its keys."""
    if not keys:
        return np.full(len(lines), float(figures.sum()))
    sums = figures.groupby([details[key] for key in keys], observed=True).sum()
    wanted = pd.MultiIndex.from_frame(lines[keys]) if len(keys) > 1 else pd.Index(lines[keys[0]])
    return sums.reindex(wanted).fillna(0).to_numpy(dtype=np.float64)


def _note_totals(table: Table, data: pd.DataFrame, totalled: pd.Series, notes: Notes) -> None:
    if not totalled.any():
        return
    rows = data.index.get_level_values("row")
    whole = np.setdiff1d(rows[totalled], rows[~totalled])
    first = data.index[totalled.to_numpy()][0]
    why = "totals: they agree with their details"
    if len(whole):
        notes.rows -= len(whole)
        notes.put_aside(table.at(first), count(len(whole), "total row"), why, len(whole))
    cells = int(totalled.sum() - np.isin(rows[totalled], whole).sum())
    if cells:
        notes.put_aside(table.at(first), f"{count(cells, 'total')} in rows that were read", why)


def _due_quarter(table: Table, data: pd.DataFrame, position: int) -> str | None:
    """Return in words the quarter due at a line, by the line above it, where that quarter is missing."""
    if position == 0 or "quarter" not in data or not isinstance(data["quarter"].dtype, pd.PeriodDtype):
        return None
    above = data["quarter"].iloc[position - 1]
    missing = not (data["quarter"] == above + 1).any()
    row = table.at(data.index[position]).row
    return f"{label(above + 1)} on row {row}, below {label(above)}" if missing else None


def _shown(value: Any) -> str:
    return label(value) if isinstance(value, pd.Period) else str(value)
