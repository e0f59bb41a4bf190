"""Charts: each returns a `Figure` with its headline, its statistical title, its text alternative and its sources.

A chart computes nothing: what it draws is what it is given. The text alternative says in numbers what the picture
shows, and is written from the same data.
"""

from __future__ import annotations

from analysis.presentation.charts.area_map import area_map
from analysis.presentation.charts.categories import bars
from analysis.presentation.charts.courses import courses
from analysis.presentation.charts.funnel import funnel
from analysis.presentation.charts.series import columns, lines

__all__ = [
    "area_map",
    "bars",
    "columns",
    "courses",
    "funnel",
    "lines",
]
