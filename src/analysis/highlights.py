"""The measures of a year that a chief officer asks for first, each beside the year before.

A further measure is one more line in `PUBLISHED` or `RETURNED`. What is not held for a page's area or period is named
with the reason, and takes no row. Complete counts have no interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import areas, periods
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.statistics import totals
from analysis.statistics.checks import CannotEstimate


@dataclass(frozen=True)
class Measure:
    """Something counted each year.

    Attributes
    ----------
    noun : str
        What is counted, in the plural, as a table names it.
    dataset, measure : str
        Where it is held.
    levels : mapping of str to tuple of str
        Levels of dimensions that are counted, where it is a part of the dataset.
    every : {"quarter", "month", "financial_year", "stock"}
        How it is read: quarters or months that make up a year, a figure for the year, or what there is at its end.
    wider : bool
        Whether it is published for the wider country, where the page is about a nation.
    claimed : str
        What the claims of a printed report call it; empty where none is about it.
    """

    noun: str
    dataset: str
    measure: str
    levels: Mapping[str, tuple[str, ...]]
    every: str = "financial_year"
    wider: bool = False
    claimed: str = ""


_CONCLUSIVE = {"stage": ("Conclusive grounds",)}
_CHILDREN = {"children": ("Children involved",)}
_CHARGES, _CONVICTIONS = {"stage": ("Decision to charge",)}, {"stage": ("Conviction",)}
_BRIEFINGS = {"course": ("Organised immigration crime briefing",)}
_OFFICERS = {"course": ("Victim Liaison Officer",)}
_ASKED_BY = {"source": ("Single Competent Authority", "Police forces")}
_UPSTREAM = {"stage": ("Upstream",)}

PUBLISHED = (
    Measure("NRM referrals", "nrm_referrals", "referrals", {}, "quarter", True, "NRM referrals"),
    Measure("Duty to Notify reports", "duty_to_notify", "reports", {}, "quarter", True),
    Measure("Conclusive grounds decisions", "nrm_decisions", "decisions", _CONCLUSIVE, "quarter", True),
    Measure("Small boat arrivals", "small_boats", "people", {}, "month", True, "people arriving by small boat"),
    Measure("Modern slavery offences charged", "charges", "charges", {}, "quarter"),
)
"""What publishers give out for all to see."""

RETURNED = (
    Measure(
        "Live investigations at the end of the year",
        "live_investigations",
        "investigations",
        {},
        "stock",
        claimed="live investigations",
    ),
    Measure(
        "Live investigations with children",
        "live_investigations",
        "investigations",
        _CHILDREN,
        "stock",
        claimed="live investigations that involve children",
    ),
    Measure("Decisions to charge", "case_outcomes", "cases", _CHARGES, claimed="decisions to charge"),
    Measure("Convictions", "case_outcomes", "cases", _CONVICTIONS, claimed="convictions"),
    Measure("Inland clandestine events", "clandestine_events", "events", {}),
    Measure(
        "Clandestine civil penalty referrals",
        "clandestine_events",
        "civil_penalty_referrals",
        {},
        claimed="civil penalty referrals",
    ),
    Measure("Multi-agency operations", "operations", "operations", {}, claimed="multi-agency operations"),
    Measure(
        "Civil penalties collected, pounds",
        "operations",
        "penalties_collected",
        {},
        claimed="civil penalties collected",
    ),
    Measure(
        "Officers briefed on organised immigration crime",
        "training_events",
        "attendees",
        _BRIEFINGS,
        claimed="officers briefed on organised immigration crime",
    ),
    Measure(
        "People trained as Victim Liaison Officers",
        "training_events",
        "attendees",
        _OFFICERS,
        claimed="people trained as Victim Liaison Officers",
    ),
    Measure(
        "Children safeguarded under Operation Innerste",
        "safeguarding",
        "children",
        {},
        claimed="children safeguarded under Operation Innerste",
    ),
    Measure(
        "NRM queries from the Single Competent Authority and police",
        "nrm_queries",
        "queries",
        _ASKED_BY,
        claimed="NRM queries to the programme",
    ),
    Measure("Disruptions recorded upstream", "disruptions", "disruptions", _UPSTREAM),
)
"""What police forces and regions return to the programme."""


@dataclass(frozen=True)
class Highlights:
    """A year beside the one before.

    Attributes
    ----------
    table : DataFrame
        A row for each measure: ``before``, ``after``, ``change`` (a fraction of one), ``area``, and what the claims of
        a report call it (``claimed``).
    rows : tuple of DataFrame
        The loaded rows behind it.
    missing : dict of str to str
        Why a measure has no row, by its noun.
    """

    table: pd.DataFrame
    rows: tuple[pd.DataFrame, ...]
    missing: dict[str, str]


def compare(page: Page, measures: Sequence[Measure]) -> Highlights:
    """Compare the measures of a page's year and area with those of the year before.

    Parameters
    ----------
    page : Page
    measures : sequence of Measure
        `PUBLISHED` or `RETURNED`.

    Returns
    -------
    Highlights

    Raises
    ------
    NotCovered
        Where no measure is held.
    """
    compared, loaded, missing = {}, [], {}
    for measure in measures:
        try:
            rows = _load(page, measure)
            before, after = _both_years(rows, measure, page)
            place = _area(page, measure).name
            compared[measure.noun] = (before, after, after / before - 1, place, measure.claimed)
            loaded.append(rows)
        except (NotCovered, CannotEstimate) as error:
            missing[measure.noun] = f"{error.what}."
    if not compared:
        what = f"No measure is held for {page.area.name} in {page.label} and the year before"
        raise NotCovered(what, list(missing.values()))
    table = pd.DataFrame.from_dict(compared, orient="index", columns=["before", "after", "change", "area", "claimed"])
    return Highlights(table, tuple(loaded), missing)


def _area(page: Page, measure: Measure) -> areas.Area:
    if page.area.kind != "nation":
        return page.area
    return (areas.wider() if measure.wider else None) or areas.nation()


def _load(page: Page, measure: Measure) -> pd.DataFrame:
    read: dict[str, Any] = {} if measure.every in ("stock", "month") else {"every": measure.every}
    rows = page.load(measure.dataset, by=list(measure.levels), area=_area(page, measure), **read)
    for dimension, levels in measure.levels.items():
        rows = rows[rows[dimension].isin(levels)]
    return rows


def _both_years(rows: pd.DataFrame, measure: Measure, page: Page) -> tuple[float, float]:
    series = rows.groupby(rows.columns[0])[measure.measure].sum(skipna=False)
    ends = [page.year - 1, page.year]
    if measure.every == "stock":
        ends = [year.end_time.to_period("M") for year in ends]
    elif measure.every != "financial_year":
        series = totals.financial_years(series)
    known = series.dropna().to_dict()
    if absent := [each for each in ends if each not in known]:
        why = "suppressed" if absent[0] in series.index else "not available"
        raise CannotEstimate(f"{measure.noun}: the figure for {periods.label(absent[0])} is {why}")
    before, after = (float(known[each]) for each in ends)
    if not before:
        raise CannotEstimate(f"{measure.noun}: there were none in {periods.label(ends[0])}")
    return before, after
