"""What the Home Office paid for the programme, as far as it was published.

One row is a financial year × purpose × release.

======= =========================================================================================================
purpose the programme in total, or an extra grant; whether the grant is part of the total is not stated, so the two
        are never added up
pounds  pounds in the prices of the year
======= =========================================================================================================

The figure for 2022-23 was agreed before the year began. No figure for a year before 2021-22 was found.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset

PURPOSES = ("Programme in total", "Extra grant against sexual exploitation")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Name the periods; there is nothing to add up."""
    return add_periods(figures, "period").assign(summed=False)


DATASET = Dataset(
    name="funding",
    title="Home Office funding of the programme",
    short="programme funding",
    explanation=__doc__,
    file="funding.csv",
    area="UK",
    measures={"pounds": "pounds"},
    dimensions={"purpose": PURPOSES},
    every=("financial_year",),
    clean=clean,
)
