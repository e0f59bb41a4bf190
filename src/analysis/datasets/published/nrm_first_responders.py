"""Referrals by first responder: zeros for each level and force, and the breakdowns of the table that is published."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pandas as pd

from analysis.datasets import forces
from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import ALL, FORCE
from analysis.periods import label

NOT_POLICE = "Not police"
_DIMENSIONS = ("organisation_type", FORCE, "exploitation_type", "age_group", "sex", "nationality")
_BREAKDOWNS: tuple[tuple[str, ...], ...] = (
    (),
    *((name,) for name in _DIMENSIONS),
    *product(("organisation_type", FORCE), ("exploitation_type", "age_group")),
)
_HARMONISED = {
    "organisation_type": {"Local Authority": "Local authority"},
    "age_group": {"Not specified or unknown": "Age not specified or unknown"},
    "sex": {"Not Recorded": "Not recorded"},
}
_TOLERANCE = 0.01
"""A workbook's tables by first responder and by quarter may differ by corrections made between them."""


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the zeros that the source leaves out, for each level that a release holds and for each force."""
    rows = add_periods(figures, "period").assign(summed=False)
    of_release = ["release", "vintage", "official", "every", "start", "summed"]
    # One merge over numbered releases: a merge for each breakdown of each release takes five times as long.
    rows["numbered"] = rows.groupby(of_release, sort=False, dropna=False).ngroup()
    cells: list[tuple[object, ...]] = []
    for (number, *_), counted in rows.groupby(["numbered", *(rows[name] == ALL for name in _DIMENSIONS)], sort=False):
        cells += product([number], *(_levels(counted, name) for name in _DIMENSIONS))
    filled = pd.DataFrame(cells, columns=["numbered", *_DIMENSIONS])
    filled = filled.merge(rows[["numbered", *_DIMENSIONS, "referrals"]], how="left").fillna({"referrals": 0})
    releases = rows[["numbered", *of_release]].drop_duplicates("numbered")
    filled = filled.merge(releases, on="numbered", how="left").drop(columns="numbered")
    return filled.astype({"referrals": "Int64", "vintage": "datetime64[us]"})


def _levels(rows: pd.DataFrame, name: str) -> list[str]:
    held = set(rows[name])
    return sorted(held | {*forces.levels(), NOT_POLICE} if name == FORCE and held != {ALL} else held)


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the breakdowns of a table of referrals by first responder.

    The table does not say which quarter it is of. It is taken for the newest of a table by quarter in the same file,
    where the two agree; else the period is missing.
    """
    renamed = {"first_responder_type": "organisation_type", "age_at_exploitation": "age_group", "gender": "sex"}
    table = tables["first_responders"].rename(columns={**renamed, "people": "referrals"}).replace(_HARMONISED)
    is_police = table["organisation_type"] == "Police"
    names = {name: forces.level_of(name) for name in table.loc[is_police, "first_responder"].unique()}
    table[FORCE] = table["first_responder"].map(names).where(is_police, NOT_POLICE).astype(str)
    rows = pd.concat([_sums(table, breakdown) for breakdown in _BREAKDOWNS], ignore_index=True)
    quarter = _quarter(tables.get("referrals"), int(table["referrals"].sum()))
    return rows.assign(period=pd.Series(quarter, index=rows.index, dtype="str"))


def _sums(table: pd.DataFrame, breakdown: tuple[str, ...]) -> pd.DataFrame:
    margins = {name: ALL for name in _DIMENSIONS if name not in breakdown}
    sums = table.assign(**margins).groupby(list(_DIMENSIONS))["referrals"].sum()
    return sums.astype("Int64").reset_index()


def _quarter(by_quarter: pd.DataFrame | None, total: int) -> str | None:
    if by_quarter is None:
        return None
    newest = by_quarter["quarter"].max()
    referrals = int(by_quarter.loc[by_quarter["quarter"] == newest, "referrals"].sum())
    return label(newest) if abs(total - referrals) <= _TOLERANCE * referrals else None
