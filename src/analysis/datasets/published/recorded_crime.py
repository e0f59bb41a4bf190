"""Modern slavery offences by police force: totals over forces, and the table of all offences cut down to one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets import forces
from analysis.datasets.cleaning import add_periods, add_years
from analysis.datasets.dataset import ALL, FORCE
from analysis.periods import label, to_calendar

OFFENCE_CODE = "106"
_COMPLETE = "All forces"


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the totals over all forces, and the financial years, that a release implies."""
    rows = add_periods(figures, "period").assign(summed=False, partial=figures["coverage"] != _COMPLETE)
    return add_years(_add_totals(rows), [FORCE, "partial"], ["offences"], every="financial_year")


def _add_totals(rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["release", "vintage", "official", "every", "start"]
    details = rows[(rows[FORCE] != ALL) & ~rows["partial"]]
    sums = details.groupby(keys, dropna=False)["offences"].sum(min_count=len(forces.levels())).dropna()
    totals = sums.reset_index().assign(**{FORCE: ALL}, summed=True, partial=False)
    return pd.concat([rows, totals], ignore_index=True)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return modern slavery offences by quarter and force; without those that a force did not supply."""
    rows = modern_slavery(tables["recorded_crime"].dropna(subset="offences"))
    return rows.groupby(["period", FORCE], as_index=False)[["offences"]].sum().assign(coverage=_COMPLETE)


def modern_slavery(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of offences that are modern slavery, with calendar quarters and names of forces."""
    rows = table[table["offence_code"] == OFFENCE_CODE]
    quarters = {quarter: label(to_calendar(quarter)) for quarter in rows["quarter"].unique()}
    names = {name: forces.level_of(name) for name in rows["force"].unique()}
    return rows.assign(period=rows["quarter"].map(quarters).astype(str), force=rows["force"].map(names).astype(str))
