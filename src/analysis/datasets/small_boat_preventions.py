"""Crossings of the English Channel that were prevented in France, from the Home Office's weekly time series.

One row is a week, ending on a Sunday, × release.

================ =============================================================================================
people_prevented persons stopped from crossing; a person stopped on several days may be counted each time
events_prevented attempts stopped
================ =============================================================================================

Not available for the early years, and provisional.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.dataset import Dataset, add_periods


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each week its first day; the figures need no other step."""
    return add_periods(figures, "week_ending", every="week").assign(summed=False)


DATASET = Dataset(
    name="small_boat_preventions",
    title="Small boat crossings prevented, weekly series",
    explanation=__doc__,
    file="small_boat_preventions.csv",
    area="UK",
    measures={"people_prevented": "persons", "events_prevented": "attempts"},
    every=("week",),
    clean=clean,
)
