"""People detected on irregular routes to the UK, from the Home Office's quarterly statistics.

One row is a calendar quarter (or a calendar year) × method of entry × one of nationality, age group and sex × release.

=============== ==============================================================================================
method_of_entry small boat, inadequately documented by air, detected at a port, detected inland within 72 hours
nationality     as recorded on arrival; in the repository for small boats only, in a downloaded release for all
age_group, sex  as recorded on arrival; the bands of earlier releases are renamed to those of later ones, except where
                a release has bands of its own (18 to 29, 30 to 49, 50 to 69, 70 and over: year ending March 2023)
detections      persons detected
=============== ==============================================================================================

A detection depends on looking: a change can come from enforcement as well as from arrivals, above all inland and at
ports. Small boat arrivals are close to complete. These are the final figures: the weekly series (`small_boats`) is
provisional and differs slightly for some years. The figures cover the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods, add_years, details_within, fill_absent, one_at_a_time
from analysis.datasets.dataset import ALL, Dataset

METHODS = (
    "Small boat arrivals",
    "Inadequately documented air arrivals",
    "Recorded detections at UK ports",
    "Recorded detections in the UK",
)
AGE_GROUPS = (
    "17 and under",
    "18 to 24",
    "18 to 29",
    "25 to 39",
    "30 to 49",
    "40 and over",
    "50 to 69",
    "70 and over",
    "Unknown",
    "Not currently recorded",
    "Not available",
)
_NOT_AVAILABLE = {"N/A": "Not available"}
SEXES = ("Female", "Male", "Unknown", "Not currently recorded", "Not available")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the noughts that the source leaves out, the totals over the methods of entry, and the calendar years."""
    dimensions, measures = ["method_of_entry", "nationality", "age_group", "sex"], ["detections"]
    rows = fill_absent(add_periods(figures, "period"), dimensions, "detections").assign(summed=False)
    keys = ["release", "vintage", "official", "every", "start", "nationality", "age_group", "sex"]
    # A breakdown that a release gives for one method only has no total over all of them.
    methods = rows.groupby(["release", *(rows[name].eq(ALL) for name in keys[-3:])])["method_of_entry"]
    has_all = methods.transform("nunique") == len(METHODS)
    all_methods = rows[has_all].groupby(keys, as_index=False)[measures].sum()
    rows = pd.concat([rows, all_methods.assign(method_of_entry=ALL, summed=True)], ignore_index=True)
    return add_years(rows, dimensions, measures)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the totals of a detailed dataset by method of entry, and by each of nationality, age and sex with it."""
    if (table := tables.get("detections")) is None:
        return None
    table = table.replace({"age_group": _NOT_AVAILABLE, "sex": _NOT_AVAILABLE})
    return one_at_a_time(table, "method_of_entry", ("nationality", "age_group", "sex"), "detections")


DATASET = Dataset(
    name="irregular_migration",
    title="Irregular arrivals detected",
    short="irregular migration statistics",
    explanation=__doc__,
    file="irregular_migration.csv",
    area="UK",
    measures={"detections": "persons detected"},
    dimensions={"method_of_entry": METHODS, "nationality": (), "age_group": AGE_GROUPS, "sex": SEXES},
    every=("quarter", "year"),
    clean=clean,
    families={"irregular_migration": from_tables},
    checks=tuple(
        details_within(name, "detections", exhaustive=True)
        for name in ("method_of_entry", "nationality", "age_group", "sex")
    ),
)
