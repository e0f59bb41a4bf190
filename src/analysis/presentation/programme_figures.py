"""How the costs and the training of the programme are shown: headings, units and what a reader must know of them."""

from __future__ import annotations

import pandas as pd

from analysis.presentation import charts, prose, tables
from analysis.presentation.display import Figure, Table

_COSTS = {"units": "Number", "least": "Pounds each, at the least", "most": "Pounds each, at the most"}
_PUBLISHED = "The funding is published; the numbers it is divided by are those of the programme's returns."
_NO_INTERVAL = "A dot without a line: people came in too few months to tell how much the share varies."
_WHO = {
    "sessions": "Sessions",
    "people": "People",
    "police": "Police",
    "share": "Police, share",
    "lower": "95% from (share)",
    "upper": "95% to (share)",
    "forces": "Police forces",
    "others": "Kinds of partner",
}


def cost_ceilings(most: pd.DataFrame, *, title: str, source: pd.DataFrame) -> Table:
    """Show what a unit of each kind can have cost.

    Parameters
    ----------
    most : DataFrame
        As `analysis.statistics.unit_costs.ceilings` returns it.
    title, source
        As for `tables.table`.

    Returns
    -------
    Table
    """
    return tables.table(most, title=title, first="Unit", names=_COSTS, source=source, notes=(_PUBLISHED,))


def police_shares(who: pd.DataFrame, *, title: str, subtitle: str, source: pd.DataFrame) -> Figure:
    """Draw the share of police among those who came to each course, with its interval.

    Parameters
    ----------
    who : DataFrame
        As `analysis.statistics.attendance.by_group` returns it.
    title, subtitle, source
        As for `charts.intervals`.

    Returns
    -------
    Figure
    """
    return charts.intervals(
        who.rename(columns={"share": "estimate"}),
        title=title,
        subtitle=subtitle,
        unit="Share of police",
        write=prose.percent,
        source=source,
        notes=(_NO_INTERVAL,),
    )


def who_came(who: pd.DataFrame, sessions: pd.Series, *, forces: int, title: str, source: pd.DataFrame) -> Table:
    """Show the sessions of each course, who came to them, and how many police forces they reached.

    Parameters
    ----------
    who : DataFrame
        As `analysis.statistics.attendance.by_group` returns it.
    sessions : Series of int
        Sessions held, by course.
    forces : int
        How many police forces there are.
    title, source
        As for `tables.table`.

    Returns
    -------
    Table
    """
    shown = who.assign(sessions=sessions.reindex(who.index))[list(_WHO)]
    shown = shown.rename(columns=_WHO | {"forces": f"Police forces, of {forces}"})
    return tables.table(shown, title=title, first="Course", source=source)
