"""The sentences and tables of the summary page, written from what other pages found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import pandas as pd

from analysis import prose
from analysis.presentation import tables
from analysis.presentation.display import Table
from analysis.results import Result

NAMES: Mapping[str, str] = {
    "before": "Year before",
    "after": "This year",
    "change": "Change",
    "printed": "In the printed report",
}
"""Headings of the table of measures beside the year before."""

FIRST = ("trends/nrm_referrals", "trends/small_boats")
"""The pages whose findings a reader is told first."""

_THE = {"UK": "the UK"}
_VERDICTS = ("met", "partly met", "not met", "cannot be told")


def headline(results: Sequence[Result], place: str) -> str:
    """Say what a chief officer asks for first: the main findings, and how many planned outcomes were met.

    Parameters
    ----------
    results : sequence of Result
    place : str
        What the summary is about.

    Returns
    -------
    str
        Where no page has a finding, it says so.
    """
    found = {each.name: each for each in results if each.sentence}
    first = [found[name] for name in FIRST if name in found]
    said = [_of_area(area, list(of_area), place) for area, of_area in groupby(first, attrgetter("area"))]
    verdicts = Counter(each.verdict for each in results if each.verdict)
    every = sum(verdicts.values())
    if every and verdicts["cannot be told"] == every:
        said.append(f"None of {prose.noun(every, 'planned outcome')} can be judged on the evidence held.")
    elif every:
        counted = prose.listing(f"{verdicts[each]} {each}" for each in _VERDICTS if verdicts[each])
        said.append(f"Of {prose.noun(every, 'planned outcome')}, judged on evidence by rules stated first: {counted}.")
    return " ".join(said) or f"No page has a finding on {place}."


def _of_area(area: str, results: Sequence[Result], place: str) -> str:
    sentences = [each.sentence for each in results]
    if area in ("", place):
        return " ".join(sentences)
    listed = "; ".join(prose.uncapitalised(each.removesuffix(".")) for each in sentences)
    return f"In {_THE.get(area, area)}, {listed}."


def measures(table: pd.DataFrame, printed: Mapping[str, str], place: str) -> pd.DataFrame:
    """Lay out the measures of a year beside the year before, and beside what a printed report states of them.

    Parameters
    ----------
    table : DataFrame
        As in `analysis.highlights.Highlights`.
    printed : mapping of str to str
        What the report states, by what its claims call the measure; empty where no report is held.
    place : str
        What the summary is about; a measure of another area says so.

    Returns
    -------
    DataFrame
        The columns of `NAMES` over the measures, without ``printed`` where no report is held.
    """
    named = [name if row["area"] == place else f"{name} ({row['area']})" for name, row in table.iterrows()]
    laid = table[["before", "after", "change"]].copy()
    if printed:
        laid["printed"] = [printed.get(claimed, "not stated") for claimed in table["claimed"]]
    return laid.set_axis(named)


def beside(
    table: pd.DataFrame,
    *,
    what: str,
    printed: Mapping[str, str],
    place: str,
    source: pd.DataFrame,
    notes: tuple[str, ...] = (),
) -> Table:
    """Show the measures of a year with those of the year before and their changes.

    Parameters
    ----------
    table, printed, place
        As for `measures`.
    what : str
        What is shown, of which year and area.
    source, notes
        As for `analysis.presentation.tables.table`.

    Returns
    -------
    Table
    """
    return tables.table(
        measures(table, printed, place),
        title=prose.capitalised(what),
        first="Measure",
        names=NAMES,
        write={"change": prose.signed_percent},
        source=source,
        notes=notes,
    )


def of_claims(counts: pd.Series, every: int, period: str) -> str:
    """Say how the claims of a printed report were judged.

    Parameters
    ----------
    counts : Series of int
        Claims over verdicts.
    every : int
        How many claims there are.
    period : str
        Of the report.
    """
    unchecked = int(counts.get("not checkable", 0))
    reproduced, differing, contradicted = (
        prose.count(counts.get(verdict, 0)) for verdict in ("reproduced", "differs", "contradicted")
    )
    return (
        f"The annual report of {period} makes {prose.noun(every, 'claim')} in figures. By the data held, {reproduced} "
        f"can be reproduced and {differing} cannot; {prose.count(unchecked)} cannot be checked. "
        f"Another place of the same report contradicts {contradicted}."
    )


def claims_of(register: pd.DataFrame, section: str) -> pd.DataFrame:
    """Lay out the claims of a section: what was claimed, what the data give, and the verdict.

    Parameters
    ----------
    register : DataFrame
        As `analysis.claims.register` returns it.
    section : str

    Returns
    -------
    DataFrame
        Text over the statements.
    """
    rows = register[register["section"] == section]
    computed = rows["computed"].where(rows["computed"] != "", "[x]")
    columns = {"Claimed": rows["claimed"], "Computed": computed, "Verdict": rows["verdicts"], "Why": rows["reason"]}
    return pd.DataFrame(columns).set_axis(rows["statement"])
