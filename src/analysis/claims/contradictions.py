"""Where a report gives two figures for the same thing: found by rule, from what the claims say alone.

Claims are of the same thing where measure, basis (a number, or a change from the same baseline), area and period agree.
Two figures of it contradict one another where no figure can be meant by both (see `analysis.claims.wording`). Where a
claim can be read in several ways, and only some of them contradict another, the report is unclear. Four more rules:

* What does not add up over time, such as a number of forces, is the same where one period lies in the other.
* Parts of which one is "others" make up the whole, whose figure must be their sum.
* Two counts imply a change, which a claim of the change must agree with.
* One figure for the change in a region and in one of its forces leaves unclear which of them it is of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import pandas as pd

from analysis import areas
from analysis.claims import wording
from analysis.claims.form import Claim
from analysis.claims.readings import Reading, doubts, readings, why_unclear
from analysis.claims.wording import CHANGE, POINTS, TREND, UNFILLED
from analysis.measures.spans import Span
from analysis.prose import listing, uncapitalised

_STATES = frozenset({"forces", "units", "areas", "groups", "versions"})
"""Units of what there is at a time, which does not add up over months."""

_OTHERS = "others"
_WHICH_AREA = "The report does not say which of the two areas the figure is of."


@dataclass(frozen=True)
class Contradiction:
    """What the rest of a report gives instead of a claim.

    Attributes
    ----------
    clause : str
        Such as ``section 8 gives 22 sessions``.
    certain : bool
        Whether it contradicts the claim however the report is read.
    why : str
        Where it is not certain, what the report leaves open, as a sentence.
    other : str
        Id of the claim that gives it; empty where it takes several.
    """

    clause: str
    certain: bool = True
    why: str = ""
    other: str = ""


def find(claims: Sequence[Claim]) -> dict[str, list[Contradiction]]:
    """Find the claims that others of the same report contradict, or would if it is read in one of several ways.

    Parameters
    ----------
    claims : sequence of Claim

    Returns
    -------
    dict of str to list of Contradiction
        By id of a claim.
    """
    found: dict[str, list[Contradiction]] = defaultdict(list)
    stated = _stated(claims)
    ways = {claim.id: readings(claim) for claim in stated}
    for one, other in combinations(stated, 2):
        clashes = [(a, b) for a in ways[one.id] for b in ways[other.id] if _clash(a.claim, b.claim)]
        if clashes:
            sides = [set(side) for side in zip(*clashes, strict=True)]
            certain = [len(side) for side in sides] == [len(ways[each.id]) for each in (one, other)]
            why = "" if certain else " ".join(dict.fromkeys(filter(None, map(why_unclear, (one, other)))))
            for claim, instead in ((one, other), (other, one)):
                found[claim.id].append(Contradiction(_gives(instead, clashes, certain), certain, why, instead.id))
    for rule in (_sums, _implied_changes, _areas):
        for claim_id, contradiction in rule(stated):
            found[claim_id].append(contradiction)
    return {claim_id: list(dict.fromkeys(every)) for claim_id, every in found.items()}


def echoes(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Find the figures that a report gives once more for another period, or for what may be another measure.

    Parameters
    ----------
    claims : sequence of Claim

    Returns
    -------
    dict of str to list of str
        By id of a claim, sentences such as ``Section 4 gives the same figure from 2020 to 2021.``
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in _stated(claims):
        for other in _stated(claims):
            alike = (one.relation, one.value, one.unit) == (other.relation, other.value, other.unit)
            if other is one or not alike or not _same_area(one, other):
                continue
            if one.measure == other.measure and one.is_change and _same_periods(one, other) is None:
                found[one.id][f"from {other.baseline_period} to {other.period}"].append(other.section)
            elif other.measure in _may_be(one) and _same_periods(one, other) is not None:
                found[one.id][f"for {other.measure}"].append(other.section)
    return {
        claim_id: [f"{_sections(where)} the same figure {of_what}." for of_what, where in every.items()]
        for claim_id, every in found.items()
    }


def in_one(clauses: Iterable[str]) -> list[str]:
    """Put together the sections that give the same: ``sections 3 and 5 give a rise of 97%``.

    Parameters
    ----------
    clauses : iterable of str
        Of contradictions.

    Returns
    -------
    list of str

    Examples
    --------
    >>> in_one(["section 3 gives a rise of 97%", "section 5 gives a rise of 97%"])
    ['sections 3 and 5 give a rise of 97%']
    """
    where: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        section, gives, what = clause.removeprefix("section ").partition(" gives ")
        where[what if gives else clause].append(section if gives else "")
    return [f"{uncapitalised(_sections(named))} {what}" if named[0] else what for what, named in where.items()]


def _stated(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.relation not in (TREND, UNFILLED)]


def _may_be(claim: Claim) -> tuple[str, ...]:
    doubt = doubts().get(claim.measure)
    return doubt.may_be if doubt else ()


def _sections(where: Sequence[str]) -> str:
    named = list(dict.fromkeys(where))
    return f"Section {named[0]} gives" if len(named) == 1 else f"Sections {listing(named)} give"


def _range(claim: Claim) -> pd.Interval:
    return wording.as_change(wording.accepted(claim.relation, claim.value, claim.unit), claim.unit)


def _clash(one: Claim, other: Claim) -> bool:
    return one.measure == other.measure and _same_thing(one, other) and not wording.agree(_range(one), _range(other))


def _same_thing(one: Claim, other: Claim) -> bool:
    alike = one.measure == other.measure and one.is_change == other.is_change and _same_area(one, other)
    return alike and (one.unit == POINTS) == (other.unit == POINTS) and _same_periods(one, other) is not None


def _same_area(one: Claim, other: Claim) -> bool:
    return one.geography == other.geography or (one.area is not None and one.area == other.area)


def _same_periods(one: Claim, other: Claim) -> Span | None:
    """Return the period that both claims can be read to be of."""
    is_state = one.unit in _STATES and other.unit in _STATES
    for period, baseline in one.readings:
        for other_period, other_baseline in other.readings:
            if period == other_period and baseline == other_baseline:
                return period
            if is_state and (period.lies_in(other_period) or other_period.lies_in(period)):
                return period
    return None


def _gives(claim: Claim, clashes: Sequence[tuple[Reading, Reading]], certain: bool) -> str:
    clause = f"section {claim.section} gives {wording.claimed(claim)}"
    conditions = dict.fromkeys(each.condition for pair in clashes for each in pair if each.condition)
    return clause if certain or not conditions else f"{clause}, if {listing(conditions)}"


def _sums(claims: Sequence[Claim]) -> Iterator[tuple[str, Contradiction]]:
    parts: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        name, colon, _ = claim.measure.partition(": ")
        if colon:
            parts[name, claim.section, claim.period, claim.geography].append(claim)
    for (measure, section, _, _), group in parts.items():
        if len(group) < 2 or not any(claim.measure.endswith(f": {_OTHERS}") for claim in group):
            continue
        total = _added(group)
        for whole in claims:
            alike = whole.measure == measure and _same_area(whole, group[0]) and _same_periods(whole, group[0])
            if alike and not wording.agree(_range(whole), total):
                # The parts may each be right: it is the whole that does not fit them.
                named = listing([f"{part.value} {part.measure.partition(': ')[2]}" for part in group])
                yield whole.id, Contradiction(f"section {section} gives {named}, {total.mid:,.0f} in all")


def _added(parts: Sequence[Claim]) -> pd.Interval:
    ranges = [_range(part) for part in parts]
    return pd.Interval(sum(each.left for each in ranges), sum(each.right for each in ranges), "both")


def _implied_changes(claims: Sequence[Claim]) -> Iterator[tuple[str, Contradiction]]:
    levels = [claim for claim in claims if not claim.is_change and len(claim.readings) == 1]
    for change in (claim for claim in claims if claim.is_change):
        for period, baseline in change.readings:
            of_measure = [each for each in levels if each.measure == change.measure and _same_area(each, change)]
            after = [claim for claim in of_measure if claim.readings[0][0] == period]
            before = [claim for claim in of_measure if claim.readings[0][0] == baseline]
            for later in after:
                for earlier in before:
                    implied = (_points if change.unit == POINTS else _change)(_range(earlier), _range(later))
                    if not wording.agree(_range(change), implied):
                        counts = f"{wording.claimed(earlier)} and {wording.claimed(later)}"
                        made = wording.number(implied.mid, POINTS if change.unit == POINTS else CHANGE)
                        clause = f"the report's own figures, {counts}, make {made}"
                        yield change.id, Contradiction(clause, len(change.readings) == 1)


def _change(before: pd.Interval, after: pd.Interval) -> pd.Interval:
    lowest = 100 * (after.left / before.right - 1) if before.right > 0 else -inf
    highest = 100 * (after.right / before.left - 1) if before.left > 0 else inf
    return pd.Interval(lowest, highest, "both")


def _points(before: pd.Interval, after: pd.Interval) -> pd.Interval:
    return pd.Interval(after.left - before.right, after.right - before.left, "both")


def _areas(claims: Sequence[Claim]) -> Iterator[tuple[str, Contradiction]]:
    changes = [claim for claim in claims if claim.is_change and claim.relation == "equal"]
    for one, other in combinations(changes, 2):
        alike = (one.measure, one.value, one.unit) == (other.measure, other.value, other.unit)
        if alike and _same_periods(one, other) is not None and _one_in_other(one.area, other.area):
            for claim, instead in ((one, other), (other, one)):
                clause = f"section {instead.section} gives the same change for {instead.geography}"
                yield claim.id, Contradiction(clause, False, _WHICH_AREA, instead.id)


def _one_in_other(one: areas.Area | None, other: areas.Area | None) -> bool:
    if one is None or other is None or "nation" in (one.kind, other.kind) or one == other:
        return False
    names = [{force.name for force in areas.members(each)} for each in (one, other)]
    return names[0] < names[1] or names[1] < names[0]
