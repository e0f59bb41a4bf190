"""The table of measures, `measures.csv`: every named figure once, with where it is counted and how."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from analysis import datasets
from analysis.errors import BadData, UnknownName, nearest_names

KINDS = (
    "flow", "stock", "opening stock", "latest", "partial", "share", "share of stock",
    "flow of the nation", "flow of police", "flow of others", "share of police", "forces", "organisations",
)  # fmt: skip
"""How a measure is counted; the last six are of people at sessions of training alone."""


@dataclass(frozen=True)
class Measure:
    """A named figure.

    Attributes
    ----------
    id, label, unit : str
        `label` is what claims call it. One with ``{}`` is only a note on another measure.
    dataset, column : str
        Of a share of one column in another, both: ``complete_referrals/civil_penalty_referrals``.
    filters, whole : mapping of str to str or list of str
        The levels that are counted, by dimension; of a share, those that it is a share of. ``*`` is every level,
        ``!X`` every level but X.
    kind : str
        One of `KINDS`.
    area : str
        The widest area that it is counted for.
    strand, objective : str
        Of the programme; empty where it belongs to none.
    beside : str
        The label of claims by which it is shown; it decides nothing about them.
    also : str
        Id of the measure that is noted with it.
    counted : str
        What the part of a share counts, where the share can be read in another way.
    """

    id: str
    label: str
    unit: str
    dataset: str
    column: str
    filters: Mapping[str, str | list[str]]
    whole: Mapping[str, str | list[str]]
    kind: str
    area: str
    strand: str
    objective: str
    beside: str
    also: str
    counted: str

    @property
    def is_returned(self) -> bool:
        """Whether forces or the programme send its figures."""
        return datasets.find(self.dataset).form is not None


@cache
def every() -> Mapping[str, Measure]:
    """Return the measures by id, in the order of the table: those that are published before those that are returned.

    Examples
    --------
    >>> every()["nrm_referrals"].label
    'NRM referrals'
    """
    text = (files("analysis.measures") / "measures.csv").read_text(encoding="utf-8")
    measures: dict[str, Measure] = {}
    for row in csv.DictReader(text.splitlines()):
        if set(row) != {each.name for each in fields(Measure)} or row["kind"] not in KINDS or row["id"] in measures:
            raise BadData(f"the measure '{row.get('id')}' is not sound", expected="a row as the others of measures.csv")
        filters, whole = _levels(row.pop("filters")), _levels(row.pop("whole"))
        measures[row["id"]] = Measure(**row, filters=filters, whole=whole)
    return measures


def find(name: str) -> Measure:
    """Return a measure by its id.

    Raises
    ------
    UnknownName

    Examples
    --------
    >>> find("nrm_referrals").unit
    'people'
    """
    if name not in every():
        raise UnknownName(f"there is no measure '{name}'", nearest=nearest_names(name, every()))
    return every()[name]


def _levels(text: str) -> dict[str, str | list[str]]:
    pairs = (each.partition("=") for each in text.split(";") if each not in ("", "*"))
    return {name: levels.split("|") if "|" in levels else levels for name, _, levels in pairs}
