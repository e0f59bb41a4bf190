"""Irregular migration to the UK, detailed datasets Irr_D01, D04 and D05: official workbooks and tables made from them.

In the workbooks a `Data - Irr_D0n` sheet has a title, the header on row 2 and `End of table` below; the pivot sheet of
the same number repeats parts of it. Since 2025 the publication is called illegal entry routes to the UK, and its sheets
`Data_IER_D0n`. The asylum claims of D02 and D03 are left. Tables made from a workbook have a date besides, the first or
last day of the quarter.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.errors import BadData, Where
from analysis.readers.quarters import calendar_quarters
from analysis.readers.release import Notes
from analysis.readers.spreadsheet import Sheet
from analysis.readers.table import Table

_SHEETS = {1: "detections", 4: "nrm_referrals", 5: "nrm_outcomes"}
_AGE_BANDS = (
    frozenset({"17 and under", "18 to 24", "25 to 39", "40 and over"}),
    frozenset({"17 and under", "18 to 29", "30 to 49", "50 to 69", "70 and over"}),
)
_NO_AGE = frozenset({"Unknown", "Not currently recorded", "N/A"})


def tidy(table: Table, notes: Notes) -> pd.DataFrame:
    """Return a table with its quarters, its age bands all of one set."""
    quarter = calendar_quarters(table)
    _refuse_other_bands(table)
    data = table.data.drop(columns=["date", "year", "quarter"], errors="ignore")
    data.insert(0, "quarter", quarter)
    return data


def _refuse_other_bands(table: Table) -> None:
    """Refuse age bands that belong to no known set, or to two sets at once."""
    ages = table.data["age_group"]
    held = set(ages.unique()) - _NO_AGE
    bands = max(_AGE_BANDS, key=lambda known: len(held & known))
    if held - bands:
        line = ages.index[np.flatnonzero(ages.isin(held - bands))[0]]
        expected = " or ".join(", ".join(f"'{band}'" for band in sorted(known)) for known in _AGE_BANDS)
        raise BadData(
            f"the age band '{ages[line]}' is of another set", where=table.at(line, "age_group"), expected=expected
        )


def refuse_missing_sheets(tables: dict[str, pd.DataFrame], others: dict[str, Sheet], notes: Notes) -> None:
    """Refuse a workbook that lacks a data sheet which its contents sheet or its pivot sheets announce."""
    contents = [str(row[0]).strip() for row in others["Contents"].rows if row] if "Contents" in others else []
    for number, table in _SHEETS.items():
        sheet = re.compile(rf"Data[\W_]*(?:Irr|IER)_D0{number}")
        announced = {f"Irr_D0{number}", f"IER_D0{number}"} & set(others) or any(map(sheet.fullmatch, contents))
        if announced and table not in tables:
            where = Where(notes.path, f"Data - Irr_D0{number}")
            raise BadData("the sheet is missing", where=where, expected="it, as the workbook announces it")
