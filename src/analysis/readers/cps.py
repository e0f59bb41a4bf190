"""Crown Prosecution Service quarterly data summaries: a tidy layout of this project, since no original could be had.

An analyst copies the figures for cases flagged as modern slavery from the published summary into the template, one line
for each quarter and measure. A CSV file with the columns

* `quarter`: financial, such as `2021-22 Q4`;
* `measure`: one of `MEASURES`;
* `value`: the published figure, or one of the marks `[x]`, `[z]`, `[c]`; a line left blank is set aside;
* `unit`: the unit of the measure in `MEASURES`.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import BadData, nearest_names
from analysis.readers.cells import MISSING
from analysis.readers.checks import refuse_repeated_keys
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout
from analysis.readers.quarters import financial_quarters
from analysis.readers.release import Notes, count
from analysis.readers.table import Table

COLUMNS = ("quarter", "measure", "value", "unit")
MEASURES = {
    "referrals": "suspects",
    "legal decisions": "suspects",
    "charged": "suspects",
    "completed prosecutions": "defendants",
    "convictions": "defendants",
    "conviction rate": "per cent",
}


def write_template(path: Path, quarters: tuple[str, ...]) -> None:
    """Write a file to be filled in: every measure with its unit for each quarter, values blank.

    Parameters
    ----------
    path : Path
        The CSV file to write.
    quarters : tuple of str
        Financial quarters such as `2021-22 Q4`.
    """
    lines = [(quarter, measure, "", unit) for quarter in quarters for measure, unit in MEASURES.items()]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *lines])


def _tidy(table: Table, notes: Notes) -> pd.DataFrame:
    data = table.data
    _refuse_unknown(table, "measure", list(MEASURES))
    units = data["measure"].map(MEASURES)
    odd = np.flatnonzero((units != data["unit"]).to_numpy())
    if len(odd):
        where = table.at(data.index[odd[0]], "unit")
        what = f"'{data['measure'].iloc[odd[0]]}' is counted in '{data['unit'].iloc[odd[0]]}'"
        raise BadData(what, where=where, expected=f"'{units.iloc[odd[0]]}'")
    parts = data["quarter"].str.partition(" ")
    split = data.assign(financial_year=parts[0], financial_quarter=parts[2])
    headings = {**table.headings, "financial_year": "quarter", "financial_quarter": "quarter"}
    quarter = financial_quarters(Table(table.layout, table.path, None, split, headings))
    data = data.assign(quarter=quarter)
    refuse_repeated_keys(table, data, ("quarter", "measure"))
    return _without_blanks(table, data, notes)


def _without_blanks(table: Table, data: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Return the lines that were filled in; a value withheld by a mark counts as filled in."""
    marked = notes.marks[-1] if notes.marks else pd.DataFrame({"row": [], "mark": []})
    blank = data["value"].isna() & ~data.index.isin(marked.loc[marked["mark"].isin(list(MISSING)), "row"])
    if blank.all():
        raise BadData("no value is filled in", where=table.at(data.index[0], "value"), expected="the published figure")
    if blank.any():
        where = table.at(data.index[blank.to_numpy()][0], "value")
        notes.rows -= int(blank.sum())
        notes.put_aside(where, count(int(blank.sum()), "row"), "not filled in", int(blank.sum()))
    return data[~blank]


def _refuse_unknown(table: Table, name: str, known: list[str]) -> None:
    odd = np.flatnonzero(~table.data[name].isin(known).to_numpy())
    if len(odd):
        value = table.data[name].iloc[odd[0]]
        where = table.at(table.data.index[odd[0]], name)
        expected = f"one of {', '.join(known)}"
        raise BadData(f"'{value}' is no {name}", where=where, expected=expected, nearest=nearest_names(value, known))


CPS_QUARTERLY = Family(
    "cps_quarterly",
    "Crown Prosecution Service quarterly data summaries: modern slavery flagged cases",
    "Crown Prosecution Service, copied into this project's template",
    (
        Layout(
            "cps_quarterly",
            (
                Column("quarter", ("quarter",)),
                Column("measure", ("measure",)),
                Column("value", ("value",), "number", blank=True),
                Column("unit", ("unit",)),
            ),
            key=("quarter", "measure"),
            tidy=_tidy,
        ),
    ),
)
