"""Datasets as their files declare them: one small TOML file for each, and Python beside it where figures need more.

A file of ``published`` or ``forms`` bears the name of its dataset and says what `Dataset` (and `Form`) say, and each
column once under ``columns``: what it is ``about``, a measure with its ``unit``, a dimension with its ``levels`` (none
where they are open), and what a return asks for in it as its ``meaning``. What a module of the same name defines,
``clean`` or ``from_tables``, takes the place of the steps that the file can ask for:

============ =======================================================================================================
fill_absent  zeros that the publisher leaves out; with ``quiet`` also for periods with nothing to count
margins      dimensions whose levels are added up
sum_years    calendar years that a release printed as four quarters
stay_within  dimensions whose levels add up to no more than their margin, and with ``add_up`` exactly to it
tables       of the families' tables, those that hold the dataset, with columns ``renamed`` and levels ``respelt``
============ =======================================================================================================
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.datasets import cleaning, forces
from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within, written
from analysis.datasets.dataset import FORCE, Dataset, Levels, Rule
from analysis.datasets.form import Form
from analysis.errors import BadData, Where, refuse_unknown_fields

_NEEDED = ("title", "every", "explanation")
_STEPS = ("fill_absent", "quiet", "margins", "sum_years")
_SUMS = ("stay_within", "add_up")
_TABLES = ("tables", "renamed", "respelt")
_COLUMN = ("about", "unit", "levels", "beside", "meaning")
_KINDS = {"unit", "levels"}
_PERIODS = ("period", "month", "week_ending")
_ASKED = {"meanings", "beside"}
_BUILT = {"name", "about", "measures", "dimensions", "clean", "checks", "families"}


def read(path: Path) -> Dataset:
    """Read the declaration of a dataset.

    Parameters
    ----------
    path : Path
        A TOML file of ``published`` or ``forms``.

    Raises
    ------
    BadData
        Where it cannot be read, lacks a field or has one that is not known.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"cannot be read as TOML ({error})", where=Where(path)) from error
    columns, form, families = (said.pop(name, {}) for name in ("columns", "form", "families"))
    steps, sums, asked = ({name: said.pop(name, ()) for name in names} for names in (_STEPS, _SUMS, _TABLES))
    refuse_unknown_fields(said, [each.name for each in fields(Dataset) if each.name not in _BUILT], Where(path))
    refuse_unknown_fields(form, [each.name for each in fields(Form) if each.name not in _ASKED], Where(path))
    if missing := [name for name in _NEEDED if name not in said]:
        raise BadData(f"lacks '{missing[0]}'", where=Where(path), expected=", ".join(_NEEDED))
    for column in columns.values():
        refuse_unknown_fields(column, _COLUMN, Where(path))
    if unexplained := [name for name, column in columns.items() if column.keys() & _KINDS and "about" not in column]:
        raise BadData(f"column '{unexplained[0]}' lacks 'about'", where=Where(path), expected="what it holds")
    measures = {name: column["unit"] for name, column in columns.items() if "unit" in column}
    dimensions = {name: tuple(column["levels"]) for name, column in columns.items() if "levels" in column}
    about: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    own = _module(path)
    standard = partial(_standard, dimensions=list(dimensions), measures=list(measures), every=said["every"], **steps)
    tables = getattr(own, "from_tables", partial(_first_table, columns=[*dimensions, *measures], **asked))
    made = partial(_rows, tables=asked["tables"], measures=list(measures), make=tables)
    return Dataset(
        name=path.stem,
        about={name: columns[name]["about"] for name in (*dimensions, *measures)},
        measures=measures,
        dimensions=Levels(dimensions),
        clean=getattr(own, "clean", standard),
        checks=() if form else tuple(_rules(dimensions, list(measures), said.get("other_places", ()), **sums)),
        families=dict.fromkeys(families, made),
        form=_form(form, columns) if form else None,
        **about,
    )


def _module(path: Path) -> object:
    name = f"{__package__}.{path.parent.name}.{path.stem}"
    return import_module(name) if path.with_suffix(".py").is_file() else None


def _form(said: Mapping[str, Any], columns: Mapping[str, Mapping[str, Any]]) -> Form:
    values: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in said.items()
    }
    meanings = {name: column["meaning"] for name, column in columns.items() if "meaning" in column}
    beside = {name: tuple(column["beside"]) for name, column in columns.items() if "beside" in column}
    return Form(**values, meanings=meanings, beside=beside)


def _rules(
    dimensions: Mapping[str, Any], measures: list[str], others: list[str], *, stay_within: Any, add_up: Any
) -> Iterator[Rule]:
    if FORCE in dimensions:
        yield forces.are_known(*others)
    for names, exhaustive in ((stay_within, False), (add_up, True)):
        for name in names:
            yield from (details_within(name, measure, exhaustive=exhaustive) for measure in measures)


def _standard(
    figures: pd.DataFrame,
    *,
    dimensions: list[str],
    measures: list[str],
    every: list[str],
    fill_absent: bool,
    quiet: bool,
    margins: list[str],
    sum_years: bool,
) -> pd.DataFrame:
    """Return the rows of the CSV after the steps that the file asks for."""
    column = next(name for name in _PERIODS if name in figures)
    rows = add_periods(figures, column, every[0] if len(every) == 1 else None)
    if fill_absent:
        rows = cleaning.fill_absent(rows, dimensions, measures[0], quiet=bool(quiet))
    rows = rows.assign(summed=False)
    if margins:
        rows = add_margins(rows, margins, measures)
    return add_years(rows, dimensions, measures) if sum_years else rows


def _rows(
    found: Mapping[str, pd.DataFrame],
    *,
    tables: list[str],
    measures: list[str],
    make: Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame],
) -> pd.DataFrame | None:
    """Return rows in the form of the CSV, or None where a file of the family holds other tables only."""
    if not set(tables) & set(found):
        return None
    return make(found).astype(dict.fromkeys(measures, "Int64")).reset_index(drop=True)


def _first_table(
    found: Mapping[str, pd.DataFrame], *, columns: list[str], tables: list[str], renamed: Any, respelt: Any
) -> pd.DataFrame:
    rows = found[tables[0]].rename(columns=dict(renamed)).replace(dict(respelt))
    return rows.assign(period=written(rows["quarter"]))[["period", *columns]]
