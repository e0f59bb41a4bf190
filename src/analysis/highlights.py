"""The measures of a year that a chief officer asks for first, each beside the year before.

A further measure is one more line in `MEASURES`. What is not held for a page's area or period is named with the reason,
and takes no row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import areas
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.statistics import change, turnover, yearly
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
    level : mapping of str to str
        The level of each dimension, where it is a part of the dataset.
    every : {"quarter", "month", "financial_year", "stock"}
        How it is read: quarters or months that make up a year, a figure for the year, or what there is at its end.
    area : str
        Nation that it is held for, where the page is about a nation.
    """

    noun: str
    dataset: str
    measure: str
    level: Mapping[str, str]
    every: str = "financial_year"
    area: str = "England and Wales"


_CHILDREN = {"children": "Children involved"}
_UPSTREAM = {"stage": "Upstream"}

MEASURES = (
    Measure("NRM referrals", "nrm_referrals", "referrals", {}, "quarter", "UK"),
    Measure("Small boat arrivals", "small_boats", "people", {}, "month", "UK"),
    Measure("Live investigations at the end of the year", "live_investigations", "investigations", {}, "stock"),
    Measure("Live investigations with children", "live_investigations", "investigations", _CHILDREN, "stock"),
    Measure("Decisions to charge", "case_outcomes", "cases", {"stage": "Decision to charge"}),
    Measure("Convictions", "case_outcomes", "cases", {"stage": "Conviction"}),
    Measure("Inland clandestine events", "clandestine_events", "events", {}),
    Measure("Multi-agency operations", "operations", "operations", {}),
    Measure("Children safeguarded under Operation Innerste", "safeguarding", "children", {}),
    Measure("Queries about the NRM to the programme", "nrm_queries", "queries", {}),
    Measure("Disruptions recorded upstream", "disruptions", "disruptions", _UPSTREAM),
    Measure("People at training and awareness sessions", "training_events", "attendees", {}),
)


@dataclass(frozen=True)
class Highlights:
    """A year beside the one before.

    Attributes
    ----------
    table : DataFrame
        A row for each measure: ``before``, ``after``, ``change`` with its ``lower`` and ``upper`` end (fractions of
        one), and ``area``.
    rows : tuple of DataFrame
        The loaded rows behind it.
    missing : dict of str to str
        Why a measure has no row, by its noun.
    """

    table: pd.DataFrame
    rows: tuple[pd.DataFrame, ...]
    missing: dict[str, str]


def compare(page: Page) -> Highlights:
    """Compare the measures of a page's year and area with those of the year before.

    Parameters
    ----------
    page : Page

    Returns
    -------
    Highlights

    Raises
    ------
    NotCovered
        Where no measure is held.
    """
    compared, loaded, missing = {}, [], {}
    for measure in MEASURES:
        try:
            rows = _load(page, measure)
            compared[measure.noun] = _row(rows, measure, page)
            loaded.append(rows)
        except (NotCovered, CannotEstimate) as error:
            missing[measure.noun] = f"{error.what}."
    if not compared:
        raise NotCovered(f"No measure is held for {page.area.name} in {page.label} and the year before")
    columns = ["before", "after", "change", "lower", "upper", "area"]
    table = pd.DataFrame.from_dict(compared, orient="index", columns=columns)
    return Highlights(table, tuple(loaded), missing)


def _area(page: Page, measure: Measure) -> areas.Area:
    return areas.find(measure.area) if page.area.kind == "nation" else page.area


def _load(page: Page, measure: Measure) -> pd.DataFrame:
    every: dict[str, Any] = {} if measure.every in ("stock", "quarter", "month") else {"every": measure.every}
    rows = page.load(measure.dataset, by=list(measure.level), area=_area(page, measure), **every)
    for dimension, level in measure.level.items():
        rows = rows[rows[dimension] == level]
    return rows


def _row(rows: pd.DataFrame, measure: Measure, page: Page) -> tuple[float, float, float, float, float, str]:
    series = rows.set_index(rows.columns[0])[measure.measure]
    if measure.every == "stock":
        compared = turnover.on_year(series, page.year.end_time.to_period("M"), noun=measure.noun)
    elif measure.every == "financial_year":
        compared = _of_years(series, page.year, measure.noun)
    else:
        compared = yearly.year_on_year(series, page.year, noun=measure.noun)
    if compared.before is None or compared.change is None:
        raise CannotEstimate(f"{measure.noun}: there is no year before {page.label} to compare with")
    found = compared.change
    ends = (found.estimate, found.interval.lower, found.interval.upper)
    return compared.before, compared.total, *ends, _area(page, measure).name


def _of_years(series: pd.Series, year: pd.Period, noun: str) -> yearly.YearOnYear:
    known = series.dropna().to_dict()
    if year not in known or not known.get(year - 1):
        raise CannotEstimate(f"{noun}: one of the two years is not held, or not shown")
    before, after = float(known[year - 1]), float(known[year])
    found = change.percentage_change(before, after, noun=noun)
    return yearly.YearOnYear(after, before, found, found.sentence)
