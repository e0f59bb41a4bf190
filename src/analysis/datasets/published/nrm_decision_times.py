"""How long conclusive grounds decisions in the National Referral Mechanism (NRM) took, from referral to decision.

One row is a calendar year (or a calendar quarter) × statistic × release.

========= ====================================================================================================
statistic median; a bound of it (`Median, more than`); or an average of which the source does not say the kind
days      days from referral to decision, as printed
months    months, where the source gives no days
========= ====================================================================================================

**Mostly secondary sources**: see each release. The times are those of the decisions made in the period. They say
nothing of the people still waiting, who may have waited longer. A mean and a median are not alike: a few very long
waits pull a mean up. The figures cover the UK as a whole.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset

STATISTICS = ("Median", "Median, more than", "Average, kind not stated")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; nothing is ever added up."""
    return add_periods(figures, "period").assign(summed=False, partial=False)


DATASET = Dataset(
    name="nrm_decision_times",
    title="NRM decision times",
    short="NRM decision times",
    explanation=__doc__,
    file="nrm_decision_times.csv",
    area="UK",
    measures={"days": "days", "months": "months"},
    dimensions={"statistic": STATISTICS},
    every=("year", "quarter"),
    clean=clean,
    sparse=True,
)
