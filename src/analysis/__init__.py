"""What a notebook imports, and nothing else.

=========== ======================================================================================
Page        the page that a notebook makes: load, main points, charts, tables, sentences, sources
charts      shortcuts that draw on an `Axes`: lines, columns, bars, points, heat maps, maps
findings    figures for sentences: totals, changes, shares, highest values
say         a sentence made of text and figures
catalogue   what data there is: ``catalogue.table()``; also `load` and `describe`
own, local  a file of your own from ``data/own``, and how its source is named
areas       nations, regions and police forces
periods     financial years, quarters and months
claims      what a printed report states, and whether it stands
=========== ======================================================================================

Each notebook waits for all of it in a kernel of its own: what one notebook needs it takes from where it is, and models
that take seconds to import are not here.
"""

from __future__ import annotations

from IPython.display import display

from analysis import areas, catalogue, claims, geography, periods, prose, results
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
    "catalogue",
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
