"""What claims about a measure are judged by, and what would settle those that nothing judges."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis import measures
from analysis.errors import nearest_names
from analysis.measures import Measure


@dataclass(frozen=True)
class Need:
    """What would settle the claims about a measure, as ``needs.csv`` has it.

    Attributes
    ----------
    basis : str
        How a report words the measure, where it uses several names for one thing.
    file, where : str
        The published file that would settle it, and where it is to be had; empty where there is none.
    reason : str
        Why neither published data nor a return can show it, where that is so.
    data : str
        What would show it then, or instead of the published file.
    """

    basis: str
    file: str
    where: str
    reason: str
    data: str


def computations(name: str) -> tuple[Measure, ...]:
    """Return what computes a measure: of published figures first, then of returns; a claim is judged by one of them."""
    return tuple(each for each in measures.every().values() if each.label == name and not each.beside)


def beside(name: str) -> Measure | None:
    """Return what is shown beside the claims of a measure, or None."""
    return next((each for each in measures.every().values() if each.beside == name), None)


def incomplete(name: str) -> Measure | None:
    """Return what counts a measure where a part of the period is missing, or None."""
    shown = beside(name)
    return shown if shown and shown.kind == "partial" else None


def is_known(name: str) -> bool:
    """Tell whether a measure can be computed, or what would settle it is known."""
    return bool(computations(name)) or name in needs()


def nearest(name: str) -> list[str]:
    """Return the measures that can be computed, or whose data are named, that look most like a mistyped one."""
    labels = [each.label for each in measures.every().values() if "{" not in each.label and not each.beside]
    return nearest_names(name, dict.fromkeys([*labels, *needs()]))


@cache
def needs() -> Mapping[str, Need]:
    """Return by measure what would settle the claims about it, where no dataset says so."""
    text = (files("analysis.claims") / "needs.csv").read_text(encoding="utf-8")
    return {
        row["measure"]: Need(**{name: row[name] for name in ("basis", "file", "where", "reason", "data")})
        for row in csv.DictReader(text.splitlines())
    }
