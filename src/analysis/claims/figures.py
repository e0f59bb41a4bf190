"""The figure of a claim as the data give it, or for a claim of a trend the years that judge it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import periods, prose
from analysis.claims import wording
from analysis.claims.form import Claim
from analysis.claims.wording import POINTS, RATIO, UNFILLED
from analysis.errors import NotCovered
from analysis.measures import Measure
from analysis.measures.computing import compute
from analysis.measures.evidence import Evidence
from analysis.measures.spans import Span
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
    sides : tuple of str
        Of a change, the figures before and after.
    """

    value: float
    words: str
    evidence: Evidence
    points: float | None = None
    sides: tuple[str, ...] = ()

    @property
    def provenance(self) -> Provenance:
        """The releases used."""
        return provenance_of(*self.evidence.frames)

    def compared(self, what: str) -> str:
        """Say what the figure is, for a reader of a claim about another measure.

        Parameters
        ----------
        what : str
            What is counted.

        Returns
        -------
        str
            Such as ``offences charged, another measure, fell 13% (236 to 205)``.
        """
        if not self.sides:
            return f"{what}: {self.words}"
        moved = "rose" if self.value > 0 else "fell"
        comma = "," if "," in what else ""
        return f"{what}{comma} {moved} {prose.percent(abs(self.value) / 100)} ({self.sides[0]} to {self.sides[1]})"

    @property
    def is_return(self) -> bool:
        """Whether a return was asked for any of them."""
        return any(dataset.form is not None for dataset in self.evidence.asked.values())


def figure(claim: Claim, measure: Measure, evidence: Evidence, year: pd.Period | None) -> Computed:
    """Compute the figure of a claim.

    Parameters
    ----------
    claim : Claim
    measure : Measure
        What computes it.
    evidence : Evidence
        Where the figures come from; it keeps those that are used.
    year : Period or None
        Financial year of the report, which a claim about each year is checked for.

    Raises
    ------
    NotCovered
        Where there is no figure, or none of the claim's kind can be made of it.
    """
    period, baseline = _periods(claim, year)
    if baseline is None:
        value = compute(measure, evidence, period)
        when = evidence.moment or str(period)
        return Computed(value, f"{number(claim, value)} ({'; '.join([when, *evidence.notes])})", evidence)
    after, before = _dated(claim, measure, evidence, period), _dated(claim, measure, evidence, baseline)
    return _change(claim, evidence, before, after)


def _dated(claim: Claim, measure: Measure, evidence: Evidence, span: Span) -> tuple[float, str, str]:
    """Return a figure, the period that it is of, and how it is written with the period where that is another."""
    evidence.moment = ""
    value = compute(measure, evidence, span)
    moment, level = evidence.moment, _level(claim, value)
    return value, moment or str(span), f"{level} in {moment}" if moment else level


def _change(
    claim: Claim, evidence: Evidence, before: tuple[float, str, str], after: tuple[float, str, str]
) -> Computed:
    (earlier, then, _), (later, now, _) = before, after
    sides = (before[2], after[2])
    if claim.relation == UNFILLED:
        return Computed(later, f"from {earlier:,.0f} ({then}) to {later:,.0f} ({now})", evidence, sides=sides)
    if claim.unit == POINTS and not _is_share(claim):
        raise NotCovered("percentage points are of a share, which this is not")
    if not earlier:
        raise NotCovered(f"there is no change from zero ({then})")
    value, points = _compared(claim.unit, earlier, later), later - earlier if _is_share(claim) else None
    told = [f"{_level(claim, earlier)} in {then}, {_level(claim, later)} in {now}"]
    said = number(claim, value)
    if points is not None and claim.unit != POINTS:
        # What a reader takes a share to have risen by comes first.
        said, share_of_itself = wording.number(points, POINTS, 1), f"{said} of the earlier share"
        told.append(share_of_itself)
    return Computed(value, f"{said} ({'; '.join([*told, *evidence.notes])})", evidence, points, sides)


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


_STABLE_WITHIN = 0.1
"""What is called stable stays within a tenth of its first year."""

_DIRECTIONS = {
    "stable": re.compile(r"\b(stable|flat|unchanged|level)\b", re.IGNORECASE),
    "rising": re.compile(r"\b(rose|risen|rises?|rising|grew|grown|increas\w+)\b", re.IGNORECASE),
    "falling": re.compile(r"\b(fell|fallen|falls?|falling|declin\w+|decreas\w+)\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Trend:
    """What the years that have figures say.

    Attributes
    ----------
    holds : bool or None
        None where they do not decide: some years can refute a claim about all of them, only all can bear it out.
    words, reason : str
        The years with their figures; why it holds, does not, or is not decided.
    """

    holds: bool | None
    words: str
    reason: str


def judge_trend(claim: Claim, evidence: Evidence, measure: Measure, incomplete: Measure | None = None) -> Trend:
    """Judge a claim of a trend.

    Parameters
    ----------
    claim : Claim
        Its statement says which way: the first of such words counts.
    evidence : Evidence
    measure : Measure
    incomplete : Measure, optional
        What counts a year of which a part is missing; such years are shown and decide nothing.

    Returns
    -------
    Trend
    """
    years = [year for period, _ in claim.readings for year in period.parts(_yearly(period))]
    held = _counted(measure, evidence, years)
    partly = _counted(incomplete, evidence, [year for year in years if year not in held]) if incomplete else {}
    told = {year: f"{value:,.0f} in {periods.label(year)}" for year, value in held.items()}
    told |= {year: f"at least {value:,.0f} in {periods.label(year)}" for year, value in partly.items()}
    words = ", ".join(told[year] for year in sorted(told))
    if len(held) < 2:
        return Trend(None, words, "Fewer than two of its years have figures")
    direction = _direction(claim.statement)
    if not direction:
        return Trend(None, words, "The statement does not say which way")
    values = pd.Series(held)
    change = values.iloc[-1] / values.iloc[0] - 1
    first, last = periods.label(values.index[0]), periods.label(values.index[-1])
    span = f"From {first} to {last} the figure {'rose' if change >= 0 else 'fell'} by {abs(change):.0%}"
    missing = (
        f"{len(years) - len(held)} of its {len(years)} years lack a whole figure" if len(held) < len(years) else ""
    )
    if not _fits(values, direction):
        undecided = f"; {missing}, which cannot undo that" if missing else ""
        return Trend(False, words, f"{span}, which is not {direction}{undecided}.")
    if missing:
        return Trend(None, words, f"{span}, and {missing}")
    return Trend(True, words, f"{span}.")


def _counted(measure: Measure, evidence: Evidence, years: Iterable[pd.Period]) -> dict[pd.Period, float]:
    counted: dict[pd.Period, float] = {}
    for year in years:
        try:
            counted[year] = compute(measure, evidence, Span(year, year))
        except NotCovered:
            continue
    return counted


def _yearly(span: Span) -> str:
    return "Y-MAR" if span.last.freqstr.endswith("MAR") else "Y-DEC"


def _direction(statement: str) -> str:
    places = {name: found.start() for name, words in _DIRECTIONS.items() if (found := words.search(statement))}
    return min(places, key=lambda name: places[name], default="")


def _fits(values: pd.Series, direction: str) -> bool:
    if direction == "stable":
        return bool((values / values.iloc[0] - 1).abs().max() <= _STABLE_WITHIN)
    return bool(values.iloc[-1] > values.iloc[0]) == (direction == "rising")
