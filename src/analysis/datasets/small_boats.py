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

import pandas as pd

from analysis.datasets.dataset import Dataset, add_periods


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each month its first day; the figures need no other step."""
    return add_periods(figures, "month", every="month").assign(summed=False)


DATASET = Dataset(
    name="small_boats",
    title="Small boat arrivals, weekly series",
    explanation=__doc__,
    file="small_boats.csv",
    area="UK",
    measures={"people": "persons", "boats": "boats", "boats_uncontrolled": "boats", "days_revised": "days"},
    every=("month",),
    clean=clean,
)
