"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, geography, periods
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import area_figures, charts, prose, tables
from analysis.presentation.display import Notice, Text
from analysis.provenance import credited
from analysis.statistics import area_rates, beside, change, gaps, revision, shares, totals, yearly

__all__ = [
    "Notice",
    "Page",
    "Text",
    "area_figures",
    "area_rates",
    "areas",
    "beside",
    "change",
    "charts",
    "credited",
    "describe",
    "display",
    "gaps",
    "geography",
    "load",
    "periods",
    "prose",
    "revision",
    "shares",
    "tables",
    "totals",
    "yearly",
]
