"""Charges for modern slavery, of the table that a third party made."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import written
from analysis.datasets.published.recorded_crime import OFFENCE_CODE


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the charges for modern slavery by quarter."""
    table = tables["charges_by_offence"]
    rows = table[table["offence_code"] == OFFENCE_CODE]
    return rows.assign(period=written(rows["quarter"])).groupby("period", as_index=False)[["charges"]].sum()
