"""Claims that something is stable, rises or falls, judged by the years that have figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import periods
from analysis.claims.form import Claim
from analysis.errors import NotCovered
from analysis.measures import Measure
from analysis.measures.computing import compute
from analysis.measures.evidence import Evidence
from analysis.measures.spans import Span

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
