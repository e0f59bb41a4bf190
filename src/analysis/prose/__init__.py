"""Numbers in words: the one place that decides how a count, a share, a change and a period are written."""

from __future__ import annotations

from analysis.prose.areas import standing_out
from analysis.prose.changes import (
    ratio_as_change,
    signed_percent,
)
from analysis.prose.numbers import (
    MINUS,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    NOTHING_SUPPRESSED,
    SUPPRESSED,
    count,
    decimal,
    noun,
    number,
    percent,
    pounds,
    rate,
)
from analysis.prose.words import (
    capitalised,
    listing,
    period_or_name,
    spoken,
    uncapitalised,
)

__all__ = [
    "MINUS",
    "NOTHING_SUPPRESSED",
    "NOT_APPLICABLE",
    "NOT_AVAILABLE",
    "SUPPRESSED",
    "capitalised",
    "count",
    "decimal",
    "listing",
    "noun",
    "number",
    "percent",
    "period_or_name",
    "pounds",
    "rate",
    "ratio_as_change",
    "signed_percent",
    "spoken",
    "standing_out",
    "uncapitalised",
]
