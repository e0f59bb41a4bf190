"""Police recorded crime and crime outcomes open data tables, by police force area, and charges tabulated from them.

One sheet, or one CSV file, a financial year. No original outcomes table was at hand: its columns and marks are as users
of the releases describe them, to March 2026 (https://github.com/SGilr/oocd-dashboard, etl/) and of March 2018 and 2019
(https://github.com/mpjashby/cj-charts and https://github.com/mpjashby/lesscrime.info).
"""

from __future__ import annotations

import pandas as pd

from analysis.readers.checks import refuse_repeated_keys
from analysis.readers.quarters import financial_quarters, quarter_ends
from analysis.readers.release import Notes, count
from analysis.readers.table import Table

# The tabulation splits these two over two rows each, which add up to what the quarters before and after give.
_SPLIT_CHARGES = {("2017-09-30", "4.8"): 2, ("2018-03-31", "46"): 2}


def tidy(table: Table, notes: Notes, key: tuple[str, ...]) -> pd.DataFrame:
    """Return a table with its quarters, and note the rows of combined offence codes."""
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


def tidy_charges(table: Table, notes: Notes) -> pd.DataFrame:
    """Return the charges with their quarters, and note the rows that are known to be split."""
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
