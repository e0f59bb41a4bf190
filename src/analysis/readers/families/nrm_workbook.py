"""The Home Office's own workbooks of National Referral Mechanism and Duty to Notify data tables.

No original was at hand: the layout is as the scripts of the `asylum` package read the workbooks of 2022 Q2 to 2023 Q4
(https://github.com/humaniverse/asylum, data-raw/nrm_*.R). A title stands above; the header on row 4 (to 2022 Q3, after
an empty column) or row 6, and on rows 6 and 7 where ages stand over outcomes or locations. A year stands beside its
total only, the quarters below it; the labels of a first responder table stand beside their total only. Tables are told
by their title and header, since their numbers change. What is laid out otherwise is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.errors import BadData
from analysis.readers.families.nrm import (
    LOCATIONS,
    by_age,
    decisions,
    tidy_first_responders,
    tidy_quarters,
)
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout, Spread
from analysis.readers.release import Notes
from analysis.readers.table import Table

_HEADER_ROWS = (4, 5, 6, 7)
_YEAR = Column("year", ("Year",), "year", blank=True)
_QUARTER = Column("quarter", ("Quarter",), blank=True)
_NESTED = ("first_responder", "exploitation_type", "age_at_exploitation", "gender")


def _tidy_quarters(table: Table, notes: Notes, over: tuple[str, ...], value: str) -> pd.DataFrame:
    """Return a table whose years stand beside their totals only, with the year on every line."""
    data = table.data
    if pd.isna(data["year"].iloc[0]):
        raise BadData("no year stands beside the first row", where=table.at(data.index[0], "year"), expected="a year")
    year = data["year"].ffill().astype("int64")
    quarter = data["quarter"].mask(data["quarter"].isin(["", "Total"]), "Total")
    return tidy_quarters(replace(table, data=data.assign(year=year, quarter=quarter)), notes, over, value)


def _tidy_first_responders(table: Table, notes: Notes, kind: str) -> pd.DataFrame:
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
    return tidy_first_responders(replace(table, data=data[every]), notes)


def _first_responders(kind: str, title: str, headings: tuple[str, ...]) -> Layout:
    responder = (Column("first_responder", headings, blank=True),) if headings else ()
    return Layout(
        "first_responders",
        (
            *responder,
            Column("exploitation_type", ("Exploitation type", "Claimed exploitation type"), blank=True),
            Column("age_at_exploitation", ("Age at exploitation", "Age group at exploitation"), blank=True),
            Column("gender", ("Gender",), blank=True),
        ),
        header_rows=_HEADER_ROWS,
        title=re.compile(title, re.IGNORECASE),
        spread=Spread(("nationality",), Column("people", (), "whole")),
        tidy=partial(_tidy_first_responders, kind=kind),
    )


def _wide(table: str, title: str, labels: dict[str, tuple[str, str]], second: str, value: str) -> Layout:
    return Layout(
        table,
        (_YEAR, _QUARTER),
        key=("quarter", "age_at_exploitation", second),
        every_quarter=True,
        header_rows=_HEADER_ROWS,
        title=re.compile(title, re.IGNORECASE),
        levels=2,
        spread=Spread(("age_at_exploitation", second), Column(value, (), "whole"), labels),
        tidy=partial(_tidy_quarters, over=("age_at_exploitation", second), value=value),
    )


_BOTH = "decisions made by both competent authorities by quarter, outcome"

NRM_WORKBOOK = Family(
    "nrm_data_tables",
    "Modern Slavery: National Referral Mechanism and Duty to Notify statistics, data tables",
    "Home Office",
    (
        _wide(
            "referrals",
            "referrals by quarter.* age at exploitation and location",
            by_age(LOCATIONS),
            "location_of_exploitation",
            "referrals",
        ),
        _wide("reasonable_grounds", f"reasonable grounds {_BOTH}", decisions("reasonable"), "outcome", "decisions"),
        _wide("conclusive_grounds", f"conclusive grounds {_BOTH}", decisions("conclusive"), "outcome", "decisions"),
        Layout(
            "reports_by_quarter",
            (_YEAR, _QUARTER, Column("reports", ("Total",), "whole")),
            key=("quarter",),
            every_quarter=True,
            header_rows=_HEADER_ROWS,
            title=re.compile("(DtN|Duty to Notify).* by quarter", re.IGNORECASE),
            tidy=partial(_tidy_quarters, over=(), value="reports"),
        ),
        _first_responders(
            "Government agency",
            "by government.* first responder",
            ("Government agency first responder", "First responder (government agencies)"),
        ),
        _first_responders(
            "NGO and third sector",
            "by NGO.* first responder",
            ("NGO and third sector first responder", "First Responder (NGO and Third Sector)"),
        ),
        _first_responders(
            "Police",
            "by police first responder",
            ("Police first responder", "Police and ROCUs first responder", "First responder (Police)"),
        ),
        _first_responders("Local Authority", "(from|by) local authorit", ()),
    ),
)
