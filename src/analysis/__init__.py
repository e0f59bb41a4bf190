"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, bibliography, claims, geography, highlights, periods, prose, results
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import (
    area_figures,
    charts,
    citing,
    digest,
    returned_figures,
    summary,
    tables,
    triangle_figures,
)
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.presentation.objective import PlannedOutcome
from analysis.provenance import sourced
from analysis.statistics import (
    area_rates,
    beside,
    between,
    change,
    comparisons,
    headlines,
    interruption,
    revision,
    robustness,
    shares,
    standing,
    standing_growth,
    standing_shares,
    totals,
    trend,
    triangle,
    turnover,
    unknowns,
    yearly,
)

__all__ = [
    "Notice",
    "Page",
    "PlannedOutcome",
    "Text",
    "area_figures",
    "area_rates",
    "areas",
    "beside",
    "between",
    "bibliography",
    "change",
    "charts",
    "citing",
    "claims",
    "comparisons",
    "describe",
    "diagnostics",
    "digest",
    "display",
    "geography",
    "headlines",
    "highlights",
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
    "standing",
    "standing_growth",
    "standing_shares",
    "summary",
    "tables",
    "totals",
    "trend",
    "triangle",
    "triangle_figures",
    "turnover",
    "unknowns",
    "yearly",
]
