"""Outcomes of modern slavery offences (offence code 106) recorded by the police of England and Wales.

One row is a calendar quarter or a financial year × police force × outcome × release.

============ =================================================================================================
force        one of the 43 territorial forces, or `Other police`: the British Transport Police
outcome      in the publisher's words, such as `Charged/Summonsed` or `Not yet assigned an outcome`
by_recording offences recorded in the period, by the outcome that they had when the table was made
by_outcome   outcomes given in the period, whenever the offence was recorded
============ =================================================================================================

The two measures answer two questions. `by_recording` follows the offences of a period: its parts add up to the offences
recorded, and its newest quarters have most offences without an outcome, so that a share charged can still rise.
`by_outcome` counts what the police decided in a period, often about offences of earlier ones; over the offences of the
same period it is no charge rate. A count can be below zero, where an offence is cancelled or moved.

The publisher counts in financial quarters; each is given here as the calendar quarter of the same three months. The
figures are of another release than `charges`, whose quarters of 2017-18 and 2018-19 add up to more than `by_outcome`
here: the two are never put in one series. Leicestershire's offences recorded in 2017-18 are lacking: it has no total of
that year, and the total of all forces is without them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets import forces
from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within
from analysis.datasets.dataset import ALL, FORCE, Dataset
from analysis.datasets.published.recorded_crime import OFFENCE_CODE
from analysis.periods import label, to_calendar

CHARGED = "Charged/Summonsed"
NOT_YET = "Not yet assigned an outcome"
_MEASURES = ["by_recording", "by_outcome"]


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the noughts that are left out, the totals over forces and outcomes, and the financial years."""
    rows = add_periods(_filled(figures), "period")
    rows = add_margins(rows, [FORCE, "outcome"], _MEASURES)
    rows = add_years(rows, [FORCE, "outcome"], _MEASURES, every="financial_year")
    lacking = _lacks_offences(rows) & (rows["outcome"] == ALL)
    return rows.assign(by_recording=rows["by_recording"].mask(lacking))


def _lacks_offences(rows: pd.DataFrame) -> pd.Series:
    """Return which rows are of a force whose offences of a year add up to nought although some have an outcome."""
    year = rows["start"].dt.to_period("Y-MAR")
    of_year = rows["by_recording"].where((rows["every"] == "quarter") & (rows["outcome"] != ALL), 0)
    groups = [rows["release"], year, rows[FORCE]]
    return of_year.groupby(groups).transform("sum").eq(0) & of_year.abs().groupby(groups).transform("sum").gt(0)


def _filled(figures: pd.DataFrame) -> pd.DataFrame:
    """Give each force a row for each of the release's outcomes, in each quarter that it has any row of."""
    of_release = ["release", "vintage", "official"]
    sent = figures[[*of_release, "period", FORCE]].drop_duplicates()
    outcomes = figures[["release", "outcome"]].drop_duplicates()
    keys = [*of_release, "period", FORCE, "outcome"]
    return sent.merge(outcomes, on="release").merge(figures, on=keys, how="left").fillna(dict.fromkeys(_MEASURES, 0))


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the outcomes of modern slavery offences by quarter, force and outcome."""
    if (table := tables.get("crime_outcomes")) is None:
        return None
    table = table[table["offence_code"] == OFFENCE_CODE]
    quarters = {quarter: label(to_calendar(quarter)) for quarter in table["quarter"].unique()}
    names = {name: forces.level_of(name) for name in table["force"].unique()}
    renamed = {"outcomes_by_recording": "by_recording", "outcomes_by_closing": "by_outcome"}
    rows = table.rename(columns=renamed).assign(
        period=table["quarter"].map(quarters).astype(str),
        force=table["force"].map(names).astype(str),
        outcome=table["outcome"].str.replace("–", "-"),
    )
    sums = rows.groupby(["period", FORCE, "outcome"])[_MEASURES].sum(min_count=1)
    return sums.astype("Int64").reset_index()


DATASET = Dataset(
    name="outcomes",
    title="Outcomes of modern slavery offences",
    short="crime outcomes",
    explanation=__doc__,
    file="outcomes.csv",
    area="England and Wales",
    measures={"by_recording": "offences", "by_outcome": "outcomes"},
    dimensions={FORCE: (), "outcome": ()},
    every=("quarter", "financial_year"),
    clean=clean,
    families={"crime_outcomes": from_tables},
    checks=(
        forces.are_known(),
        *(details_within(name, measure, exhaustive=True) for name in (FORCE, "outcome") for measure in _MEASURES),
    ),
    negative=True,
)
