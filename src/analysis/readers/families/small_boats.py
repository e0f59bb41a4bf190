"""Migrants detected crossing the English Channel in small boats, weekly time series: SB_01 by day, SB_02 by week."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import BadData, Where
from analysis.readers.release import Notes
from analysis.readers.spreadsheet import Sheet
from analysis.readers.table import Table


def tidy(table: Table, notes: Notes, days: int) -> pd.DataFrame:
    """Return a table whose dates follow one another by so many days; weeks end on Sundays."""
    dates = table.data["date"]
    steps = np.flatnonzero(dates.diff().iloc[1:] != pd.Timedelta(days=days)) + 1
    if len(steps):
        line, due = dates.index[steps[0]], dates.iloc[steps[0] - 1] + pd.Timedelta(days=days)
        what = f"{dates.iloc[steps[0]]:%d/%m/%Y} follows {dates.iloc[steps[0] - 1]:%d/%m/%Y}"
        raise BadData(what, where=table.at(line, "date"), expected=f"{due:%d/%m/%Y}")
    if days == 7 and (dates.dt.day_of_week != 6).any():
        raise BadData(f"{dates.iloc[0]:%d/%m/%Y} is not a Sunday", where=table.at(dates.index[0], "date"))
    _refuse_more_parts(table)
    return table.data


def _refuse_more_parts(table: Table) -> None:
    """Refuse a line with more uncontrolled landings than boats: they are a part of them."""
    more = (table.data["uncontrolled_landings"] > table.data["boats_arrived"]).fillna(False).to_numpy(dtype=bool)
    if more.any():
        where = table.at(table.data.index[more][0], "uncontrolled_landings")
        raise BadData("more boats landed uncontrolled than arrived", where=where)


def refuse_other_weeks(tables: dict[str, pd.DataFrame], others: dict[str, Sheet], notes: Notes) -> None:
    """Refuse weeks whose arrivals are not the sum of their days."""
    if set(tables) != {"daily", "weekly"}:
        return
    daily, weekly = tables["daily"].set_index("date"), tables["weekly"].set_index("date")
    for figure in ("migrants_arrived", "boats_arrived"):
        sums = daily[figure].rolling(7).sum().reindex(weekly.index)
        odd = np.flatnonzero((sums.notna() & (sums != weekly[figure])).to_numpy())
        if len(odd):
            week = weekly.index[odd[0]]
            what = (
                f"the week ending {week:%d/%m/%Y} has {weekly[figure][week]:,} but its days add up to {sums[week]:,.0f}"
            )
            row = int(tables["weekly"].index[odd[0]])
            raise BadData(what, where=Where(notes.path, "SB_02", row, figure.replace("_", " ").capitalize()))
