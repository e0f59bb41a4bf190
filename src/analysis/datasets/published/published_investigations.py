"""Live modern slavery investigations of the police, at the few dates for which a figure was published.

One row is a month × wording × release.

============== ===============================================================================================
wording        `As stated`, or `At least` where the source says `at least` or `over`
investigations investigations (in some sources: operations) that were live
============== ===============================================================================================

The sources do not say on which day of the month, nor whether all of them count alike; not all forces submit returns, as
the Home Office said of these data. The first figure, 188, is dated to December 2015 by the police and to December 2016
by the Home Office: both are kept. The areas are not stated everywhere; the figures are given here as those of the UK.
The returns behind such figures are in the dataset `live_investigations`.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset

WORDINGS = ("As stated", "At least")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Name the periods; there is nothing to add up."""
    return add_periods(figures, "period", every="month").assign(summed=False)


DATASET = Dataset(
    name="published_investigations",
    title="Live modern slavery investigations as published",
    short="modern slavery investigations",
    explanation=__doc__,
    file="published_investigations.csv",
    area="UK",
    measures={"investigations": "investigations"},
    dimensions={"wording": WORDINGS},
    every=("month",),
    clean=clean,
)
