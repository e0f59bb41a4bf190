"""The Home Office's own workbooks of National Referral Mechanism and Duty to Notify data tables.

No original was at hand: the layout is as the scripts of the `asylum` package read the workbooks of 2022 Q2 to 2023 Q4
(https://github.com/humaniverse/asylum, data-raw/nrm_*.R). A title stands above; the header on row 4 (to 2022 Q3, after
an empty column) or row 6, and on rows 6 and 7 where ages stand over outcomes or locations. A year stands beside its
total only, the quarters below it; the labels of a first responder table stand beside their total only. Tables are told
by their title and header, since their numbers change. What is laid out otherwise is refused.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.errors import BadData
from analysis.readers.families import nrm
from analysis.readers.release import Notes
from analysis.readers.table import Table

_NESTED = ("first_responder", "exploitation_type", "age_at_exploitation", "gender")


def tidy_quarters(table: Table, notes: Notes, over: tuple[str, ...], value: str) -> pd.DataFrame:
    """Return a table whose years stand beside their totals only, with the year on every line."""
    data = table.data
    if pd.isna(data["year"].iloc[0]):
        raise BadData("no year stands beside the first row", where=table.at(data.index[0], "year"), expected="a year")
    year = data["year"].ffill().astype("int64")
    quarter = data["quarter"].mask(data["quarter"].isin(["", "Total"]), "Total")
    return nrm.tidy_quarters(replace(table, data=data.assign(year=year, quarter=quarter)), notes, over, value)


def tidy_first_responders(table: Table, notes: Notes, kind: str) -> pd.DataFrame:
    """Return a first responder table whose labels stand beside their totals only, with all labels on every line."""
    data = table.data.copy()
    names = [name for name in _NESTED if name in data]
    given = data[names] != ""
    for outer, name in enumerate(names[:-1]):
        for inner in names[outer + 1 :]:
            data[inner] = data[inner].mask(given[name] & ~given[inner], "Total")
    for name in names:
        data[name] = data[name].mask(data[name] == "").ffill()
    if "first_responder" in data:
        pooled = data["first_responder"] == "Total"
    else:
        pooled = data["exploitation_type"] == "Total"
        data["first_responder"] = kind
    data["first_responder"] = data["first_responder"].mask(pooled, f"{kind} total")
    data["first_responder_type"] = pd.Series(kind, index=data.index, dtype="str")
    every = ["first_responder_type", *_NESTED, "nationality", "people"]
    return nrm.tidy_first_responders(replace(table, data=data[every]), notes)
