"""Decisions on cases in the National Referral Mechanism (NRM).

One row is a calendar quarter (or a calendar year) × stage × outcome × age group × release.

========== ===================================================================================================
stage      reasonable grounds (is the person suspected to be a victim?) or conclusive grounds (is it established?)
outcome    positive or negative
age_group  age at the time of exploitation
decisions  decisions made in the period, whenever the person was referred
========== ===================================================================================================

Decisions of a quarter are not those of its referrals: conclusive grounds take more than a year. The tests changed in
January 2023, when reasonable grounds came to need objective evidence (relaxed again that July), so shares before and
after are not alike. The figures cover the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within, written
from analysis.datasets.dataset import Dataset
from analysis.datasets.published.nrm_referrals import AGE_GROUPS

STAGES = ("Reasonable grounds", "Conclusive grounds")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the totals by outcome and by age, and the calendar years, that a release implies; stages are never added."""
    dimensions, measures = ["stage", "outcome", "age_group"], ["decisions"]
    rows = add_margins(add_periods(figures, "period"), ["outcome", "age_group"], measures)
    return add_years(rows, dimensions, measures)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the rows of the tables of reasonable and conclusive grounds decisions."""
    found = []
    for name, stage in (("reasonable_grounds", STAGES[0]), ("conclusive_grounds", STAGES[1])):
        if (table := tables.get(name)) is not None:
            rows = table.assign(period=written(table["quarter"]), stage=stage)
            found.append(rows.assign(outcome=rows["outcome"].str.split().str[0]))
    if not found:
        return None
    rows = pd.concat(found, ignore_index=True).rename(columns={"age_at_exploitation": "age_group"})
    return rows[["period", "stage", "outcome", "age_group", "decisions"]].astype({"decisions": "Int64"})


DATASET = Dataset(
    name="nrm_decisions",
    title="NRM decisions",
    short="NRM statistics",
    explanation=__doc__,
    file="nrm_decisions.csv",
    area="UK",
    measures={"decisions": "decisions"},
    dimensions={"stage": STAGES, "outcome": ("Positive", "Negative"), "age_group": AGE_GROUPS},
    every=("quarter", "year"),
    clean=clean,
    families={"nrm_grounds": from_tables, "nrm_data_tables": from_tables},
    checks=(details_within("outcome", "decisions"), details_within("age_group", "decisions")),
)
