"""Shortcuts that draw on an `Axes` and return it; everything else that draws on one works in their place.

Each takes what pandas gives and leaves an ordinary `Axes`: `with page.chart(...) as ax: charts.lines(ax, table)`.
"""

from analysis.presentation.charts.funnels import funnel
from analysis.presentation.charts.labels import mark, name_lines, shade, value_labels
from analysis.presentation.charts.maps import area_map
from analysis.presentation.charts.marks import as_shares, bars, columns, grouped, heat, lines, points, stacked
from analysis.presentation.charts.trends import carried_on

__all__ = [
    "area_map",
    "as_shares",
    "bars",
    "carried_on",
    "columns",
    "funnel",
    "grouped",
    "heat",
    "lines",
    "mark",
    "name_lines",
    "points",
    "shade",
    "stacked",
    "value_labels",
]
