"""What estimates have in common: the range that says how sure one is, and what it is judged by."""

from __future__ import annotations

from dataclasses import dataclass

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
