"""Small boat arrivals by calendar year, as successive releases of the quarterly statistics printed them.

One row is a calendar year × release.

====== =========================================================================================================
people persons who arrived
boats  boats that they came in
====== =========================================================================================================

What was known of a year on a day: `load("small_boat_years", as_at="2022-12-31")` gives the years as the report of
2021-22 could know them. By quarter, nationality, age and sex see `irregular_migration`, by month `small_boats`, which
is provisional. The figures cover the UK as a whole.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; there is nothing to add up."""
    return add_periods(figures, "period").assign(summed=False)


DATASET = Dataset(
    name="small_boat_years",
    title="Small boat arrivals by year, as published in turn",
    short="small boats time series",
    explanation=__doc__,
    file="small_boat_years.csv",
    area="UK",
    measures={"people": "persons", "boats": "boats"},
    every=("year",),
    clean=clean,
)
