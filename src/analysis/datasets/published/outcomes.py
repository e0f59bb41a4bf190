"""Outcomes of modern slavery offences: what a release leaves out, and the table of all offences cut down to one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_margins, add_periods, add_years
from analysis.datasets.dataset import ALL, FORCE
from analysis.datasets.published.recorded_crime import modern_slavery

_MEASURES = ["by_recording", "by_outcome"]


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the zeros that are left out, the totals over forces and outcomes, and the financial years."""
    rows = add_periods(_filled(figures), "period")
    rows = add_margins(rows, [FORCE, "outcome"], _MEASURES)
    rows = add_years(rows, [FORCE, "outcome"], _MEASURES, every="financial_year")
    lacking = _lacks_offences(rows) & (rows["outcome"] == ALL)
    return rows.assign(by_recording=rows["by_recording"].mask(lacking))


def _lacks_offences(rows: pd.DataFrame) -> pd.Series:
    """Return which rows are of a force whose offences of a year add up to zero although some have an outcome."""
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


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the outcomes of modern slavery offences by quarter, force and outcome."""
    renamed = {"outcomes_by_recording": "by_recording", "outcomes_by_closing": "by_outcome"}
    rows = modern_slavery(tables["crime_outcomes"]).rename(columns=renamed)
    rows["outcome"] = rows["outcome"].str.replace("–", "-")
    return rows.groupby(["period", FORCE, "outcome"])[_MEASURES].sum(min_count=1).reset_index()
