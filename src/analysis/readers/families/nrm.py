"""National Referral Mechanism and Duty to Notify tables as the `asylum` package tidied them: CSV files, long and wide.

Totals stand among their details (location `Total`, a row `Total` above the quarters of its year, also of a part-year);
each is checked against its details and set aside. The publisher's own workbooks are read by `nrm_workbook`.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.readers.checks import refuse_repeated_keys, take_totals
from analysis.readers.quarters import calendar_quarters
from analysis.readers.release import Notes
from analysis.readers.table import Table


def tidy_quarters(table: Table, notes: Notes, over: tuple[str, ...], value: str) -> pd.DataFrame:
    """Return a table by quarter without its totals over years and over the columns of `over`, each total checked."""
    data = table.data
    dated = (data["quarter"] != "Total").to_numpy(dtype=bool)
    quarter = calendar_quarters(replace(table, data=data[dated]))
    named = data[dated].drop(columns="year").assign(quarter=quarter)
    refuse_repeated_keys(table, named, ("quarter", *over))
    refuse_repeated_keys(table, data, ("year", "quarter", *over))
    details = take_totals(table, data, notes, within=("year",), over=("quarter", *over), value=value)
    details = details.drop(columns="year").assign(quarter=quarter.loc[details.index])
    return details[["quarter", *(name for name in details.columns if name != "quarter")]]


def tidy_first_responders(table: Table, notes: Notes) -> pd.DataFrame:
    """Return the innermost lines of nested totals, each total checked against them.

    An organisation's rows `Total` repeat its details, rows such as `Police total` repeat its type's; local authorities
    are one pooled organisation without rows of its own over all exploitation types.
    """
    data = table.data
    pooled = data["first_responder"].str.casefold() == data["first_responder_type"].str.casefold() + " total"
    data = data.assign(first_responder=data["first_responder"].mask(pooled, "Total"))
    over = ("first_responder", "exploitation_type", "age_at_exploitation", "gender", "nationality")
    refuse_repeated_keys(table, data, ("first_responder_type", *over))
    return take_totals(table, data, notes, within=("first_responder_type",), over=over, value="people")
