"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, periods
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import charts, prose, tables
from analysis.presentation.display import Notice, Text
from analysis.statistics import revision, shares, totals, yearly

__all__ = [
    "Notice",
    "Page",
    "Text",
    "areas",
    "charts",
    "describe",
    "display",
    "load",
    "periods",
    "prose",
    "revision",
    "shares",
    "tables",
    "totals",
    "yearly",
]
