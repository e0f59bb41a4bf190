"""The figure of a claim as the data give it, with what it was worked out from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.claims import wording
from analysis.claims.evidence import Evidence
from analysis.claims.form import Claim
from analysis.claims.measures import Compute
from analysis.claims.spans import Span
from analysis.claims.wording import POINTS, RATIO, UNFILLED
from analysis.errors import NotCovered
from analysis.provenance import Provenance, provenance_of


@dataclass(frozen=True)
class Computed:
    """The figure of a claim as the data give it.

    Attributes
    ----------
    value : float
        In the unit of the claim.
    words : str
        With what it was computed from.
    evidence : Evidence
    points : float or None
        Of the change of a share, the percentage points.
    """

    value: float
    words: str
    evidence: Evidence
    points: float | None = None

    @property
    def provenance(self) -> Provenance:
        """The releases used."""
        return provenance_of(*self.evidence.frames)

    @property
    def is_return(self) -> bool:
        """Whether a return was asked for any of them."""
        return any(dataset.form is not None for dataset in self.evidence.asked.values())


def figure(claim: Claim, compute: Compute, evidence: Evidence, year: pd.Period | None) -> Computed:
    """Compute the figure of a claim.

    Parameters
    ----------
    claim : Claim
    compute : callable
        What computes its measure.
    evidence : Evidence
        Where the figures come from; it keeps those that are used.
    year : Period or None
        Financial year of the report, which a claim about each year is checked for.

    Raises
    ------
    NotCovered
        Where no figure is held, or none of the claim's kind can be made of it.
    """
    period, baseline = _periods(claim, year)
    if baseline is None:
        value = compute(evidence, period)
        return Computed(value, f"{number(claim, value)} ({'; '.join([str(period), *evidence.notes])})", evidence)
    after, before = compute(evidence, period), compute(evidence, baseline)
    if claim.relation == UNFILLED:
        return Computed(after, f"from {before:,.0f} ({baseline}) to {after:,.0f} ({period})", evidence)
    if claim.unit == POINTS and not _is_share(claim):
        raise NotCovered("percentage points are of a share, which this is not")
    if not before:
        raise NotCovered(f"there is no change from nought ({baseline})")
    told = [f"{_level(claim, before)} in {baseline}, {_level(claim, after)} in {period}"]
    points = after - before if _is_share(claim) else None
    if points is not None and claim.unit != POINTS:
        told.append(wording.number(points, POINTS, 1))
    value = _compared(claim.unit, before, after)
    return Computed(value, f"{number(claim, value)} ({'; '.join([*told, *evidence.notes])})", evidence, points)


def number(claim: Claim, value: float, places: int = 1) -> str:
    """Write a number in the unit of a claim, with a decimal more where the unit is rounded."""
    return wording.number(value, claim.unit, 2 if claim.unit == RATIO else places)


def _compared(unit: str, before: float, after: float) -> float:
    if unit == POINTS:
        return after - before
    return after / before if unit == RATIO else 100 * (after / before - 1)


def _periods(claim: Claim, year: pd.Period | None) -> tuple[Span, Span | None]:
    if claim.readings:
        return claim.readings[0]
    if year is None:
        raise NotCovered("the list of claims does not say which year it is of")
    return Span(year, year), Span(year - 1, year - 1)


def _level(claim: Claim, value: float) -> str:
    return f"{value:.1f}%" if _is_share(claim) else f"{value:,.0f}"


def _is_share(claim: Claim) -> bool:
    return claim.measure.startswith("share ")
