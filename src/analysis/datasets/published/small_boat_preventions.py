"""Crossings of the English Channel that were prevented in France, from the Home Office's weekly time series.

One row is a week, ending on a Sunday, × release.

================ =============================================================================================
people_prevented persons stopped from crossing; a person stopped on several days may be counted each time
events_prevented attempts stopped
================ =============================================================================================

Not available for the early years, and provisional.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each week its first day; the figures need no other step."""
    return add_periods(figures, "week_ending", every="week").assign(summed=False)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the weeks of a weekly series for which preventions are given."""
    if (table := tables.get("weekly")) is None:
        return None
    renamed = {"migrants_prevented": "people_prevented", "events_prevented": "events_prevented"}
    weeks = table.dropna(subset=list(renamed), how="all").rename(columns=renamed)
    rows = weeks.assign(week_ending=weeks["date"].dt.strftime("%Y-%m-%d"))
    return rows[["week_ending", *renamed.values()]].reset_index(drop=True)


DATASET = Dataset(
    name="small_boat_preventions",
    title="Small boat crossings prevented, weekly series",
    short="small boats time series",
    explanation=__doc__,
    file="small_boat_preventions.csv",
    area="UK",
    measures={"people_prevented": "persons", "events_prevented": "attempts"},
    every=("week",),
    clean=clean,
    families={"small_boats": from_tables},
)
