"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, claims, geography, highlights, periods, prose, results
from analysis.page import Page
from analysis.presentation import (
    area_figures,
    charts,
    citing,
    diagnostics,
    digest,
    returned_figures,
    summary,
    tables,
    triangle_figures,
)
from analysis.presentation.display import Text
from analysis.presentation.objective import PlannedOutcome
from analysis.provenance import sourced
from analysis.statistics import (
    area_rates,
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
    "Page",
    "PlannedOutcome",
    "Text",
    "area_figures",
    "area_rates",
    "areas",
    "change",
    "charts",
    "citing",
    "claims",
    "comparisons",
    "diagnostics",
    "digest",
    "display",
    "geography",
    "headlines",
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
