"""People and boats detected crossing the English Channel, from the Home Office's weekly time series.

One row is a month × release.

================== ===========================================================================================
people             persons who arrived, or were brought ashore by UK authorities
boats              boats that they came in
boats_uncontrolled boats among them that landed without being met; not available in early years
days_revised       days of the month that the release marks as revised
================== ===========================================================================================

The series is provisional operational data. The quarterly statistics (`irregular_migration`) are the final ones, and
differ slightly for some years. People who cross undetected are in neither.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each month its first day; the figures need no other step."""
    return add_periods(figures, "month", every="month").assign(summed=False)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the whole months of a daily series; of a month that has only begun, nothing."""
    if (table := tables.get("daily")) is None:
        return None
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


DATASET = Dataset(
    name="small_boats",
    title="Small boat arrivals, weekly series",
    short="small boats time series",
    explanation=__doc__,
    file="small_boats.csv",
    area="UK",
    measures={"people": "persons", "boats": "boats", "boats_uncontrolled": "boats", "days_revised": "days"},
    every=("month",),
    clean=clean,
    families={"small_boats": from_tables},
    provisional=True,
    revisions="days_revised",
)
