"""Referrals of potential victims of modern slavery to the National Referral Mechanism (NRM).

One row is a calendar quarter (or a calendar year, where a release printed it or all four of its quarters) × age group ×
location of exploitation × release.

========== ===================================================================================================
age_group  age at the time of exploitation
location   where the exploitation is said to have happened
referrals  persons referred
========== ===================================================================================================

The NRM counts referrals, not victims: a person may never be found, may refuse to be referred (adults), or may be
referred again. A rise can mean more exploitation, better identification, or both. Each release revises earlier
quarters, as referrals are withdrawn, merged or corrected. The figures cover the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within, written
from analysis.datasets.dataset import Dataset

AGE_GROUPS = ("Adult (18 or over)", "Child (17 or under)", "Age not specified or unknown")
LOCATIONS = ("UK", "Overseas", "UK and overseas", "Not specified or unknown")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the totals by age, by location and over both, and the calendar years, that a release implies."""
    dimensions, measures = ["age_group", "location"], ["referrals"]
    rows = add_margins(add_periods(figures, "period"), dimensions, measures)
    return add_years(rows, dimensions, measures)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the rows of a table of referrals by quarter, age and location."""
    if (table := tables.get("referrals")) is None:
        return None
    renamed = {"age_at_exploitation": "age_group", "location_of_exploitation": "location"}
    rows = table.rename(columns=renamed).assign(period=written(table["quarter"])).astype({"referrals": "Int64"})
    rows["location"] = rows["location"].replace("UK and Overseas", "UK and overseas")
    return rows[["period", "age_group", "location", "referrals"]].reset_index(drop=True)


DATASET = Dataset(
    name="nrm_referrals",
    title="NRM referrals",
    short="NRM statistics",
    explanation=__doc__,
    file="nrm_referrals.csv",
    area="UK",
    measures={"referrals": "persons referred"},
    dimensions={"age_group": AGE_GROUPS, "location": LOCATIONS},
    every=("quarter", "year"),
    clean=clean,
    families={"nrm_referrals": from_tables, "nrm_data_tables": from_tables},
    checks=(details_within("age_group", "referrals"), details_within("location", "referrals")),
)
