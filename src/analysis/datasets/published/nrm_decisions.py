"""Decisions of both stages, of two tables that a file may hold one or both of."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import written

_STAGES = {"reasonable_grounds": "Reasonable grounds", "conclusive_grounds": "Conclusive grounds"}


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of the tables of reasonable and conclusive grounds decisions."""
    found = [table.assign(stage=_STAGES[name]) for name, table in tables.items() if name in _STAGES]
    rows = pd.concat(found, ignore_index=True).rename(columns={"age_at_exploitation": "age_group"})
    rows = rows.assign(period=written(rows["quarter"]), outcome=rows["outcome"].str.split().str[0])
    return rows[["period", "stage", "outcome", "age_group", "decisions"]]
