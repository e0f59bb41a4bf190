"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, claims, geography, periods, prose, results
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import charts, citing, returned_figures, summary, tables
from analysis.presentation.display import Text
from analysis.presentation.objective import PlannedOutcome
from analysis.provenance import sourced
from analysis.statistics import area_rates, interruption, revision, robustness, shares, totals, yearly

__all__ = [
    "Page",
    "PlannedOutcome",
    "Text",
    "area_rates",
    "areas",
    "charts",
    "citing",
    "claims",
    "describe",
    "display",
    "geography",
    "interruption",
    "load",
    "periods",
    "prose",
    "results",
    "returned_figures",
    "revision",
    "robustness",
    "shares",
    "sourced",
    "summary",
    "tables",
    "totals",
    "yearly",
]
