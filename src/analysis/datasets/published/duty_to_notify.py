"""Duty to Notify reports: potential adult victims who did not agree to be referred to the National Referral Mechanism.

One row is a calendar quarter (or a calendar year) × release.

======= ====================================================================================================
reports persons reported to the Home Office under section 52 of the Modern Slavery Act 2015
======= ====================================================================================================

A report holds no name unless the person agrees, so that one person may be reported more than once. The duty binds
public authorities in England and Wales; the Home Office publishes the reports for the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods, add_years, written
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the calendar years that a release implies."""
    return add_years(add_periods(figures, "period").assign(summed=False), [], ["reports"])


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the rows of a table of reports by quarter."""
    if (table := tables.get("reports_by_quarter")) is None:
        return None
    rows = table.assign(period=written(table["quarter"])).astype({"reports": "Int64"})
    return rows[["period", "reports"]].reset_index(drop=True)


DATASET = Dataset(
    name="duty_to_notify",
    title="Duty to Notify reports",
    short="NRM statistics",
    explanation=__doc__,
    file="duty_to_notify.csv",
    area="UK",
    measures={"reports": "reports"},
    every=("quarter", "year"),
    clean=clean,
    families={"duty_to_notify": from_tables, "nrm_data_tables": from_tables},
)
