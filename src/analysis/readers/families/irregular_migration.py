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
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout
from analysis.readers.quarters import calendar_quarters
from analysis.readers.release import Notes
from analysis.readers.spreadsheet import Sheet
from analysis.readers.table import Table

# Releases to December 2022 wrote the bands in the short form.
AGE_LABELS = {"Under 18": "17 and under", "18-24": "18 to 24", "25-39": "25 to 39", "40+": "40 and over"}
AGE_BANDS = (
    frozenset(AGE_LABELS.values()),
    frozenset({"17 and under", "18 to 29", "30 to 49", "50 to 69", "70 and over"}),
)
NO_AGE = frozenset({"Unknown", "Not currently recorded", "N/A"})

_WHEN = (
    Column("date", ("Date",), "date", required=False),
    Column("year", ("Year",), "year"),
    Column("quarter", ("Quarter",)),
)
_WHO = (
    Column("nationality", ("Nationality",)),
    Column("region", ("Region",)),
    Column("sex", ("Sex",)),
    Column("age_group", ("Age Group",), labels=AGE_LABELS),
)


def _tidy(table: Table, notes: Notes) -> pd.DataFrame:
    quarter = calendar_quarters(table)
    _refuse_other_bands(table)
    data = table.data.drop(columns=["date", "year", "quarter"], errors="ignore")
    data.insert(0, "quarter", quarter)
    return data


def _refuse_other_bands(table: Table) -> None:
    """Refuse age bands that belong to no known set, or to two sets at once."""
    ages = table.data["age_group"]
    held = set(ages.unique()) - NO_AGE
    bands = max(AGE_BANDS, key=lambda known: len(held & known))
    if held - bands:
        line = ages.index[np.flatnonzero(ages.isin(held - bands))[0]]
        expected = " or ".join(", ".join(f"'{band}'" for band in sorted(known)) for known in AGE_BANDS)
        raise BadData(
            f"the age band '{ages[line]}' is of another set", where=table.at(line, "age_group"), expected=expected
        )


def _refuse_missing_sheets(tables: dict[str, pd.DataFrame], others: dict[str, Sheet], notes: Notes) -> None:
    """Refuse a workbook that lacks a data sheet which its contents sheet or its pivot sheets announce."""
    contents = [str(row[0]).strip() for row in others["Contents"].rows if row] if "Contents" in others else []
    for number, layout in zip((1, 4, 5), IRREGULAR_MIGRATION.layouts, strict=True):
        announced = {f"Irr_D0{number}", f"IER_D0{number}"} & set(others) or any(
            layout.sheet.fullmatch(text) for text in contents if layout.sheet
        )
        if announced and layout.table not in tables:
            where = Where(notes.path, f"Data - Irr_D0{number}")
            raise BadData("the sheet is missing", where=where, expected="it, as the workbook announces it")


def _dataset(number: int, table: str, columns: tuple[Column, ...], figure: str, name: str) -> Layout:
    every = (*_WHEN, *columns, Column(name, (figure,), "whole"))
    return Layout(
        table,
        every,
        key=("quarter", *(column.name for column in columns)),
        header_rows=(2,),
        sheet=re.compile(rf"Data[\W_]*(?:Irr|IER)_D0{number}"),
        end="End of table",
        required=number == 1,
        every_quarter=number == 1,
        tidy=_tidy,
    )


IRREGULAR_MIGRATION = Family(
    "irregular_migration",
    "Irregular migration to the UK: detailed datasets",
    "Home Office",
    (
        _dataset(
            1,
            "detections",
            (Column("method_of_entry", ("Method of entry",)), *_WHO),
            "Number of detections",
            "detections",
        ),
        _dataset(4, "nrm_referrals", (Column("nrm_referral", ("NRM referral",)), *_WHO), "Referrals", "referrals"),
        _dataset(
            5,
            "nrm_outcomes",
            (Column("outcome", ("NRM Case Outcome",)), Column("outcome_group", ("NRM Case Outcome Group",)), *_WHO),
            "Referrals",
            "referrals",
        ),
    ),
    _refuse_missing_sheets,
    re.compile(r"Data[\W_]*(?:Irr|IER)_D0[23]"),
)
