"""Modern slavery offences recorded by the police of England and Wales (offence code 106).

One row is a calendar quarter or a financial year × police force × release.

======== =====================================================================================================
force    one of the territorial forces, or `Other police`: the British Transport Police, which the publisher
         counts in the total for England and Wales
offences offences recorded in the period, whenever they were committed
======== =====================================================================================================

The publisher counts in financial quarters; each is given here as the calendar quarter of the same three months, so that
quarter 4 of 2017-18 is 2018 Q1. A count can be below zero: an offence that is cancelled, or transferred to another
force, is taken off the quarter in which that happens.

An offence is recorded where the police find that one took place, and referrals to the National Referral Mechanism are
to be recorded as offences: a rise can come from recording. Modern slavery became an offence of its own in these figures
in April 2015. Scotland and Northern Ireland count apart.

`partial` are figures that leave forces out: those for 2019-20, and of the same day for 2018-19, are without Greater
Manchester, which could not supply figures while it changed its computer system. A total is summed over forces only
where all of them, and the British Transport Police, have a figure.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets import forces
from analysis.datasets.cleaning import add_periods, add_years, details_within
from analysis.datasets.dataset import ALL, FORCE, Dataset
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


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return modern slavery offences by quarter and force; without those that a force did not supply."""
    if (table := tables.get("recorded_crime")) is None:
        return None
    table = table[table["offence_code"] == OFFENCE_CODE].dropna(subset="offences")
    quarters = {quarter: label(to_calendar(quarter)) for quarter in table["quarter"].unique()}
    names = {name: forces.level_of(name) for name in table["force"].unique()}
    rows = table.assign(period=table["quarter"].map(quarters).astype(str), force=table["force"].map(names).astype(str))
    sums = rows.groupby(["period", FORCE])["offences"].sum().astype("Int64")
    return sums.reset_index().assign(coverage=_COMPLETE)


DATASET = Dataset(
    name="recorded_crime",
    title="Modern slavery offences recorded by the police",
    short="police recorded crime",
    explanation=__doc__,
    file="recorded_crime.csv",
    area="England and Wales",
    measures={"offences": "offences"},
    dimensions={FORCE: ()},
    every=("quarter", "financial_year"),
    clean=clean,
    families={"recorded_crime": from_tables},
    checks=(forces.are_known(), details_within(FORCE, "offences")),
    negative=True,
)
