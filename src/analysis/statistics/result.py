"""What every statistical method returns: an estimate, how sure it is, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Diagnostic = float | int | str | bool | None


@dataclass(frozen=True)
class Interval:
    """A range of values, and how often a range made this way holds the true one.

    Parameters
    ----------
    lower, upper : float
        Ends of the range, both included.
    level : float
        Nominal coverage, such as 0.95; 1 for bounds that hold whatever the unknown values are.
    """

    lower: float
    upper: float
    level: float = 0.95

    def __contains__(self, value: float) -> bool:
        return self.lower <= value <= self.upper


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimate:
    """One number with its uncertainty.

    Parameters
    ----------
    estimate : float
        The number; its unit is stated by the function that returns it.
    interval : Interval
        Range around it.
    method : str
        Name of the method, as a statistician would look it up.
    n : float
        What the estimate rests on: events for counts, cases for shares, periods for series.
    sentence : str
        The result in plain English, without claiming a cause.
    diagnostics : mapping of str to number or text
        What a reader needs to judge the method's assumptions.
    """

    estimate: float
    interval: Interval
    method: str
    n: float
    sentence: str
    diagnostics: Mapping[str, Diagnostic] = field(default_factory=dict)
