"""What stands up: a claim judged by the data, by the wording of its number and by the rest of its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import areas, catalogue, periods, prose
from analysis.claims import measures, wording
from analysis.claims.evidence import Evidence, Loads
from analysis.claims.figures import Computed, figure, number
from analysis.claims.form import Claim
from analysis.claims.measures import Compute
from analysis.claims.trends import judge_trend
from analysis.claims.wording import CHANGE, POINTS, TREND, UNFILLED
from analysis.errors import NotCovered, UnknownName
from analysis.prose import listing
from analysis.provenance import Provenance, provenance_of

REPRODUCED = "reproduced"
DIFFERS = "differs"
CONTRADICTED = "contradicted"
NOT_CHECKABLE = "not checkable"
MEANINGS: Mapping[str, str] = {
    REPRODUCED: "the data give the claimed figure, within the precision of its wording.",
    DIFFERS: "the data give another figure.",
    CONTRADICTED: "another place in the same report gives another figure for the same measure.",
    NOT_CHECKABLE: "no data held cover it; the reason says which would.",
}
"""What each verdict says of a claim: said once, beside a register."""
VERDICTS = tuple(MEANINGS)


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
        return Evidence(claim.area or areas.default(), as_at, self.loads, self.own)


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
        found.reasons.insert(0, f"Contradicted within the report: {'; '.join(contradictions)}.")
    return found


def _check_number(found: Judgement, claim: Claim, computations: Sequence[Compute], setting: Setting) -> None:
    missing: list[tuple[str, Evidence]] = []
    for compute in computations:
        evidence = setting.evidence(claim)
        try:
            newest = figure(claim, compute, evidence, setting.year)
        except NotCovered as error:
            missing.append((str(error), evidence))
            continue
        _check_figure(found, claim, compute, newest, setting)
        return
    _cannot_check(found, " ".join(text for text, _ in missing), claim, [evidence for _, evidence in missing])


def _check_figure(found: Judgement, claim: Claim, compute: Compute, newest: Computed, setting: Setting) -> None:
    then = _known_on(setting.as_at, claim, compute, setting)
    decisive = then or newest
    found.computed = decisive.words
    found.used.append(decisive.provenance)
    if claim.relation == UNFILLED:
        found.verdicts.append(NOT_CHECKABLE)
        return
    _compare(found, claim, decisive)
    if then and newest.words != then.words:
        found.reasons.append(f"The newest release gives {newest.words}.")
        found.used.append(newest.provenance)
    elif setting.as_at and then is None and not decisive.is_return:
        known = f"that the report could know, of {periods.day(setting.as_at)} or before"
        found.reasons.append(f"No release {known}, is held: a later one is used.")
    if narrower := decisive.evidence.narrower:
        found.reasons.append(f"The returns cover {narrower} only.")
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
    if claim.unit in ("percent", CHANGE, POINTS):
        return f"{abs(gap):.1f} percentage points {more} than the data"
    relative = f" ({prose.percent(abs(gap) / abs(value), 1)})" if value else ""
    return f"{number(claim, abs(gap), 0)} {more} than the data{relative}"


def _known_on(day: dt.date | None, claim: Claim, compute: Compute, setting: Setting) -> Computed | None:
    if day is None:
        return None
    try:
        return figure(claim, compute, setting.evidence(claim, day), setting.year)
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
            return [f"The release of {periods.day(day)} gave the claimed figure, and later ones revised it."]
    return []


def _check_trend(found: Judgement, claim: Claim, compute: Compute, setting: Setting) -> None:
    evidence = setting.evidence(claim)
    trend = judge_trend(claim, evidence, compute)
    if not evidence.frames:
        _cannot_check(found, trend.reason, claim, [evidence])
        return
    found.computed = trend.words
    found.used.append(provenance_of(*evidence.frames))
    if trend.holds is None:
        _cannot_check(found, trend.reason, claim, [evidence])
    else:
        found.verdicts.append(REPRODUCED if trend.holds else DIFFERS)
        found.reasons.append(trend.reason)


def _cannot_check(found: Judgement, why: str, claim: Claim, evidence: Sequence[Evidence] = ()) -> None:
    found.verdicts.append(NOT_CHECKABLE)
    need = measures.needs().get(claim.measure)
    reasons = [why, need.reason if need else ""]
    found.reasons += [f"{prose.capitalised(reason).rstrip('.')}." for reason in reasons if reason]
    if not _say_what_would_show_it(found, claim, evidence) and not why:
        unknown = f"no claim or computation is known by the measure '{claim.measure}'"
        found.reasons.append(prose.capitalised(str(UnknownName(unknown, nearest=measures.nearest(claim.measure)))))


def _say_what_would_show_it(found: Judgement, claim: Claim, evidence: Sequence[Evidence]) -> bool:
    need = measures.needs().get(claim.measure)
    returns = [dataset.title for each in evidence for dataset in each.asked.values() if dataset.form]
    wanted = need.data if need else ""
    if returns and not wanted:
        wanted = f"The return '{listing(dict.fromkeys(returns))}' for {_span_of(claim)}"
    if wanted:
        found.reasons.append(f"What would show it: {wanted}.")
    return bool(wanted)


def _span_of(claim: Claim) -> str:
    if not claim.readings:
        return claim.period
    period, baseline = claim.readings[0]
    return listing([str(span) for span in (baseline, period) if span])


def _show_beside(found: Judgement, claim: Claim, setting: Setting) -> None:
    known = measures.beside(claim.measure)
    if known is None or claim.area is None or claim.relation in (TREND, UNFILLED):
        return
    what, compute = known
    try:
        computed = figure(claim, compute, setting.evidence(claim), setting.year)
    except NotCovered:
        return
    found.reasons.append(f"Beside it: {computed.words}, {what}.")
    found.used.append(computed.provenance)
