"""What a page needs, read from its notebook before it runs: which datasets, for which kind of area."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import nbformat

from analysis import areas, catalogue, periods
from analysis.errors import AnalysisError, NotCovered

Needs = Mapping[str, tuple[str, ...]]
"""Datasets by kind of area (``nation``, ``region``, ``force``)."""

KINDS = ("nation", "region", "force")


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
                return read(ast.literal_eval(given))
            except ValueError as error:
                raise AnalysisError(
                    f"'needs={ast.unparse(given)}' cannot be read before the notebook runs",
                    where=notebook.name,
                    expected='names of datasets as plain text, such as needs="nrm_referrals"',
                ) from error
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
            raise ValueError(f"'{unknown[0]}' is no kind of area: {', '.join(KINDS)}")
        return {kind: _names(each) for kind, each in given.items()}
    return dict.fromkeys(KINDS, _names(given))


def lacking(needs: Needs, period: str, area: str) -> str:
    """Say why a page cannot be made for an area and a period; empty where it can.

    Parameters
    ----------
    needs : mapping
    period : str
        Financial year.
    area : str

    Returns
    -------
    str
    """
    if not needs:
        return ""
    place = areas.find(area)
    if place.kind not in needs:
        return f"not made for a {place.kind}"
    for name in needs[place.kind]:
        # What the police of an area referred is part of a series of the wider country.
        within = place if catalogue.describe(name).area != areas.default().name or place.kind == "nation" else None
        try:
            catalogue.load(name, area=within, during=periods.financial_year(period))
        except NotCovered as error:
            return str(error)
    return ""


def _given(source: str) -> ast.expr | None:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Page":
            return next((word.value for word in node.keywords if word.arg == "needs"), None)
    return None


def _names(given: object) -> tuple[str, ...]:
    names = (given,) if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{given!r} names no datasets")
    return tuple(names)
