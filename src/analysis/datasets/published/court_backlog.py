"""Cases of the Crown Court in England and Wales: received, disposed of, and open at the end of each quarter.

One row is a calendar quarter × release.

========== =====================================================================================================
receipts   cases received in the quarter
disposals  cases disposed of in the quarter
open_cases cases not disposed of on the last day of the quarter: a stock, never added up
========== =====================================================================================================

All cases, of any offence: how many of them are modern slavery cases is not published. **Mostly a secondary source**: a
tabulation of the Ministry of Justice's statistics by a third party, who did not write down how.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; a stock is never added up."""
    return add_periods(figures, "period").assign(summed=False)


DATASET = Dataset(
    name="court_backlog",
    title="Crown Court cases received, disposed of and open",
    short="criminal court statistics",
    explanation=__doc__,
    file="court_backlog.csv",
    area="England and Wales",
    measures={"open_cases": "cases open", "receipts": "cases received", "disposals": "cases disposed of"},
    every=("quarter",),
    clean=clean,
)
