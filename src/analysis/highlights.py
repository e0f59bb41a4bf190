"""The measures of a year that a chief officer asks for first, each beside the year before.

A further measure is one more line in `PUBLISHED` or `RETURNED`. What is not held for a page's area or period is named
with the reason, and takes no row. Changes and their intervals are made as the pages of the measures make them: from the
quarters of both years (`between.change`), or from two stocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import areas, periods, prose
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.statistics import between, change, totals
from analysis.statistics.checks import CannotEstimate
from analysis.statistics.result import Estimate


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
    area : str
        Nation that it is held for, where the page is about a nation.
    claimed : str
        What the claims of a printed report call it; empty where none is about it.
    """

    noun: str
    dataset: str
    measure: str
    levels: Mapping[str, tuple[str, ...]]
    every: str = "financial_year"
    area: str = "England and Wales"
    claimed: str = ""


_CONCLUSIVE = {"stage": ("Conclusive grounds",)}
_CHILDREN = {"children": ("Children involved",)}
_CHARGES, _CONVICTIONS = {"stage": ("Decision to charge",)}, {"stage": ("Conviction",)}
_BRIEFINGS = {"course": ("Organised immigration crime briefing",)}
_OFFICERS = {"course": ("Victim Liaison Officer",)}
_ASKED_BY = {"source": ("Single Competent Authority", "Police forces")}
_UPSTREAM = {"stage": ("Upstream",)}

PUBLISHED = (
    Measure("NRM referrals", "nrm_referrals", "referrals", {}, "quarter", "UK", "NRM referrals"),
    Measure("Duty to Notify reports", "duty_to_notify", "reports", {}, "quarter", "UK"),
    Measure("Conclusive grounds decisions", "nrm_decisions", "decisions", _CONCLUSIVE, "quarter", "UK"),
    Measure("Small boat arrivals", "small_boats", "people", {}, "month", "UK", "people arriving by small boat"),
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
        A row for each measure: ``before``, ``after``, ``change`` with its ``lower`` and ``upper`` end (fractions of
        one), ``area``, and what the claims of a report call it (``claimed``).
    rows : tuple of DataFrame
        The loaded rows behind it.
    missing : dict of str to str
        Why a measure has no row, by its noun.
    plain : tuple of str
        Measures whose interval takes cases as independent of each other: stocks, and counts of which a quarter is
        suppressed.
    """

    table: pd.DataFrame
    rows: tuple[pd.DataFrame, ...]
    missing: dict[str, str]
    plain: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the table must know: which intervals are too sure of themselves, and what is missing."""
        named = prose.listing(prose.uncapitalised(name) for name in self.plain)
        caution = (
            f"Cases taken as independent of each other, although many come in groups: {named}. "
            "The other intervals allow for how unevenly the quarters moved."
        )
        return (*((caution,) if self.plain else ()), *self.missing.values())


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
    compared, loaded, missing, plain = {}, [], {}, []
    for measure in measures:
        try:
            rows = _load(page, measure, measure.every)
            before, after, found = _change(rows, measure, page)
            ends = (found.estimate, found.interval.lower, found.interval.upper)
            compared[measure.noun] = (before, after, *ends, _area(page, measure).name, measure.claimed)
            loaded.append(rows)
            if "seasons" not in found.diagnostics:
                plain.append(measure.noun)
        except (NotCovered, CannotEstimate) as error:
            missing[measure.noun] = f"{error.what}."
    if not compared:
        what = f"No measure is held for {page.area.name} in {page.label} and the year before"
        raise NotCovered(what, list(missing.values()))
    columns = ["before", "after", "change", "lower", "upper", "area", "claimed"]
    table = pd.DataFrame.from_dict(compared, orient="index", columns=columns)
    return Highlights(table, tuple(loaded), missing, tuple(plain))


def _area(page: Page, measure: Measure) -> areas.Area:
    return areas.find(measure.area) if page.area.kind == "nation" else page.area


def _load(page: Page, measure: Measure, every: str) -> pd.DataFrame:
    read: dict[str, Any] = {} if every in ("stock", "month") else {"every": every}
    rows = page.load(measure.dataset, by=list(measure.levels), area=_area(page, measure), **read)
    for dimension, levels in measure.levels.items():
        rows = rows[rows[dimension].isin(levels)]
    return rows


def _series(rows: pd.DataFrame, measure: Measure) -> pd.Series:
    return rows.groupby(rows.columns[0])[measure.measure].sum(skipna=False)


def _change(rows: pd.DataFrame, measure: Measure, page: Page) -> tuple[float, float, Estimate]:
    series, year = _series(rows, measure), page.year
    if measure.every == "stock":
        march = year.end_time.to_period("M")
        before, after = (series.get(month) for month in (march - 12, march))
        if pd.isna(after) or pd.isna(before) or not before:
            raise CannotEstimate(f"{measure.noun}: there is no year before {page.label} to compare with")
        return float(before), float(after), change.percentage_change(float(before), float(after), noun=measure.noun)
    by_year = series if measure.every == "financial_year" else totals.financial_years(series)
    if absent := [each for each in (year - 1, year) if each not in by_year.index]:
        raise CannotEstimate(f"{measure.noun}: no figure for {periods.label(absent[0])} is held")
    parts = _quarters(page, measure) if measure.every == "financial_year" else series
    counted = between.change(by_year, year - 1, year, noun=measure.noun, parts=parts)
    if counted.found is None:
        raise CannotEstimate(f"{measure.noun}: {counted.lacking}")
    known = by_year.to_dict()
    return float(known[year - 1]), float(known[year]), counted.found


def _quarters(page: Page, measure: Measure) -> pd.Series | None:
    try:
        return _series(_load(page, measure, "quarter"), measure)
    except NotCovered:
        return None
