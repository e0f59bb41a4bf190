"""National Referral Mechanism and Duty to Notify tables as the `asylum` package tidied them: CSV files, long and wide.

Totals stand among their details (location `Total`, a row `Total` above the quarters of its year, also of a part-year);
each is checked against its details and set aside. The publisher's own workbooks are read by `nrm_workbook`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.readers.checks import refuse_repeated_keys, take_totals
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout, Spread
from analysis.readers.quarters import calendar_quarters
from analysis.readers.release import Notes
from analysis.readers.table import Table

AGES = ("Adult (18 or over)", "Child (17 or under)", "Age not specified or unknown")
LOCATIONS = ("Overseas", "UK", "UK and Overseas", "Not specified or unknown")
_YEAR = Column("year", ("Year",), "year")
_QUARTER = Column("quarter", ("Quarter",))


def by_age(labels: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return the labels of wide tables by heading: each of the given for each age group, with totals."""
    headings = {f"{age} - {label}": (age, label) for age in AGES for label in (*labels, "Total")}
    return {**headings, "Total": ("Total", "Total")}


def decisions(stage: str) -> dict[str, tuple[str, str]]:
    """Return the labels of a table of `reasonable` or `conclusive` grounds decisions by heading."""
    return by_age((f"Negative {stage} grounds", f"Positive {stage} grounds"))


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


def _grounds(stage: str) -> Layout:
    value = Column("decisions", (), "whole")
    return Layout(
        f"{stage}_grounds",
        (_YEAR, _QUARTER),
        key=("quarter", "age_at_exploitation", "outcome"),
        every_quarter=True,
        spread=Spread(("age_at_exploitation", "outcome"), value, decisions(stage)),
        tidy=partial(tidy_quarters, over=("age_at_exploitation", "outcome"), value="decisions"),
    )


_PUBLISHER = "Home Office, tidied by the British Red Cross"

NRM_REFERRALS = Family(
    "nrm_referrals",
    "National Referral Mechanism: referrals by quarter, age and location of exploitation",
    _PUBLISHER,
    (
        Layout(
            "referrals",
            (
                _YEAR,
                _QUARTER,
                Column("age_at_exploitation", ("Age at exploitation",)),
                Column("location_of_exploitation", ("Location of exploitation",)),
                Column("referrals", ("NRM referrals",), "whole"),
            ),
            key=("quarter", "age_at_exploitation", "location_of_exploitation"),
            every_quarter=True,
            tidy=partial(tidy_quarters, over=("age_at_exploitation", "location_of_exploitation"), value="referrals"),
        ),
    ),
)
NRM_GROUNDS = Family(
    "nrm_grounds",
    "National Referral Mechanism: reasonable and conclusive grounds decisions by quarter, outcome and age",
    _PUBLISHER,
    (_grounds("reasonable"), _grounds("conclusive")),
)
DUTY_TO_NOTIFY = Family(
    "duty_to_notify",
    "Duty to Notify: reports by quarter",
    _PUBLISHER,
    (
        Layout(
            "reports_by_quarter",
            (_YEAR, _QUARTER, Column("reports", ("Total",), "whole")),
            key=("quarter",),
            every_quarter=True,
            tidy=partial(tidy_quarters, over=(), value="reports"),
        ),
    ),
)
FIRST_RESPONDERS = Family(
    "nrm_first_responders",
    "National Referral Mechanism: referrals by first responder, exploitation type, age, gender and nationality",
    _PUBLISHER,
    (
        Layout(
            "first_responders",
            (
                Column("first_responder_type", ("First responder type",)),
                Column("first_responder", ("First responder",)),
                Column("exploitation_type", ("Exploitation type",)),
                Column("age_at_exploitation", ("Age at exploitation",)),
                Column("gender", ("Gender",)),
                Column("nationality", ("Nationality",)),
                Column("people", ("People",), "whole"),
            ),
            tidy=tidy_first_responders,
        ),
    ),
)
