"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, periods
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import charts, prose, tables
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import sourced
from analysis.statistics import revision, seasonal, shares, stocks, totals, trend, yearly

__all__ = [
    "Notice",
    "Page",
    "Text",
    "areas",
    "charts",
    "describe",
    "diagnostics",
    "display",
    "load",
    "periods",
    "prose",
    "revision",
    "seasonal",
    "shares",
    "sourced",
    "stocks",
    "tables",
    "totals",
    "trend",
    "yearly",
]
