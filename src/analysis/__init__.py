"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, bibliography, claims, geography, highlights, lockdown, periods, results
from analysis.catalogue import describe
from analysis.page import Page, load
from analysis.presentation import (
    area_figures,
    charts,
    digest,
    programme_figures,
    prose,
    summary,
    tables,
    triangle_figures,
)
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import sourced
from analysis.statistics import (
    area_rates,
    attendance,
    beside,
    change,
    cohorts,
    comparisons,
    disruption,
    forecast,
    gaps,
    revision,
    robustness,
    seasonal,
    shares,
    standing,
    standing_shares,
    stocks,
    totals,
    trend,
    triangle,
    turnover,
    unit_costs,
    unknowns,
    workload,
    yearly,
)

__all__ = [
    "Notice",
    "Page",
    "Text",
    "area_figures",
    "area_rates",
    "areas",
    "attendance",
    "beside",
    "bibliography",
    "change",
    "charts",
    "claims",
    "cohorts",
    "comparisons",
    "describe",
    "diagnostics",
    "digest",
    "display",
    "disruption",
    "forecast",
    "gaps",
    "geography",
    "highlights",
    "load",
    "lockdown",
    "periods",
    "programme_figures",
    "prose",
    "results",
    "revision",
    "robustness",
    "seasonal",
    "shares",
    "sourced",
    "standing",
    "standing_shares",
    "stocks",
    "summary",
    "tables",
    "totals",
    "trend",
    "triangle",
    "triangle_figures",
    "turnover",
    "unit_costs",
    "unknowns",
    "workload",
    "yearly",
]
