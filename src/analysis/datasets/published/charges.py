"""Charges for modern slavery offences (offence code 106) in England and Wales.

One row is a calendar quarter (or a calendar year, where all four of its quarters are held) × release.

======= ======================================================================================================
charges offences with the outcome charged or summonsed, in investigations that were closed in the period
======= ======================================================================================================

**A secondary source.** The Home Office publishes the outcomes of police investigations by force and outcome; these
figures were tabulated from them by participants of a hackathon of HM Treasury, who did not write down how. Their file
calls the count `Outcomes` and their page `Charges`; it covers no single force and no other outcome.

A charge is counted when the police close the investigation, often long after they recorded the offence: charges of a
quarter over offences of the same quarter are no charge rate. Defendants may be charged with other offences instead.
The numbers are small, and move by chance from quarter to quarter.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods, add_years, written
from analysis.datasets.dataset import Dataset
from analysis.datasets.published.recorded_crime import OFFENCE_CODE


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the calendar years that a release implies."""
    return add_years(add_periods(figures, "period").assign(summed=False), [], ["charges"])


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the charges for modern slavery by quarter."""
    if (table := tables.get("charges_by_offence")) is None:
        return None
    table = table[table["offence_code"] == OFFENCE_CODE]
    rows = table.assign(period=written(table["quarter"]))
    return rows.groupby("period")["charges"].sum().astype("Int64").reset_index()


DATASET = Dataset(
    name="charges",
    title="Charges for modern slavery offences",
    short="crime outcomes",
    explanation=__doc__,
    file="charges.csv",
    area="England and Wales",
    measures={"charges": "offences charged"},
    every=("quarter", "year"),
    clean=clean,
    families={"charges_by_offence": from_tables},
    negative=True,
)
