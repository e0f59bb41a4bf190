"""Numbers in words: the one place that decides how a count, a share, a change and a period are written."""

from __future__ import annotations

from analysis.prose.areas import standing_out
from analysis.prose.changes import (
    movement,
    ratio_as_change,
    signed_percent,
)
from analysis.prose.numbers import (
    MINUS,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    NOTHING_SUPPRESSED,
    PROVISIONAL,
    REVISED,
    SUPPRESSED,
    count,
    decimal,
    noun,
    number,
    percent,
    pounds,
    rate,
    to_a_tenth,
)
from analysis.prose.series import categories_in_words, gaps_in_words, series_in_words, written
from analysis.prose.words import (
    capitalised,
    listing,
    period_or_name,
    spoken,
    uncapitalised,
    unit_of_time,
)

__all__ = [
    "MINUS",
    "NOTHING_SUPPRESSED",
    "NOT_APPLICABLE",
    "NOT_AVAILABLE",
    "PROVISIONAL",
    "REVISED",
    "SUPPRESSED",
    "capitalised",
    "categories_in_words",
    "count",
    "decimal",
    "gaps_in_words",
    "listing",
    "movement",
    "noun",
    "number",
    "percent",
    "period_or_name",
    "pounds",
    "rate",
    "ratio_as_change",
    "series_in_words",
    "signed_percent",
    "spoken",
    "standing_out",
    "to_a_tenth",
    "uncapitalised",
    "unit_of_time",
    "written",
]
