"""Immigration Enforcement transparency data: the quarterly tables on carriers' liability, civil penalties and reports.

Of the workbook's tables these four bear on organised immigration crime; the others are set aside by name. The civil
penalties are those for illegal working and for letting, not those for carrying clandestine entrants.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout
from analysis.readers.quarters import calendar_quarters
from analysis.readers.release import Notes
from analysis.readers.table import Table

_NOT_AVAILABLE = {":": "not available", "n/a": "not applicable"}


def _tidy(table: Table, notes: Notes) -> pd.DataFrame:
    return table.data.assign(quarter=calendar_quarters(table))


def _quarterly(sheet: str, name: str, *columns: Column) -> Layout:
    return Layout(
        name,
        (Column("quarter", ("Quarter",)), *columns),
        key=("quarter",),
        every_quarter=True,
        header_rows=(4, 6),
        sheet=re.compile(sheet),
        title=re.compile(sheet),
        glued_notes=True,
        tidy=_tidy,
    )


def _figure(name: str, heading: str, kind: str = "whole") -> Column:
    return Column(name, (heading,), "whole" if kind == "whole" else "number", missing=_NOT_AVAILABLE)


IMMIGRATION_ENFORCEMENT = Family(
    "immigration_enforcement",
    "Immigration Enforcement transparency data",
    "Home Office",
    (
        _quarterly(
            "CLS_01",
            "carriers_liability",
            _figure("charges_issued", "Number of charges issued"),
            _figure("carriers_charged", "Number of carriers that charges were issued to"),
        ),
        _quarterly(
            "CP_02",
            "illegal_working_penalties",
            _figure("penalties_issued", "Number of Penalties Issued"),
            _figure("value_in_million_pounds", "Value of penalties issued (Millions)", "number"),
        ),
        _quarterly(
            "CP_03",
            "right_to_rent_penalties",
            _figure("penalties_issued", "Number of Penalties Issued"),
            _figure("value_in_pounds", "Value of penalties issued", "number"),
        ),
        _quarterly(
            "IMS_01",
            "reports",
            _figure("reports", "Number of reports"),
            _figure("digital_reports", "of which digital"),
        ),
    ),
)
