"""What a notebook imports, and nothing else.

Each notebook waits for all of it in a kernel of its own: what one notebook needs it takes from where it is, and models
that take seconds to import are not here.
"""

from __future__ import annotations

from IPython.display import display

from analysis import areas, claims, geography, periods, prose, results
from analysis.catalogue import describe, load
from analysis.own import own
from analysis.page import Page
from analysis.presentation import charts, citing, old_charts, returned_figures, summary, tables
from analysis.presentation.compared import Published
from analysis.presentation.display import Text
from analysis.presentation.objective import PlannedOutcome
from analysis.presentation.sourcing import local
from analysis.prose import findings
from analysis.prose.figures import say
from analysis.provenance import sourced
from analysis.statistics import area_rates, revision, shares, totals, yearly

__all__ = [
    "Page",
    "PlannedOutcome",
    "Published",
    "Text",
    "area_rates",
    "areas",
    "charts",
    "citing",
    "claims",
    "describe",
    "display",
    "findings",
    "geography",
    "load",
    "local",
    "old_charts",
    "own",
    "periods",
    "prose",
    "results",
    "returned_figures",
    "revision",
    "say",
    "shares",
    "sourced",
    "summary",
    "tables",
    "totals",
    "yearly",
]
