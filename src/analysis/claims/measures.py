"""The measures that can be computed: each has one function, which serves the claims about it of every year."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.claims.evidence import Evidence
from analysis.claims.spans import Span
from analysis.errors import nearest_names

Compute = Callable[[Evidence, Span], float]
"""Returns the value of a measure over a period, in the unit that claims about it have when they are no changes."""

_COMPUTED: dict[str, list[Compute]] = {}
_BESIDE: dict[str, tuple[str, Compute]] = {}
_INCOMPLETE: dict[str, Compute] = {}


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


def computes(*names: str) -> Callable[[Compute], Compute]:
    """Register a function as what computes measures of these names, after those registered for them before."""

    def register(function: Compute) -> Compute:
        for name in names:
            _COMPUTED.setdefault(name, []).append(function)
        return function

    return register


def shown_beside(name: str, what: str) -> Callable[[Compute], Compute]:
    """Register a function that computes another measure, which a reader will want to see beside claims of this one.

    Parameters
    ----------
    name : str
        Measure of the claims.
    what : str
        What is computed instead, as the beginning of a sentence; it never decides about a claim.
    """

    def register(function: Compute) -> Compute:
        _BESIDE[name] = what, function
        return function

    return register


def counts_incomplete(name: str) -> Callable[[Compute], Compute]:
    """Register a function that counts a measure of a period of which a part is missing: at least so many there were."""

    def register(function: Compute) -> Compute:
        _INCOMPLETE[name] = function
        return function

    return register


def computations(name: str) -> tuple[Compute, ...]:
    """Return what computes a measure: of published figures first, then of returns; a claim is judged by one of them."""
    _register_all()
    return tuple(_COMPUTED.get(name, ()))


def is_known(name: str) -> bool:
    """Tell whether a measure can be computed, or what would settle it is known."""
    return bool(computations(name)) or name in needs()


def beside(name: str) -> tuple[str, Compute] | None:
    """Return what is shown beside the claims of a measure, and its function, or None."""
    _register_all()
    return _BESIDE.get(name)


def incomplete(name: str) -> Compute | None:
    """Return what counts a measure where a part is missing, or None."""
    _register_all()
    return _INCOMPLETE.get(name)


def nearest(name: str) -> list[str]:
    """Return the measures that can be computed, or whose data are named, that look most like a mistyped one."""
    _register_all()
    return nearest_names(name, [*_COMPUTED, *needs()])


@cache
def needs() -> Mapping[str, Need]:
    """Return by measure what would settle the claims about it, where no dataset says so."""
    text = (files("analysis.claims") / "needs.csv").read_text(encoding="utf-8")
    return {
        row["measure"]: Need(**{name: row[name] for name in ("basis", "file", "where", "reason", "data")})
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _register_all() -> None:
    # They register themselves with this module, the published ones first.
    from analysis.claims import published  # noqa: F401, PLC0415, I001  # as said
    from analysis.claims import programme, training  # noqa: F401, PLC0415  # as said
