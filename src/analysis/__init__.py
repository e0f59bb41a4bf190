"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, claims, geography, highlights, periods, prose, results
from analysis.page import Page
from analysis.presentation import charts, citing, digest, returned_figures, summary, tables
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
    "digest",
    "display",
    "geography",
    "highlights",
    "interruption",
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
