"""Cases in the National Referral Mechanism (NRM) that had no final decision at the end of a quarter.

One row is a calendar quarter × release.

===== ===========================================================================================================
cases cases without a conclusive grounds decision on the last day of the quarter
===== ===========================================================================================================

**Secondary sources, of few quarters.** Whether cases that wait for their first decision are counted, the sources do not
all say. Cases that were withdrawn or suspended may be left out. The figures cover the UK as a whole.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; a stock is never added up."""
    return add_periods(figures, "period").assign(summed=False, partial=False)


DATASET = Dataset(
    name="nrm_outstanding",
    title="NRM cases outstanding",
    explanation=__doc__,
    file="nrm_outstanding.csv",
    area="UK",
    measures={"cases": "cases outstanding"},
    every=("quarter",),
    clean=clean,
    sparse=True,
)
