"""Mid-year population estimates of the Office for National Statistics, England and Wales: table MYE4."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.errors import BadData
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout, Spread
from analysis.readers.release import Notes
from analysis.readers.table import Table


def _tidy(table: Table, notes: Notes) -> pd.DataFrame:
    """Refuse regions that do not add up to England, and countries that do not add up to England and Wales."""
    data = table.data.assign(mid_year=table.data["mid_year"].astype("int64"))
    by_year = data.groupby("mid_year")["population"]
    sums = {
        "K04000001": by_year.sum() * 0 + _sum(data, data["code"].isin(["E92000001", "W92000004"])),
        "E92000001": by_year.sum() * 0 + _sum(data, data["geography"] == "Region"),
    }
    for code, parts in sums.items():
        wholes = data[data["code"] == code]
        odd = np.flatnonzero(wholes["population"].to_numpy() != parts.reindex(wholes["mid_year"]).to_numpy())
        if len(odd):
            line = wholes.index[odd[0]]
            what = f"{wholes['name'][line]} has {wholes['population'][line]:,} but its parts add up to"
            raise BadData(f"{what} {parts[wholes['mid_year'][line]]:,.0f}", where=table.at(line), expected="the same")
    return data


def _sum(data: pd.DataFrame, lines: pd.Series) -> pd.Series:
    return data[lines].groupby("mid_year")["population"].sum()


POPULATIONS = Family(
    "populations",
    "Mid-year population estimates, England and Wales",
    "Office for National Statistics",
    (
        Layout(
            "populations",
            (Column("code", ("Code",)), Column("name", ("Name",)), Column("geography", ("Geography",))),
            key=("code", "mid_year"),
            header_rows=tuple(range(2, 16)),
            sheet=re.compile("MYE4"),
            title=re.compile("MYE4: Population estimates"),
            spread=Spread(("mid_year",), Column("population", (), "whole"), re.compile(r"Mid-(\d{4})")),
            required=True,
            tidy=_tidy,
        ),
    ),
)
