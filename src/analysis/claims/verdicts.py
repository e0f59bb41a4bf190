"""What stands up: a claim judged by the data, by the wording of its number and by the rest of its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import areas, catalogue, periods
from analysis.claims import measures, wording
from analysis.claims.evidence import Evidence, Loads
from analysis.claims.form import Claim
from analysis.claims.measures import Compute
from analysis.claims.spans import Span
from analysis.claims.trends import judge_trend
from analysis.claims.wording import CHANGE, RATIO, TREND, UNFILLED
from analysis.errors import NotCovered
from analysis.prose import listing
from analysis.provenance import Provenance, provenance_of

REPRODUCED = "reproduced"
DIFFERS = "differs"
CONTRADICTED = "contradicted"
NOT_CHECKABLE = "not checkable"
DEMONSTRATION = "demonstration only"
_MADE_UP = "The computed figure is made up, with the shape of a return: it is no support."
VERDICTS = (REPRODUCED, DIFFERS, CONTRADICTED, NOT_CHECKABLE, DEMONSTRATION)


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
    def is_demonstration(self) -> bool:
        """Whether any of the figures is made up."""
        return "demonstration" in self.provenance.kinds


@dataclass
class Judgement:
    """What is found about a claim.

    Attributes
    ----------
    verdicts : list of str
    computed : str
        The computed figure in words; empty where there is none.
    reasons : list of str
        Sentences.
    used : list of Provenance
    """

    verdicts: list[str] = field(default_factory=list)
    computed: str = ""
    reasons: list[str] = field(default_factory=list)
    used: list[Provenance] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """What the claims of a report are judged by.

    Attributes
    ----------
    as_at : date or None
        The last day whose releases the report could know; without it only the newest figures are used.
    year : Period or None
        Financial year of the report, which a claim about each year is checked for.
    own : str
        End of the report's own title, in lower case.
    loads : dict
        Tables that were loaded already.
    """

    as_at: dt.date | None
    year: pd.Period | None
    own: str = ""
    loads: Loads = field(default_factory=dict)

    def evidence(self, claim: Claim, as_at: dt.date | None = None) -> Evidence:
        """Return what a computation for a claim begins with."""
        return Evidence(claim.area or areas.UK, as_at, self.loads, self.own)


def judge(claim: Claim, contradictions: Sequence[str], setting: Setting) -> Judgement:
    """Judge a claim.

    Parameters
    ----------
    claim : Claim
    contradictions : sequence of str
        What the rest of the report gives instead (see `analysis.claims.contradictions`).
    setting : Setting

    Returns
    -------
    Judgement
        With at least one verdict.
    """
    found = Judgement()
    computations = measures.computations(claim.measure)
    if claim.relation == UNFILLED:
        found.reasons.append("The report was left blank here: it names a figure and gives none.")
    if claim.area is None:
        _cannot_check(found, f"No figures are held of {claim.geography}", claim)
    elif not computations:
        _cannot_check(found, "", claim)
    elif claim.relation == TREND:
        _check_trend(found, claim, computations[0], setting)
    else:
        _check_number(found, claim, computations, setting)
    _show_beside(found, claim, setting)
    if contradictions:
        found.verdicts.append(CONTRADICTED)
        found.reasons.append(f"Contradicted within the report: {'; '.join(contradictions)}.")
    return found


def _check_number(found: Judgement, claim: Claim, computations: Sequence[Compute], setting: Setting) -> None:
    missing: list[tuple[str, Evidence]] = []
    for compute in computations:
        evidence = setting.evidence(claim)
        try:
            newest = _computed(claim, compute, evidence, setting.year)
        except NotCovered as error:
            missing.append((str(error), evidence))
            continue
        _check_figure(found, claim, compute, newest, setting)
        return
    _cannot_check(found, " ".join(text for text, _ in missing), claim, [evidence for _, evidence in missing])


def _check_figure(found: Judgement, claim: Claim, compute: Compute, newest: Computed, setting: Setting) -> None:
    then = _known_on(setting.as_at, claim, compute, setting)
    decisive = then or newest
    found.computed = f"demonstration: {decisive.words}" if decisive.is_demonstration else decisive.words
    found.used.append(decisive.provenance)
    if decisive.is_demonstration:
        found.verdicts.append(DEMONSTRATION)
        found.reasons.append(_MADE_UP)
        return
    if claim.relation == UNFILLED:
        found.verdicts.append(NOT_CHECKABLE)
        return
    _compare(found, claim, decisive)
    if then and newest.words != then.words:
        found.reasons.append(f"The newest release gives {newest.words}.")
        found.used.append(newest.provenance)
    elif setting.as_at and then is None and not _is_return(decisive):
        found.reasons.append(f"No release of {periods.day(setting.as_at)} or before is held: a later one is used.")
    if DIFFERS in found.verdicts:
        found.reasons += _matching_release(claim, compute, decisive, setting)


def _compare(found: Judgement, claim: Claim, computed: Computed) -> None:
    room = wording.accepted(claim.relation, claim.value, claim.unit)
    if computed.value in room:
        found.verdicts.append(REPRODUCED)
        return
    if computed.points is not None and computed.points in room:
        found.verdicts.append(REPRODUCED)
        found.reasons.append("It is right as percentage points, and not as a percentage of the earlier share.")
        return
    found.verdicts.append(DIFFERS)
    found.reasons.append(f"The report gives {wording.claimed(claim)}, {_gap(claim, computed.value)}.")


def _gap(claim: Claim, value: float) -> str:
    gap = float(claim.value) - value
    more = "more" if gap > 0 else "less"
    if claim.unit in ("percent", CHANGE):
        return f"{abs(gap):.1f} percentage points {more} than the data"
    relative = f" ({abs(gap) / abs(value):.1%})" if value else ""
    return f"{_number(claim, abs(gap), 0)} {more} than the data{relative}"


def _computed(claim: Claim, compute: Compute, evidence: Evidence, year: pd.Period | None) -> Computed:
    period, baseline = _periods(claim, year)
    if baseline is None:
        value = compute(evidence, period)
        words = f"{_number(claim, value)} ({'; '.join([str(period), *evidence.notes])})"
        return Computed(value, words, evidence)
    after, before = compute(evidence, period), compute(evidence, baseline)
    if claim.relation == UNFILLED:
        return Computed(after, f"from {before:,.0f} ({baseline}) to {after:,.0f} ({period})", evidence)
    if not before:
        raise NotCovered(f"there is no change from nought ({baseline})")
    value = after / before if claim.unit == RATIO else 100 * (after / before - 1)
    told = [f"{_level(claim, before)} in {baseline}, {_level(claim, after)} in {period}"]
    points = after - before if _is_share(claim) else None
    if points is not None:
        told.append(f"{wording.number(points, CHANGE, 1).removesuffix('%')} percentage points")
    return Computed(value, f"{_number(claim, value)} ({'; '.join([*told, *evidence.notes])})", evidence, points)


def _periods(claim: Claim, year: pd.Period | None) -> tuple[Span, Span | None]:
    if claim.readings:
        return claim.readings[0]
    if year is None:
        raise NotCovered("the list of claims does not say which year it is of")
    return Span(year, year), Span(year - 1, year - 1)


def _number(claim: Claim, value: float, places: int = 1) -> str:
    return wording.number(value, claim.unit, 2 if claim.unit == RATIO else places)


def _level(claim: Claim, value: float) -> str:
    return f"{value:.1f}%" if _is_share(claim) else f"{value:,.0f}"


def _is_share(claim: Claim) -> bool:
    return claim.measure.startswith("share ")


def _known_on(day: dt.date | None, claim: Claim, compute: Compute, setting: Setting) -> Computed | None:
    if day is None:
        return None
    try:
        return _computed(claim, compute, setting.evidence(claim, day), setting.year)
    except NotCovered:
        return None


def _matching_release(claim: Claim, compute: Compute, decisive: Computed, setting: Setting) -> list[str]:
    """Say which release that the report could know gives the claimed figure, where one does."""
    room = wording.accepted(claim.relation, claim.value, claim.unit)
    names = [name for name, dataset in decisive.evidence.asked.items() if dataset.form is None]
    days = {each.date for name in names for each in catalogue.describe(name).releases if each.date}
    for day in sorted(day for day in days if setting.as_at is None or day <= setting.as_at):
        at_the_time = _known_on(day, claim, compute, setting)
        if at_the_time and at_the_time.value in room:
            return [f"The release of {periods.day(day)} gave the claimed figure."]
    return []


def _check_trend(found: Judgement, claim: Claim, compute: Compute, setting: Setting) -> None:
    evidence = setting.evidence(claim)
    trend = judge_trend(claim, evidence, compute)
    if not evidence.frames:
        _cannot_check(found, trend.reason, claim, [evidence])
        return
    found.computed = trend.words
    found.used.append(provenance_of(*evidence.frames))
    if "demonstration" in found.used[-1].kinds:
        found.computed = f"demonstration: {trend.words}"
        found.verdicts.append(DEMONSTRATION)
        found.reasons.append(_MADE_UP)
    elif trend.holds is None:
        _cannot_check(found, trend.reason, claim, [evidence])
    else:
        found.verdicts.append(REPRODUCED if trend.holds else DIFFERS)
        found.reasons.append(trend.reason)


def _cannot_check(found: Judgement, why: str, claim: Claim, evidence: Sequence[Evidence] = ()) -> None:
    found.verdicts.append(NOT_CHECKABLE)
    need = measures.needs().get(claim.measure)
    returns = [name for each in evidence for name, dataset in each.asked.items() if dataset.form]
    reasons = [why, need.reason if need else ""]
    found.reasons += [f"{reason[:1].upper()}{reason[1:].rstrip('.')}." for reason in reasons if reason]
    wanted = need.data if need else ""
    if returns and not wanted:
        wanted = f"The return {listing(returns)} for {_span_of(claim)}"
    if wanted:
        found.reasons.append(f"What would show it: {wanted}.")
    elif not why:
        found.reasons.append(f"Nothing computes the measure '{claim.measure}', and no note says which data would.")


def _span_of(claim: Claim) -> str:
    return listing([text for text in (claim.baseline_period, claim.period) if text])


def _show_beside(found: Judgement, claim: Claim, setting: Setting) -> None:
    known = measures.beside(claim.measure)
    if known is None or claim.area is None or claim.relation in (TREND, UNFILLED):
        return
    what, compute = known
    try:
        computed = _computed(claim, compute, setting.evidence(claim), setting.year)
    except NotCovered:
        return
    made_up = "demonstration data, " if computed.is_demonstration else ""
    found.reasons.append(f"Beside it: {made_up}{computed.words}, {what}.")
    found.used.append(computed.provenance)
    if computed.is_demonstration and found.verdicts == [NOT_CHECKABLE]:
        found.verdicts[:] = [DEMONSTRATION]


def _is_return(computed: Computed) -> bool:
    return any(dataset.form is not None for dataset in computed.evidence.asked.values())
