"""Whether a planned outcome was met, by criteria that were stated before the figures were seen.

A criterion compares one measure with a threshold. Where the measure has an interval, the whole interval must lie on one
side of the threshold: a criterion whose interval straddles it cannot be told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis.prose import capitalised, number, within
from analysis.statistics import checks, verdict_sentences
from analysis.statistics.result import Estimate, Interval

Comparison = Literal["at least", "more than", "at most", "less than"]
Outcome = Literal["met", "partly met", "not met", "cannot be told"]

COMPARISONS = ("at least", "more than", "at most", "less than")
UNASKED = verdict_sentences.UNASKED
"""Why there is no figure, where no return asks for one."""

OUTCOMES = ("met", "partly met", "not met", "cannot be told")


@dataclass(frozen=True)
class Criterion:
    """One measure held against a threshold. Made by `criterion`, `rise` or `fall`.

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
    unit : str
        What follows its numbers, such as 'percentage points'; blank where `wording` says all.
    rule : str
        What the criterion asks, such as 'more than 10.0%' or 'a rise'.
    lacking : str
        Why there is no figure, where there is none.
    """

    measure: str
    comparison: Comparison
    threshold: float
    estimate: float | None
    interval: Interval | None
    wording: Callable[[float], str]
    unit: str
    rule: str
    lacking: str

    @property
    def outcome(self) -> Outcome:
        """What the figure comes to: met, not met, or cannot be told."""
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
        if self.interval and self.interval.level == 1:
            ends = [self.wording(end) for end in (self.interval.lower, self.interval.upper)]
            return ends[0] if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"
        figure = " ".join(filter(None, (self.wording(self.estimate), self.unit)))
        return f"{figure} ({within(self.interval, self.wording)})" if self.interval else figure

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
        Which outcome, whether it was met, and why or what is open.
    table : DataFrame
        A row for each criterion, indexed by its measure, text: `asked`, `found`, `outcome`.
    """

    outcome: Outcome
    sentence: str
    table: pd.DataFrame


def criterion(
    measure: str,
    comparison: Comparison,
    threshold: float,
    found: Estimate | float | None,
    *,
    wording: Callable[[float], str] = number,
    unit: str = "",
    rule: str = "",
    lacking: str = "no figures are held",
) -> Criterion:
    """State what one measure has to be, with what it was.

    Parameters
    ----------
    measure : str
        With its article, such as 'the change in referrals'.
    comparison : {"at least", "more than", "at most", "less than"}
        What it has to be.
    threshold : float
        In the unit of the measure.
    found : Estimate, float or None
        With its interval where the figure is an estimate; a number where it is a full count; None, or a number that is
        missing, where there is no figure.
    wording : callable
        How the numbers are written, such as `prose.percent`.
    unit : str
        What follows the number where `wording` does not say it.
    rule : str
        How what is asked is written; by default the comparison with the threshold.
    lacking : str
        Why there is no figure, where there is none; `UNASKED` where no return asks for it.

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
    asked = rule or " ".join(filter(None, (comparison, wording(limit), unit)))
    figure = value if value is None else float(value)
    return Criterion(measure, comparison, limit, figure, interval, wording, unit, asked, lacking)


def rise(measure: str, found: Estimate | float | None, **options: Any) -> Criterion:
    """State that a change has to be a rise, by the whole of its interval; `options` are those of `criterion`."""
    return criterion(measure, "more than", 0, found, rule=verdict_sentences.RISE, **options)


def fall(measure: str, found: Estimate | float | None, **options: Any) -> Criterion:
    """State that a change has to be a fall, by the whole of its interval; `options` are those of `criterion`."""
    return criterion(measure, "less than", 0, found, rule=verdict_sentences.FALL, **options)


def judge(criteria: Sequence[Criterion], *, plan: str, called: str = "planned outcome") -> Verdict:
    """Put criteria together to a verdict on the planned outcome.

    Parameters
    ----------
    criteria : sequence of Criterion
        All of them have to be met for the outcome to be met. It is partly met where at least one is met and at least
        one is not, whatever the others turn out to be; not met where none is; and cannot be told otherwise.
    plan : str
        The planned outcome, as what follows 'whether', such as 'every police force uses Operation Innerste'.
    called : str
        What the sentence calls it.

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
    outcome = _together({each.outcome for each in criteria})
    table = pd.DataFrame(
        {
            "asked": [each.rule for each in criteria],
            "found": [each.found for each in criteria],
            "outcome": [each.outcome for each in criteria],
        },
        index=[capitalised(each.measure) for each in criteria],
    )
    return Verdict(outcome, verdict_sentences.sentence(criteria, outcome, plan, called), table)


def _together(outcomes: set[Outcome]) -> Outcome:
    if {"met", "not met"} <= outcomes:
        return "partly met"
    return outcomes.pop() if len(outcomes) == 1 else "cannot be told"
