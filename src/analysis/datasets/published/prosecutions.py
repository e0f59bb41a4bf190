"""Modern slavery cases of the Crown Prosecution Service, as far as they were published.

One row is a financial year or a calendar year × stage × release.

========== ======================================================================================================
stage      a defendant passes through several, so stages are never added up; referrals are counted in two ways
defendants defendants (for referrals: suspects) in cases flagged as modern slavery
========== ======================================================================================================

No quarterly figures were found, and none for the financial year 2021-22: calendar years are given for 2018 to 2024, as
written answers printed them. A calendar year must not be put in one series with financial years. A case is counted in
the year in which it reached the stage, not in that of the offence.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset

STAGES = (
    "Referral by the police",
    "Referral by the police and others",
    "Charged",
    "Completed prosecution",
    "Conviction",
    "Non-conviction",
)


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Name the periods; there is nothing to add up."""
    return add_periods(figures, "period").assign(summed=False)


DATASET = Dataset(
    name="prosecutions",
    title="Modern slavery prosecutions and convictions",
    short="modern slavery prosecutions",
    explanation=__doc__,
    file="prosecutions.csv",
    area="England and Wales",
    measures={"defendants": "defendants"},
    dimensions={"stage": STAGES},
    every=("financial_year", "year"),
    clean=clean,
)
