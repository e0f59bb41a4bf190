"""How each cell of a return is read: the right value in the one spelling that is kept, or a complaint."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from analysis import areas, periods
from analysis.datasets.dataset import FORCE, REGION, Dataset
from analysis.datasets.form import BEGINS, REFERENCE
from analysis.errors import AnalysisError, UnknownName, nearest_names
from analysis.readers.cells import squeeze
from analysis.returns.cells import counts, spans, texts
from analysis.returns.faults import Complaint, Kind, shown

Read = str | Complaint
"""A cell in the spelling that is kept, or what is wrong with it."""

Reader = Callable[[str], Read]

ORGANISATION = "organisation"
OFFENCE_YEAR = "offence_year"


@dataclass(frozen=True)
class Asked:
    """What a return must be of.

    Attributes
    ----------
    today : date
        Day of the check: a month must be over.
    area : Area
        The places that it may hold figures of.
    period : Period, optional
        The months that it must hold, in whole as far as they are over.
    """

    today: dt.date
    area: areas.Area = field(default_factory=areas.nation)
    period: pd.Period | None = None


def reader_of(dataset: Dataset, column: str, asked: Asked) -> Reader:
    """Return what reads the cells of a column.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    column : str
        One of ``dataset.columns``.
    asked : Asked

    Returns
    -------
    callable
        Takes the text of a cell that is neither blank nor a formula.
    """
    form = dataset.asks
    if column in dataset.measures:
        return counts.state if column in form.states else counts.count
    if column in (FORCE, REGION):
        return partial(_place, kind=column, within=asked.area, extra=form.beside.get(column, ()))
    readers: dict[str, Reader] = {
        form.span: partial(spans.read, span=form.span, today=asked.today, period=asked.period),
        REFERENCE: texts.reference,
        OFFENCE_YEAR: partial(_year, today=asked.today),
    }
    beside = form.beside.get(column, ())
    return readers.get(column) or partial(_level, column=column, levels=levels_of(dataset, column), beside=beside)


def levels_of(dataset: Dataset, column: str, area: areas.Area | None = None) -> tuple[str, ...]:
    """Return the values that a dimension of a return may hold, as far as they can be listed.

    Parameters
    ----------
    dataset : Dataset
    column : str
        A dimension.
    area : Area, optional
        Narrows down the places of the column that says who returns the figures; without it, all.

    Returns
    -------
    tuple of str
        Empty for years.
    """
    area = area or areas.nation()
    reports, beside = dataset.asks.reporter == column, dataset.asks.beside.get(column, ())
    if column in (FORCE, ORGANISATION):
        return (*(force.name for force in (areas.members(area) if reports else areas.forces())), *beside)
    if column == REGION:
        known = tuple(region.name for region in areas.regions())
        return (area.name,) if reports and area.kind != "nation" else (*known, *beside)
    return dataset.dimensions[column]


def _place(text: str, *, kind: str, within: areas.Area, extra: tuple[str, ...]) -> Read:
    for name in extra:
        if text.casefold() == name.casefold():
            return name
    due = (
        f"one of the {len(areas.forces())} police forces"
        if kind == FORCE
        else " or ".join(["one of the regions", *extra])
    )
    known = [force.name for force in areas.forces()] if kind == FORCE else [each.name for each in areas.regions()]
    try:
        found = areas.find(text)
    except UnknownName as error:
        near = [name for name in error.nearest if name in known] or nearest_names(text, known)
        noun = "police force" if kind == FORCE else "region"
        return Complaint(Kind.UNKNOWN_PLACE, f"there is no {noun} '{shown(text)}'", due, tuple(near[:3]))
    if found.kind != kind:
        near = [found.region] if kind == REGION and found.region else []
        if kind == FORCE and found.kind == "region":
            near = [force.name for force in areas.members(found)]
        return Complaint(Kind.WRONG_PLACE, f"'{shown(text)}' is a {_kind(found)}", due, tuple(near[:3]))
    if within.kind != "nation" and within.name not in (found.name, found.region):
        inside = [within.name] if within.kind == kind else [force.name for force in areas.members(within)]
        return Complaint(
            Kind.OTHER_AREA, f"'{shown(text)}' is not in {within.name}", f"figures of {within.name}", tuple(inside[:3])
        )
    return found.name


def _kind(area: areas.Area) -> str:
    return "police force" if area.kind == FORCE else area.kind


def _level(text: str, *, column: str, levels: Iterable[str], beside: Iterable[str]) -> Read:
    known = {_folded(level): level for level in levels}
    if _folded(text) in known:
        return known[_folded(text)]
    if column == ORGANISATION:
        try:
            found = areas.find(text)
        except UnknownName:
            pass
        else:
            if found.kind == FORCE:
                return found.name
    noun = column.replace("_", " ")
    words = set(_folded(text).split())
    alike = [level for folded, level in known.items() if words and words <= set(folded.split())]
    near = list(dict.fromkeys([*alike, *nearest_names(text, known.values())]))[:3]
    due = "one of " + ", ".join(f"'{level}'" for level in known.values())
    if column == ORGANISATION:
        due = "a police force, or one of " + ", ".join(f"'{level}'" for level in beside)
    return Complaint(Kind.UNKNOWN_LEVEL, f"'{shown(text)}' is no {noun}", due, tuple(near))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("&", " and ").casefold()))


def _year(text: str, *, today: dt.date) -> Read:
    try:
        year = periods.financial_year(squeeze(text))
    except AnalysisError as error:
        return Complaint(Kind.BAD_PERIOD, f"'{shown(text)}' is no financial year", "one such as 2021-22", error.nearest)
    this_year = periods.financial_year_of(today)
    if year > this_year:
        return Complaint(
            Kind.FUTURE, f"{periods.label(year)} has not begun", "a year that has", (periods.label(this_year),)
        )
    first = periods.financial_year_of(pd.Period(BEGINS, freq="M"))
    if year < first - 20:
        due = f"{periods.label(first - 20)} or later"
        return Complaint(Kind.TOO_EARLY, f"{periods.label(year)} is too long ago", due)
    return periods.label(year)
