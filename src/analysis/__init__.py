"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, bibliography, geography, lockdown, periods
from analysis.catalogue import describe
from analysis.page import Page, load
from analysis.presentation import area_figures, charts, prose, tables
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import is_demonstration, sourced
from analysis.statistics import (
    adoption,
    area_rates,
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
    stages,
    stated,
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
    "adoption",
    "area_figures",
    "area_rates",
    "areas",
    "beside",
    "bibliography",
    "change",
    "charts",
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
    "load",
    "lockdown",
    "periods",
    "prose",
    "revision",
    "robustness",
    "seasonal",
    "shares",
    "sourced",
    "stages",
    "stated",
    "stocks",
    "tables",
    "totals",
    "trend",
    "verdicts",
    "yearly",
]
