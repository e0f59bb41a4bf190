"""What a page needs, read from its notebook before it runs: which datasets, for which kind of area."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

import nbformat
import pandas as pd

from analysis import areas, catalogue, claims, datasets, periods, prose, roots
from analysis.datasets.dataset import Dataset
from analysis.errors import AnalysisError, NotCovered, UnknownName
from analysis.prose import spans

Needs = Mapping[str, tuple[str, ...]]
"""Datasets by kind of area (``nation``, ``region``, ``force``)."""

KINDS = ("nation", "region", "force")

PRINTED_REPORT = "printed report"
"""What a page needs that checks a printed report; it is no dataset."""


class _BadNeeds(ValueError):
    """Plain text that names no datasets."""


def of_notebook(notebook: Path) -> Needs:
    """Return what a notebook says that it needs, in ``Page(..., needs=...)``.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    mapping of str to tuple of str
        Empty where it says nothing.

    Raises
    ------
    AnalysisError
        Where what it says cannot be read without running it.

    Examples
    --------
    >>> of_notebook(Path("notebooks/trends/nrm_referrals.ipynb"))["force"]  # doctest: +SKIP
    ('nrm_first_responders',)
    """
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code" and "Page(" in cell.source and (given := _given(cell.source)) is not None:
            try:
                found = read(ast.literal_eval(given))
                for name in chain.from_iterable(found.values()):
                    _ = name == PRINTED_REPORT or datasets.find(name)
            except (ValueError, UnknownName) as error:
                # Python's own words for what is no plain text help nobody.
                why = f": {error}".rstrip(".") if isinstance(error, (_BadNeeds, UnknownName)) else ""
                raise AnalysisError(
                    f"'needs={ast.unparse(given)}' cannot be read before the notebook runs{why}",
                    where=notebook.name,
                    expected='names of datasets as plain text, such as needs="nrm_referrals"',
                ) from error
            return found
    return {}


def read(given: object) -> Needs:
    """Return needs as written: a name, several names, or either for each kind of area.

    Raises
    ------
    ValueError
        Where it is neither.

    Examples
    --------
    >>> read({"nation": "nrm_referrals", "force": ["nrm_first_responders"]})
    {'nation': ('nrm_referrals',), 'force': ('nrm_first_responders',)}
    """
    if isinstance(given, Mapping):
        if unknown := [kind for kind in given if kind not in KINDS]:
            raise _BadNeeds(f"'{unknown[0]}' is no kind of area: {', '.join(KINDS)}")
        return {kind: _names(each) for kind, each in given.items()}
    return dict.fromkeys(KINDS, _names(given))


def lacking(needs: Needs, period: str, area: str) -> str:
    """Say why a page cannot be made for an area and a period; empty where it can.

    Of a year that is published in part there is a page, which says what is missing.

    Parameters
    ----------
    needs : mapping
    period : str
        Financial year.
    area : str

    Returns
    -------
    str
        Computed from the data, such as ``referrals by force begin with April to June 2022``.

    Examples
    --------
    >>> lacking({"force": ("nrm_first_responders",)}, "2021-22", "Kent")
    'referrals by force begin with April to June 2022'
    """
    if not needs:
        return ""
    place, year = areas.find(area), periods.financial_year(period)
    if place.kind not in needs:
        return f"the page is made for a {' or a '.join(needs)} only"
    named = needs[place.kind]
    if PRINTED_REPORT in named and (roots.current().demonstration or not claims.source_of(period).releases):
        return f"there is no printed report of {period}"
    reasons = (_not_reached(datasets.find(name), year, place) for name in named if name != PRINTED_REPORT)
    return next(filter(None, reasons), "")


def _not_reached(dataset: Dataset, year: pd.Period, place: areas.Area) -> str:
    """Say how far a dataset reaches that does not reach a year and an area."""
    for every in dataset.every:
        with suppress(NotCovered):
            spans.covered(catalogue.load(dataset.name, every=every, area=place), year)
            return ""
    said = ""
    for every in dataset.every:
        try:
            held = pd.PeriodIndex(catalogue.load(dataset.name, every=every, area=place)[every]).unique()
        except NotCovered as error:
            said = said or error.what
        else:
            return f"{_subject(dataset, place)} {_reach(held, year)}"
    return said


def _subject(dataset: Dataset, place: areas.Area) -> str:
    measure = next(iter(dataset.measures))
    if place.kind == "nation" or not dataset.place:
        return f"{dataset.title}: figures"
    return f"{'figures' if '_' in measure else measure} by {dataset.place}"


def _reach(held: pd.PeriodIndex, year: pd.Period) -> str:
    first, last = held.min(), held.max()
    if first.start_time > year.end_time or (first.start_time > year.start_time and last.end_time > year.end_time):
        return f"begin with {periods.in_text(first)}"
    if last.end_time < year.end_time:
        return f"end with {periods.in_text(last)}"
    missing = pd.period_range(year.start_time, year.end_time, freq=held.freq).difference(held)
    return f"lack {prose.listing(list(map(periods.in_text, missing)))}"


def _given(source: str) -> ast.expr | None:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None  # magics, or a mistake that the run will name with its line
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Page", "analysis.Page"):
            return next((word.value for word in node.keywords if word.arg == "needs"), None)
    return None


def _names(given: object) -> tuple[str, ...]:
    names = (given,) if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise _BadNeeds(f"{given!r} names no datasets")
    return tuple(names)
