"""Cases in the National Referral Mechanism (NRM) that had no final decision at the end of a quarter.

One row is a calendar quarter × basis × release.

===== ===========================================================================================================
basis what is counted: `All outstanding` cases, those that await a reasonable grounds decision included; or those
      with a positive one, `Awaiting a conclusive grounds decision`
cases cases on the last day of the quarter
===== ===========================================================================================================

**Few quarters, most from secondary sources.** Figures of the two bases do not compare, and are no one series. Cases
that were withdrawn or suspended may be left out: referrals less decisions come to more than these counts. The figures
cover the UK as a whole.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset

BASES = ("All outstanding", "Awaiting a conclusive grounds decision")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; a stock is never added up."""
    return add_periods(figures, "period").assign(summed=False, partial=False)


DATASET = Dataset(
    name="nrm_outstanding",
    title="NRM cases outstanding",
    short="NRM statistics",
    explanation=__doc__,
    file="nrm_outstanding.csv",
    area="UK",
    measures={"cases": "cases outstanding"},
    dimensions={"basis": BASES},
    every=("quarter",),
    clean=clean,
    sparse=True,
)
