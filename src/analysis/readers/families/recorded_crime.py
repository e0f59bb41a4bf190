"""Police recorded crime and crime outcomes open data tables, by police force area, and charges tabulated from them.

One sheet, or one CSV file, a financial year. No original outcomes table was at hand: its columns and marks are as users
of the releases describe them, to March 2026 (https://github.com/SGilr/oocd-dashboard, etl/) and of March 2018 and 2019
(https://github.com/mpjashby/cj-charts and https://github.com/mpjashby/lesscrime.info).
"""

from __future__ import annotations

import re
from functools import partial

import pandas as pd

from analysis.readers.checks import refuse_repeated_keys
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout
from analysis.readers.quarters import financial_quarters, quarter_ends
from analysis.readers.release import Notes, count
from analysis.readers.table import Table

_NOT_GIVEN = dict.fromkeys(("N/A", "N/a", "n/a", "NA"), "not applicable") | {
    "N/A - Offence code expired": "the offence code had expired",
    "N/A - offence code expired": "the offence code had expired",
    "N/A - data not provided": "the force provided no data",
    "..": "not available",
    "--": "not available",
    "*": "not available",
    ":": "not available",
}
_OFFENCE = (
    Column("financial_year", ("Financial Year",)),
    Column("financial_quarter", ("Financial Quarter",)),
    Column("force", ("Force Name",)),
    Column("offence", ("Offence Description",)),
    Column("offence_group", ("Offence Group",)),
    Column("offence_subgroup", ("Offence Subgroup",)),
    Column("offence_code", ("Offence Code",)),
)
_OUTCOME = (
    Column("offence_code_expired", ("Offence code expired",), blank=True, required=False),
    Column("outcome_type", ("Outcome Type",)),
    Column("outcome", ("Outcome Description",)),
    Column("outcome_group", ("Outcome Group",)),
    Column(
        "outcomes_by_recording",
        (
            "Outcomes for offences that were recorded in the quarter",
            "Number of outcomes for offences that were recorded in the quarter",
            "Force outcomes for offences recorded in quarter",
        ),
        "whole",
        missing=_NOT_GIVEN,
    ),
    Column(
        "outcomes_by_closing",
        (
            "Outcomes for investigations closed in the quarter",
            "Outcomes for investigations that were closed in the quarter",
            "Number of outcomes for investigations that were closed in the quarter",
            "Force outcomes recorded in quarter",
        ),
        "whole",
        missing=_NOT_GIVEN,
    ),
)

# The tabulation splits these two over two rows each, which add up to what the quarters before and after give.
_SPLIT_CHARGES = {("2017-09-30", "4.8"): 2, ("2018-03-31", "46"): 2}


def _tidy(table: Table, notes: Notes, key: tuple[str, ...]) -> pd.DataFrame:
    data = table.data.drop(columns=["financial_year", "financial_quarter"])
    data.insert(0, "quarter", financial_quarters(table))
    # Homicide stands on one row for each of the codes that its combined code `1/4.1/4.10/4.2` names.
    codes, names = pd.factorize(data["offence_code"])
    combined = pd.Series(names).str.count("/").add(1).take(codes).set_axis(data.index)
    refuse_repeated_keys(table, data, key, combined)
    repeated = data.duplicated(list(key))
    if repeated.any():
        where = table.at(data.index[repeated.to_numpy()][0], "offence_code")
        why = "combined offence codes: add their rows up"
        notes.put_aside(where, f"{count(int(repeated.sum()), 'row')} of a quarter, force and offence that has one", why)
    return data


def _tidy_charges(table: Table, notes: Notes) -> pd.DataFrame:
    data = table.data.drop(columns="date")
    data.insert(0, "quarter", quarter_ends(table))
    keys = zip(table.data["date"].dt.strftime("%Y-%m-%d"), data["offence_code"], strict=True)
    allowed = pd.Series([_SPLIT_CHARGES.get(key, 1) for key in keys], index=data.index)
    refuse_repeated_keys(table, data, ("quarter", "offence_code"), allowed)
    repeated = data.duplicated(["quarter", "offence_code"])
    if repeated.any():
        what = f"{count(int(repeated.sum()), 'row')} of a quarter and offence that has one"
        notes.put_aside(table.at(data.index[repeated.to_numpy()][0]), what, "known to be split: add their rows up")
    return data


RECORDED_CRIME = Family(
    "recorded_crime",
    "Police recorded crime open data tables by police force area",
    "Home Office",
    (
        Layout(
            "recorded_crime",
            (*_OFFENCE, Column("offences", ("Number of Offences",), "whole", missing=_NOT_GIVEN)),
            sheet=re.compile(r"20\d\d[-_ ]\d\d"),
            every_quarter=True,
            tidy=partial(_tidy, key=("quarter", "force", "offence_code")),
        ),
    ),
)
OUTCOMES = Family(
    "crime_outcomes",
    "Crime outcomes open data tables by police force area",
    "Home Office",
    (
        Layout(
            "crime_outcomes",
            (*_OFFENCE, *_OUTCOME),
            sheet=re.compile(r"Outcomes.open.data.*", re.IGNORECASE),
            every_quarter=True,
            tidy=partial(_tidy, key=("quarter", "force", "offence_code", "outcome_type")),
        ),
    ),
)
CHARGES = Family(
    "charges_by_offence",
    "Charges by offence code, England and Wales, tabulated from the crime outcomes open data tables",
    "Home Office, tabulated by a third party",
    (
        Layout(
            "charges_by_offence",
            (
                Column("date", ("Date",), "date"),
                *_OFFENCE[3:],
                Column("charges", ("Outcomes for investigations closed in the quarter",), "whole"),
                Column(
                    "severity_weighted_charges",
                    ("Severity weighted outcomes for investigations closed in the quarter",),
                    "number",
                ),
            ),
            numbered=True,
            every_quarter=True,
            tidy=_tidy_charges,
        ),
    ),
)
