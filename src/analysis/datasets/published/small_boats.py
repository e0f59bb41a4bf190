"""People and boats that arrived, of the daily table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the whole months of a daily series; of a month that has only begun, nothing."""
    table = tables["daily"]
    days = table.assign(
        month=table["date"].dt.to_period("M"), days_revised=table["notes"].str.contains("Revised", na=False).astype(int)
    )
    counts = {
        "migrants_arrived": "people",
        "boats_arrived": "boats",
        "uncontrolled_landings": "boats_uncontrolled",
        "days_revised": "days_revised",
    }
    months = days.groupby("month")
    sums = months[list(counts)].sum(min_count=1).rename(columns=counts).astype("Int64")
    known = months["uncontrolled_landings"].count() == months.size()
    sums["boats_uncontrolled"] = sums["boats_uncontrolled"].where(known)
    whole = sums[months.size() == pd.PeriodIndex(sums.index).days_in_month].reset_index()
    return whole.assign(month=whole["month"].astype(str))
