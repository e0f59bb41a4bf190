"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, bibliography, claims, geography, lockdown, periods
from analysis.catalogue import describe
from analysis.page import Page, load
from analysis.presentation import area_figures, charts, joined, prose, tables
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import is_demonstration, sourced
from analysis.statistics import (
    area_rates,
    beside,
    between,
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
    staggered,
    stocks,
    totals,
    trend,
    verdicts,
    yearly,
)

__all__ = [
    "Notice",
    "Page",
    "Text",
    "area_figures",
    "area_rates",
    "areas",
    "beside",
    "between",
    "bibliography",
    "change",
    "charts",
    "claims",
    "cohorts",
    "comparisons",
    "describe",
    "diagnostics",
    "display",
    "disruption",
    "forecast",
    "gaps",
    "geography",
    "is_demonstration",
    "joined",
    "load",
    "lockdown",
    "periods",
    "prose",
    "revision",
    "robustness",
    "seasonal",
    "shares",
    "sourced",
    "staggered",
    "stocks",
    "tables",
    "totals",
    "trend",
    "verdicts",
    "yearly",
]
