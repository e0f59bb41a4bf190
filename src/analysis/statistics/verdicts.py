"""Whether a planned outcome was met, by criteria that were stated before the figures were seen.

A criterion compares one measure with a threshold. Where the measure has an interval, the whole interval must lie on one
side of the threshold: a criterion whose interval straddles it cannot be told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.prose import number, within
from analysis.statistics import checks
from analysis.statistics.result import Estimate, Interval

Comparison = Literal["at least", "more than", "at most", "less than"]
Outcome = Literal["met", "partly met", "not met", "cannot be told"]

COMPARISONS = ("at least", "more than", "at most", "less than")
OUTCOMES = ("met", "partly met", "not met", "cannot be told")

_OPENINGS = {
    "met": "the planned outcome was met",
    "partly met": "the planned outcome was partly met",
    "not met": "the planned outcome was not met",
    "cannot be told": "it cannot be told whether the planned outcome was met",
}


@dataclass(frozen=True)
class Criterion:
    """One measure held against a threshold. Made by `criterion`.

    Attributes
    ----------
    measure : str
        Such as 'the share of scripts completed in December 2021'.
    comparison : {"at least", "more than", "at most", "less than"}
    threshold : float
    estimate : float or None
        None where there is no figure.
    interval : Interval or None
        None where the estimate is a full count that nothing is inferred from.
    wording : callable
        How its numbers are written.
    lacking : str
        Why there is no figure, where there is none.
    """

    measure: str
    comparison: Comparison
    threshold: float
    estimate: float | None
    interval: Interval | None
    wording: Callable[[float], str]
    lacking: str

    @property
    def rule(self) -> str:
        """What the criterion asks, such as 'more than 10.0%'."""
        return f"{self.comparison} {self.wording(self.threshold)}"

    @property
    def outcome(self) -> Outcome:
        """Met, not met, or cannot be told."""
        if self.estimate is None:
            return "cannot be told"
        ends = (self.interval.lower, self.interval.upper) if self.interval else (self.estimate, self.estimate)
        passed = {self._passes(end) for end in ends}
        if len(passed) > 1:
            return "cannot be told"
        return "met" if passed.pop() else "not met"

    @property
    def found(self) -> str:
        """The figure as the criterion found it, with its interval."""
        if self.estimate is None:
            return self.lacking
        if not self.interval:
            return self.wording(self.estimate)
        if self.interval.level < 1:
            return f"{self.wording(self.estimate)} ({within(self.interval, self.wording)})"
        ends = [self.wording(end) for end in (self.interval.lower, self.interval.upper)]
        return ends[0] if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"

    @property
    def reason(self) -> str:
        """The figure, the rule and what follows, as a phrase."""
        if self.estimate is None:
            return f"there is no figure for {self.measure} ({self.lacking}), so it cannot be told"
        straddles = self.outcome == "cannot be told"
        verdict = "values on both sides are possible, so it cannot be told" if straddles else self.outcome
        return f"{self.measure} was {self.found}, where {self.rule} was asked: {verdict}"

    def _passes(self, value: float) -> bool:
        return {
            "at least": value >= self.threshold,
            "more than": value > self.threshold,
            "at most": value <= self.threshold,
            "less than": value < self.threshold,
        }[self.comparison]


@dataclass(frozen=True)
class Verdict:
    """Whether a planned outcome was met. Made by `judge`.

    Attributes
    ----------
    outcome : {"met", "partly met", "not met", "cannot be told"}
    sentence : str
        The outcome with its reason, or with how many criteria came out which way, and that it rests on demonstration
        data where it does.
    reasons : tuple of str
        One phrase for each criterion.
    table : DataFrame
        A row for each criterion, indexed by its measure, text: `asked`, `found`, `outcome`.
    """

    outcome: Outcome
    sentence: str
    reasons: tuple[str, ...]
    table: pd.DataFrame


def criterion(
    measure: str,
    comparison: Comparison,
    threshold: float,
    found: Estimate | float | None,
    *,
    wording: Callable[[float], str] = number,
    lacking: str = "no figures are held",
) -> Criterion:
    """State what one measure has to be, with what it was.

    Parameters
    ----------
    measure : str
        As a sentence would begin, such as 'the change in referrals'.
    comparison : {"at least", "more than", "at most", "less than"}
        What it has to be.
    threshold : float
        In the unit of the measure.
    found : Estimate, float or None
        With its interval where the figure is an estimate; a number where it is a full count; None, or a number that is
        missing, where there is no figure.
    wording : callable
        How the numbers are written, such as `wording.percent`.
    lacking : str
        Why there is no figure, where there is none.

    Returns
    -------
    Criterion

    Raises
    ------
    CannotEstimate
        Where the threshold is no number, or the comparison is not one of the four.
    """
    checks.choice(comparison, "comparison", COMPARISONS)
    limit = checks.number(threshold, "threshold")
    value = found.estimate if isinstance(found, Estimate) else found
    interval = found.interval if isinstance(found, Estimate) else None
    if value is None or pd.isna(value) or (interval and (math.isnan(interval.lower) or math.isnan(interval.upper))):
        value = interval = None
    return Criterion(measure, comparison, limit, value if value is None else float(value), interval, wording, lacking)


def judge(criteria: Sequence[Criterion], *, demonstration: bool = False) -> Verdict:
    """Put criteria together to a verdict on the planned outcome.

    Parameters
    ----------
    criteria : sequence of Criterion
        All of them have to be met for the outcome to be met. It is partly met where at least one is met and at least
        one is not, whatever the others turn out to be; not met where none is; and cannot be told otherwise.
    demonstration : bool
        Whether any of the figures are made up for demonstration, which the sentence then says.

    Returns
    -------
    Verdict

    Raises
    ------
    CannotEstimate
        Where there is no criterion.
    """
    if not criteria:
        raise checks.CannotEstimate("a verdict has no criteria", expected="at least one")
    outcomes = [each.outcome for each in criteria]
    outcome = _together(set(outcomes))
    reasons = tuple(each.reason for each in criteria)
    basis = "By demonstration data, which are made up and no evidence, " if demonstration else "By the rule stated, "
    table = pd.DataFrame(
        {"asked": [each.rule for each in criteria], "found": [each.found for each in criteria], "outcome": outcomes},
        index=[each.measure for each in criteria],
    )
    said = reasons[0] if len(reasons) == 1 else _counted(outcomes)
    return Verdict(outcome, f"{basis}{_OPENINGS[outcome]}: {said}.", reasons, table)


def _counted(outcomes: Sequence[Outcome]) -> str:
    verbs = {"met": "met", "not met": "not met", "cannot be told": "open"}
    parts = [f"{outcomes.count(each)} {verb}" for each, verb in verbs.items() if each in outcomes]
    return f"of {len(outcomes)} criteria, {' and '.join([', '.join(parts[:-1]), parts[-1]] if parts[1:] else parts)}"


def _together(outcomes: set[Outcome]) -> Outcome:
    if {"met", "not met"} <= outcomes:
        return "partly met"
    return outcomes.pop() if len(outcomes) == 1 else "cannot be told"
