"""Charts: each returns a `Figure` with its headline, its statistical title, its text alternative and its sources.

A chart computes nothing: what it draws is what it is given. The text alternative says in numbers what the picture
shows, and is written from the same data.
"""

from __future__ import annotations

from analysis.presentation.old_charts.categories import bars
from analysis.presentation.old_charts.courses import courses
from analysis.presentation.old_charts.series import columns, lines

__all__ = [
    "bars",
    "columns",
    "courses",
    "lines",
]
