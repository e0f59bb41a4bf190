"""Police workforce, England and Wales: the open data table of heads and full-time equivalents by force and rank."""

from __future__ import annotations

import re

from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout

WORKFORCE = Family(
    "police_workforce",
    "Police workforce, England and Wales: open data table",
    "Home Office",
    (
        Layout(
            "police_workforce",
            (
                Column("year", ("As at 31 March", "As at 31 March..."), "year"),
                Column("force_code", ("Geocode", "Geo code")),
                Column("force", ("Force name",)),
                Column("region", ("Region",)),
                Column("sex", ("Sex",)),
                Column("rank", ("Rank", "Rank description")),
                Column("worker_type", ("Worker type",)),
                Column("headcount", ("Total (headcount)",), "whole"),
                Column("full_time_equivalents", ("Total (FTE)",), "number", missing={"N/A": "not applicable"}),
            ),
            key=("year", "force", "sex", "rank", "worker_type"),
            sheet=re.compile("Data"),
            required=True,
        ),
    ),
)
