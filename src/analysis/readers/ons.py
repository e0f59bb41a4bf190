"""Office for National Statistics: mid-year populations, the district to force lookup, and crime by force area."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.errors import BadData
from analysis.readers.family import Family
from analysis.readers.layout import Column, Layout, Spread
from analysis.readers.release import Notes
from analysis.readers.table import Table

_ANYWHERE = tuple(range(2, 16))

# The headline offences of Table C2; the first is the total of the others that stand for no part of another.
_OFFENCES = (
    "Total recorded crime (excluding fraud)",
    "Violence against the person",
    "Homicide",
    "Death or serious injury caused by illegal driving",
    "Violence with injury",
    "Violence without injury",
    "Stalking and harassment",
    "Sexual offences",
    "Robbery",
    "Theft offences",
    "Burglary",
    "Residential burglary",
    "Non-residential burglary",
    "Vehicle offences",
    "Theft from the person",
    "Bicycle theft",
    "Shoplifting",
    "All other theft offences",
    "Criminal damage and arson",
    "Drug offences",
    "Possession of weapons offences",
    "Public order offences",
    "Miscellaneous crimes against society",
)


def _tidy_populations(table: Table, notes: Notes) -> pd.DataFrame:
    """Refuse regions that do not add up to England, and countries that do not add up to England and Wales."""
    data = table.data.assign(mid_year=table.data["mid_year"].astype("int64"))
    by_year = data.groupby("mid_year")["population"]
    sums = {
        "K04000001": by_year.sum() * 0 + _sum(data, data["code"].isin(["E92000001", "W92000004"])),
        "E92000001": by_year.sum() * 0 + _sum(data, data["geography"] == "Region"),
    }
    for code, parts in sums.items():
        wholes = data[data["code"] == code]
        odd = np.flatnonzero(wholes["population"].to_numpy() != parts.reindex(wholes["mid_year"]).to_numpy())
        if len(odd):
            line = wholes.index[odd[0]]
            what = f"{wholes['name'][line]} has {wholes['population'][line]:,} but its parts add up to"
            raise BadData(f"{what} {parts[wholes['mid_year'][line]]:,.0f}", where=table.at(line), expected="the same")
    return data


def _sum(data: pd.DataFrame, lines: pd.Series) -> pd.Series:
    return data[lines].groupby("mid_year")["population"].sum()


def _tidy_crime(table: Table, notes: Notes) -> pd.DataFrame:
    """Say which rows are forces, partnerships, or assigned to no partnership; refuse parts that exceed a force."""
    data = table.data
    unassigned = data["partnership"].str.casefold().str.startswith("unassigned")
    force = (data["partnership"] == "") & (data["partnership_code"] == "")
    level = np.select([force, unassigned], ["force", "unassigned"], "partnership")
    data.insert(0, "level", pd.Series(level, index=data.index, dtype="str"))
    wholes = data[force].set_index(["force", "offence"])["offences"]
    parts = data[~force].groupby(["force", "offence"])["offences"].sum().reindex(wholes.index)
    more = np.flatnonzero((parts > wholes).fillna(False).to_numpy(dtype=bool))
    if len(more):
        name, offence = wholes.index[more[0]]
        what = f"{name} has {wholes.iloc[more[0]]:,} '{offence}' but its partnerships have {parts.iloc[more[0]]:,}"
        raise BadData(what, where=table.at(data.index[force.to_numpy()][more[0]]), expected="no more than the force")
    return data


POPULATIONS = Family(
    "populations",
    "Mid-year population estimates, England and Wales",
    "Office for National Statistics",
    (
        Layout(
            "populations",
            (Column("code", ("Code",)), Column("name", ("Name",)), Column("geography", ("Geography",))),
            key=("code", "mid_year"),
            header_rows=_ANYWHERE,
            sheet=re.compile("MYE4"),
            title=re.compile("MYE4: Population estimates"),
            spread=Spread(("mid_year",), Column("population", (), "whole"), re.compile(r"Mid-(\d{4})")),
            required=True,
            tidy=_tidy_populations,
        ),
        Layout(
            "force_populations",
            (
                Column("force_code", (re.compile(r"PFA\d\dCD"),)),
                Column("force", (re.compile(r"PFA\d\dNM"),)),
                Column("mid_year", ("mid_year",), "year"),
                Column("population", ("population",), "whole"),
            ),
            key=("force_code", "mid_year"),
        ),
    ),
)
DISTRICT_LOOKUP = Family(
    "district_lookup",
    "Local authority district to community safety partnership to police force area lookup",
    "Office for National Statistics",
    (
        Layout(
            "district_lookup",
            (
                Column("district_code", (re.compile(r"LAD\d\dCD"),)),
                Column("district", (re.compile(r"LAD\d\dNM"),)),
                Column("partnership_code", (re.compile(r"CSP\d\dCD"),)),
                Column("partnership", (re.compile(r"CSP\d\dNM"),)),
                Column("force_code", (re.compile(r"PFA\d\dCD"),)),
                Column("force", (re.compile(r"PFA\d\dNM"),)),
                Column("object_id", ("ObjectId", "OBJECTID", "FID"), required=False),
            ),
            key=("district_code", "partnership_code", "force_code"),
        ),
    ),
)
POLICE_FORCE_AREA_TABLE = Family(
    "police_force_area_tables",
    "Crime in England and Wales: police force area data tables, Table C2",
    "Office for National Statistics",
    (
        Layout(
            "crime_by_partnership",
            (
                Column("force_code", ("Police Force Area code",)),
                Column("force", ("Police Force Area name",)),
                Column("partnership_code", ("Community Safety Partnership code",), blank=True),
                Column("partnership", ("Community Safety Partnership name",), blank=True),
                Column("district_code", ("Local Authority code",), blank=True),
                Column("district", ("Local Authority name",), blank=True),
            ),
            key=("force", "partnership_code", "partnership", "offence"),
            header_rows=_ANYWHERE,
            sheet=re.compile(r"(Table )?C2"),
            spread=Spread(
                ("offence",), Column("offences", (), "whole", blank=True), {name: (name,) for name in _OFFENCES}
            ),
            tidy=_tidy_crime,
        ),
    ),
)
