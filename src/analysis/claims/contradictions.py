"""Where a report gives two figures for the same thing: found by rule, from what the claims say alone.

Claims are of the same thing where measure, area, period and baseline agree. Two figures of it contradict one another
where no figure can be meant by both (see `analysis.claims.wording`). Three more rules:

* What does not add up over time, such as a number of forces, is the same where one period lies in the other.
* Parts of which one is "others" make up the whole, and their sum is a figure of it.
* Two counts imply a change, which a claim of the change must agree with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf

import pandas as pd

from analysis.claims import wording
from analysis.claims.form import Claim
from analysis.claims.spans import Span
from analysis.claims.wording import CHANGE, POINTS, TREND, UNFILLED
from analysis.prose import listing

_STATES = frozenset({"forces", "units", "areas", "groups", "versions"})
"""Units of what there is at a time, which does not add up over months."""

_OTHERS = "others"


def find(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Find the claims that others of the same report contradict.

    Parameters
    ----------
    claims : sequence of Claim

    Returns
    -------
    dict of str to list of str
        By id of a claim: a clause for each contradiction, such as ``section 8 gives 22``.
    """
    found: dict[str, list[str]] = defaultdict(list)
    stated = [claim for claim in claims if claim.relation not in (TREND, UNFILLED)]
    for one, other in combinations(stated, 2):
        if _same_thing(one, other) and not wording.agree(_range(one), _range(other)):
            found[one.id].append(_gives(other, one))
            found[other.id].append(_gives(one, other))
    for rule in (_sums, _implied_changes):
        for claim_id, clause in rule(stated):
            found[claim_id].append(clause)
    return {claim_id: list(dict.fromkeys(clauses)) for claim_id, clauses in found.items()}


def _range(claim: Claim) -> pd.Interval:
    return wording.as_change(wording.accepted(claim.relation, claim.value, claim.unit), claim.unit)


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


def _gives(claim: Claim, against: Claim) -> str:
    clause = f"section {claim.section} gives {wording.claimed(claim)}"
    unclear = max(claim, against, key=lambda each: len(each.readings))
    if len(unclear.readings) > 1:
        clause += f", if the unclear period is {_same_periods(claim, against)}"
    return clause


def _sums(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
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
            if not alike or wording.agree(_range(whole), total):
                continue
            named = listing([f"{part.value} {part.measure.partition(': ')[2]}" for part in group])
            yield whole.id, f"section {section} gives {named}, {total.mid:,.0f} in all"
            for part in group:
                yield part.id, f"section {whole.section} gives {wording.claimed(whole)} in all, not {total.mid:,.0f}"


def _added(parts: Sequence[Claim]) -> pd.Interval:
    ranges = [_range(part) for part in parts]
    return pd.Interval(sum(each.left for each in ranges), sum(each.right for each in ranges), "both")


def _implied_changes(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    levels = [claim for claim in claims if not claim.is_change and len(claim.readings) == 1]
    for change in (claim for claim in claims if claim.is_change):
        for period, baseline in change.readings:
            of_measure = [each for each in levels if each.measure == change.measure and _same_area(each, change)]
            after = [claim for claim in of_measure if claim.readings[0][0] == period]
            before = [claim for claim in of_measure if claim.readings[0][0] == baseline]
            for later in after:
                for earlier in before:
                    implied = (_points if change.unit == POINTS else _change)(_range(earlier), _range(later))
                    if wording.agree(_range(change), implied):
                        continue
                    counts = f"{wording.claimed(earlier)} and {wording.claimed(later)}"
                    made = wording.number(implied.mid, POINTS if change.unit == POINTS else CHANGE)
                    yield change.id, f"the report's own figures, {counts}, make {made}"
                    for level in (earlier, later):
                        yield (
                            level.id,
                            f"with {counts} the change is {made}, not {wording.claimed(change)}",
                        )


def _change(before: pd.Interval, after: pd.Interval) -> pd.Interval:
    lowest = 100 * (after.left / before.right - 1) if before.right > 0 else -inf
    highest = 100 * (after.right / before.left - 1) if before.left > 0 else inf
    return pd.Interval(lowest, highest, "both")


def _points(before: pd.Interval, after: pd.Interval) -> pd.Interval:
    return pd.Interval(after.left - before.right, after.right - before.left, "both")
