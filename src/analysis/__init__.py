"""What a notebook imports, and nothing else."""

from __future__ import annotations

from IPython.display import display

from analysis import areas, bibliography, claims, geography, lockdown, periods
from analysis.catalogue import describe
from analysis.page import Page, load
from analysis.presentation import area_figures, charts, prose, tables
from analysis.presentation.diagnostics import diagnostics
from analysis.presentation.display import Notice, Text
from analysis.provenance import sourced
from analysis.statistics import (
    area_rates,
    beside,
    change,
    cohorts,
    disruption,
    forecast,
    gaps,
    revision,
    robustness,
    seasonal,
    shares,
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
    "bibliography",
    "change",
    "charts",
    "claims",
    "cohorts",
    "describe",
    "diagnostics",
    "display",
    "disruption",
    "forecast",
    "gaps",
    "geography",
    "load",
    "lockdown",
    "periods",
    "prose",
    "revision",
    "robustness",
    "seasonal",
    "shares",
    "sourced",
    "stocks",
    "tables",
    "totals",
    "trend",
    "verdicts",
    "yearly",
]
