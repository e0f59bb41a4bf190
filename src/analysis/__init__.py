"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import activity, areas, bibliography, claims, geography, highlights, periods, prose, results
from analysis.catalogue import describe, load
from analysis.page import Page
from analysis.presentation import (
    charts,
    citing,
    digest,
    joined,
    summary,
    tables,
)
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import sourced
from analysis.statistics import (
    adoption,
    area_rates,
    attendance,
    beside,
    between,
    change,
    comparisons,
    control,
    interruption,
    reach,
    revision,
    robustness,
    shares,
    stages,
    staggered,
    stated,
    totals,
    trend,
    unit_costs,
    verdicts,
    workload,
    yearly,
)

__all__ = [
    "Notice",
    "Page",
    "Text",
    "activity",
    "adoption",
    "area_rates",
    "areas",
    "attendance",
    "beside",
    "between",
    "bibliography",
    "change",
    "charts",
    "citing",
    "claims",
    "comparisons",
    "control",
    "describe",
    "diagnostics",
    "digest",
    "display",
    "geography",
    "highlights",
    "interruption",
    "joined",
    "load",
    "periods",
    "prose",
    "reach",
    "results",
    "revision",
    "robustness",
    "shares",
    "sourced",
    "stages",
    "staggered",
    "stated",
    "summary",
    "tables",
    "totals",
    "trend",
    "unit_costs",
    "verdicts",
    "workload",
    "yearly",
]
