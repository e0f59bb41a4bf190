"""People detected on irregular routes: totals over the methods of entry, and the detailed table added up."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods, add_years, fill_absent, one_at_a_time
from analysis.datasets.dataset import ALL

_METHODS = 4
"""How many methods of entry a breakdown by all of them has."""

_WHO = ("nationality", "age_group", "sex")
_NOT_AVAILABLE = {"N/A": "Not available"}


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the zeros that the source leaves out, the totals over the methods of entry, and the calendar years."""
    dimensions, measures = ["method_of_entry", *_WHO], ["detections"]
    rows = fill_absent(add_periods(figures, "period"), dimensions, "detections").assign(summed=False)
    keys = ["release", "vintage", "official", "every", "start", *_WHO]
    # A breakdown that a release gives for one method only has no total over all of them.
    methods = rows.groupby(["release", *(rows[name].eq(ALL) for name in _WHO)])["method_of_entry"]
    has_all = methods.transform("nunique") == _METHODS
    all_methods = rows[has_all].groupby(keys, as_index=False)[measures].sum()
    rows = pd.concat([rows, all_methods.assign(method_of_entry=ALL, summed=True)], ignore_index=True)
    return add_years(rows, dimensions, measures)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the totals of a detailed dataset by method of entry, and by each of nationality, age and sex with it."""
    table = tables["detections"].replace({"age_group": _NOT_AVAILABLE, "sex": _NOT_AVAILABLE})
    return one_at_a_time(table, "method_of_entry", _WHO, "detections")
