"""Crossings prevented, of the weekly table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the weeks of a weekly series for which preventions are given."""
    weeks = tables["weekly"].rename(columns={"migrants_prevented": "people_prevented"})
    weeks = weeks.dropna(subset=["people_prevented", "events_prevented"], how="all")
    rows = weeks.assign(week_ending=weeks["date"].dt.strftime("%Y-%m-%d"))
    return rows[["week_ending", "people_prevented", "events_prevented"]]
