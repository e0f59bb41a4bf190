"""What the data say of a claim that is read in one way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import areas, catalogue, periods, prose
from analysis.claims import needs, wording
from analysis.claims.figures import Computed, figure, judge_trend, number
from analysis.claims.form import Claim
from analysis.claims.needs import gap
from analysis.claims.wording import CHANGE, POINTS, TREND, UNFILLED
from analysis.errors import NotCovered
from analysis.measures import Measure
from analysis.measures.evidence import Evidence, Loads
from analysis.provenance import Provenance, provenance_of

REPRODUCED = "reproduced"
AT_FIRST = "reproduced at first release"
DIFFERS = "differs"
UNCLEAR = "unclear"


@dataclass
class Finding:
    """What is found about a claim.

    Attributes
    ----------
    verdict : str
        Empty as long as nothing is found.
    computed : str
        The computed figure in words; empty where there is none.
    reasons : list of str
        Sentences.
    compared : str
        Figures of another measure, which decide nothing; empty where there are none.
    needs : str
        What would settle it: the title of a published file or of a return.
    used : list of Provenance
    """

    verdict: str = ""
    computed: str = ""
    reasons: list[str] = field(default_factory=list)
    compared: str = ""
    needs: str = ""
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


def check(claim: Claim, setting: Setting) -> Finding:
    """Hold a claim against the data.

    Parameters
    ----------
    claim : Claim
        With one period and one measure.
    setting : Setting

    Returns
    -------
    Finding
        The verdict is `REPRODUCED`, `AT_FIRST`, `DIFFERS`, `UNCLEAR` or one of `analysis.claims.needs`; it is empty
        for a claim that was left blank.
    """
    found = Finding()
    computations = needs.computations(claim.measure)
    if claim.area is None or not computations:
        _say_what_would_settle(found, claim, [])
    elif claim.relation == TREND:
        _check_trend(found, claim, computations[0], setting)
    else:
        _check_number(found, claim, computations, setting)
    _compare_with_another(found, claim, setting)
    return found


def _check_number(found: Finding, claim: Claim, computations: Sequence[Measure], setting: Setting) -> None:
    missing: list[tuple[NotCovered, Evidence]] = []
    for measure in computations:
        evidence = setting.evidence(claim)
        try:
            newest = figure(claim, measure, evidence, setting.year)
        except NotCovered as error:
            missing.append((error, evidence))
            continue
        _check_figure(found, claim, measure, newest, setting)
        return
    _say_what_would_settle(found, claim, missing)


def _check_figure(found: Finding, claim: Claim, measure: Measure, newest: Computed, setting: Setting) -> None:
    then = _known_on(setting.as_at, claim, measure, setting)
    decisive = then or newest
    found.computed = decisive.words
    found.used.append(decisive.provenance)
    if claim.relation == UNFILLED:
        return
    _compare(found, claim, decisive)
    if found.verdict == REPRODUCED and then and not _fits(claim, newest):
        found.verdict = AT_FIRST
    elif found.verdict == DIFFERS and (first := _first_release(claim, measure, decisive, setting)):
        day, at_first = first
        found.verdict, found.computed = AT_FIRST, f"{at_first.words}, released {periods.day(day)}"
        found.reasons = ["The publisher has revised the figure since."]
        found.used.append(at_first.provenance)
    if found.verdict == AT_FIRST or (then and newest.words != then.words):
        found.reasons.append(f"The newest release gives {newest.words}.")
        found.used.append(newest.provenance)
    elif setting.as_at and then is None and not decisive.is_return:
        found.reasons.append("Checked against a later release than the report could know.")
    if narrower := decisive.evidence.narrower:
        found.reasons.append(f"The returns cover {narrower} only.")


def _fits(claim: Claim, computed: Computed) -> bool:
    return computed.value in wording.accepted(claim.relation, claim.value, claim.unit)


def _compare(found: Finding, claim: Claim, computed: Computed) -> None:
    if _fits(claim, computed):
        found.verdict = REPRODUCED
    elif computed.points is not None and computed.points in wording.accepted(claim.relation, claim.value, claim.unit):
        found.verdict = UNCLEAR
        found.reasons.append("It is right as percentage points, and not as a percentage of the earlier share.")
    else:
        found.verdict = DIFFERS
        found.reasons.append(f"The report gives {wording.claimed(claim)}, {_gap(claim, computed.value)}.")


def _gap(claim: Claim, value: float) -> str:
    difference = float(claim.value) - value
    more = "more" if difference > 0 else "less"
    if claim.unit in ("percent", CHANGE, POINTS):
        return f"{abs(difference):.1f} percentage points {more} than the data"
    relative = f" ({prose.percent(abs(difference) / abs(value), 1)})" if value else ""
    return f"{number(claim, abs(difference), 0)} {more} than the data{relative}"


def _known_on(day: dt.date | None, claim: Claim, measure: Measure, setting: Setting) -> Computed | None:
    if day is None:
        return None
    try:
        return figure(claim, measure, setting.evidence(claim, day), setting.year)
    except NotCovered:
        return None


def _first_release(
    claim: Claim, measure: Measure, decisive: Computed, setting: Setting
) -> tuple[dt.date, Computed] | None:
    """Return the first release that the report could know which gives the claimed figure, where one does."""
    names = [name for name, dataset in decisive.evidence.asked.items() if dataset.form is None]
    days = {each.date for name in names for each in catalogue.describe(name).releases if each.date}
    for day in sorted(day for day in days if setting.as_at is None or day <= setting.as_at):
        at_the_time = _known_on(day, claim, measure, setting)
        if at_the_time and _fits(claim, at_the_time):
            return day, at_the_time
    return None


def _check_trend(found: Finding, claim: Claim, measure: Measure, setting: Setting) -> None:
    evidence = setting.evidence(claim)
    trend = judge_trend(claim, evidence, measure, needs.incomplete(claim.measure))
    if not evidence.frames or trend.holds is None:
        _say_what_would_settle(found, claim, [(NotCovered(trend.reason.rstrip(".")), evidence)])
    else:
        found.verdict = REPRODUCED if trend.holds else DIFFERS
        found.reasons.append(trend.reason)
    found.computed = trend.words
    if evidence.frames:
        found.used.append(provenance_of(*evidence.frames))


def _say_what_would_settle(found: Finding, claim: Claim, missing: Sequence[tuple[NotCovered, Evidence]]) -> None:
    unsettled = gap(claim, missing)
    found.verdict, found.needs = unsettled.verdict, unsettled.needs
    found.reasons += unsettled.reasons


def _compare_with_another(found: Finding, claim: Claim, setting: Setting) -> None:
    measure = needs.beside(claim.measure)
    if measure is None or claim.area is None or claim.relation in (TREND, UNFILLED):
        return
    try:
        computed = figure(claim, measure, setting.evidence(claim), setting.year)
    except NotCovered:
        return
    found.compared = computed.compared(measure.label)
    found.used.append(computed.provenance)
