"""How a verdict on a planned outcome is put into words: which outcome, what came out, what is open and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.prose import listing

if TYPE_CHECKING:
    from analysis.statistics.verdicts import Criterion, Outcome

UNASKED = "no return asks for it"
RISE, FALL = "a rise", "a fall"

_MOST_NAMED = 2
"""How many criteria a sentence names; more of them it counts."""

_UNASKED = "no return asks for {}"

_WORDS = {"met": "met", "not met": "not met", "cannot be told": "open"}


def sentence(criteria: Sequence[Criterion], outcome: Outcome, plan: str, called: str) -> str:
    """Say whether a planned outcome was met and why.

    Parameters
    ----------
    criteria : sequence of Criterion
    outcome : {"met", "partly met", "not met", "cannot be told"}
    plan : str
        The planned outcome, as what follows 'whether'.
    called : str
        What it is called.

    Returns
    -------
    str
    """
    if outcome == "cannot be told":
        return f"It cannot be told whether {plan}: {_still_open(criteria)}."
    why = _stated(criteria[0]) if len(criteria) == 1 else _counted(criteria)
    return f"The {called} that {plan} was {outcome}: {why}."


def _stated(each: Criterion) -> str:
    verb = "changed by" if _is_change(each) else "was"
    return f"{each.measure} {verb} {each.found}, where {each.rule} was asked"


def _counted(criteria: Sequence[Criterion]) -> str:
    if all(each.outcome == "met" for each in criteria):
        return f"all {len(criteria)} criteria were met"
    if all(each.outcome == "not met" for each in criteria):
        return f"none of {len(criteria)} criteria was met"
    sides = [(word, [each for each in criteria if each.outcome == outcome]) for outcome, word in _WORDS.items()]
    parts = [f"{len(those)} {word}{'' if word == 'met' else _named(those)}" for word, those in sides if those]
    return f"of {len(criteria)} criteria, {listing(parts)}"


def _still_open(criteria: Sequence[Criterion]) -> str:
    """Say what came out of the criteria that are settled, and why the others are not."""
    unsettled = [each for each in criteria if each.outcome == "cannot be told"]
    settled = [each for each in criteria if each.outcome != "cannot be told"]
    by_reason: dict[str, list[Criterion]] = {}
    for each in unsettled:
        by_reason.setdefault(_reason(each), []).append(each)
    reasons = [_why(reason, those, criteria) for reason, those in by_reason.items()]
    said = ", and ".join(reasons) if len(reasons) < 3 else "; ".join(reasons)
    if not settled:
        return said
    verb, joint = "was" if len(settled) == 1 else "were", "but" if settled[0].outcome == "met" else "and"
    return f"{len(settled)} of {len(criteria)} criteria {verb} {settled[0].outcome}, {joint} {said}"


def _reason(each: Criterion) -> str:
    if each.estimate is None and each.lacking == UNASKED:
        return _UNASKED
    if each.estimate is None:
        return f"there is no figure for {{}} ({each.lacking})"
    if each.interval and each.interval.level == 1:
        return "small numbers that may not be shown decide {}"
    return "chance alone could explain the change in {}" if _is_change(each) else "chance alone could decide {}"


def _is_change(each: Criterion) -> bool:
    return each.rule in {RISE, FALL}


def _why(reason: str, some: Sequence[Criterion], criteria: Sequence[Criterion]) -> str:
    """Write the reason for which some of the criteria are open, with their names where these are few."""
    if len(some) == len(criteria) and reason == _UNASKED:
        return reason.format("it")
    if len(some) <= _MOST_NAMED:
        return reason.format(listing(each.measure for each in some))
    how_many = "any" if len(some) == len(criteria) else f"{len(some)}"
    return reason.format(f"{how_many} of {len(criteria)} criteria")


def _named(some: Sequence[Criterion]) -> str:
    return f" ({listing(each.measure for each in some)})" if len(some) <= _MOST_NAMED else ""
