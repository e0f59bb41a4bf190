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

Each name is imported when it is first asked for: a command that draws nothing does not wait for matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.display import display

    from analysis import areas, catalogue, claims, geography, measures, periods, prose, results
    from analysis.catalogue import describe, load
    from analysis.own_files import own
    from analysis.page import Page
    from analysis.presentation import charts, citing, old_charts, returned_figures, summary, tables
    from analysis.presentation.compared import Published
    from analysis.presentation.display import Text
    from analysis.presentation.objective import PlannedOutcome
    from analysis.presentation.sourcing import local
    from analysis.prose import findings
    from analysis.prose.figures import say
    from analysis.provenance import sourced
    from analysis.statistics import area_rates, revision, totals, yearly

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
    "measures",
    "old_charts",
    "own",
    "periods",
    "prose",
    "results",
    "returned_figures",
    "revision",
    "say",
    "sourced",
    "summary",
    "tables",
    "totals",
    "yearly",
]

_FROM = {
    "Page": "analysis.page",
    "PlannedOutcome": "analysis.presentation.objective",
    "Published": "analysis.presentation.compared",
    "Text": "analysis.presentation.display",
    "area_rates": "analysis.statistics",
    "areas": "analysis",
    "catalogue": "analysis",
    "charts": "analysis.presentation",
    "citing": "analysis.presentation",
    "claims": "analysis",
    "describe": "analysis.catalogue",
    "display": "IPython.display",
    "findings": "analysis.prose",
    "geography": "analysis",
    "load": "analysis.catalogue",
    "local": "analysis.presentation.sourcing",
    "measures": "analysis",
    "old_charts": "analysis.presentation",
    "own": "analysis.own_files",
    "periods": "analysis",
    "prose": "analysis",
    "results": "analysis",
    "returned_figures": "analysis.presentation",
    "revision": "analysis.statistics",
    "say": "analysis.prose.figures",
    "sourced": "analysis.provenance",
    "summary": "analysis.presentation",
    "tables": "analysis.presentation",
    "totals": "analysis.statistics",
    "yearly": "analysis.statistics",
}


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"module 'analysis' has no attribute '{name}'")
    whence = _FROM[name]
    try:
        found = import_module(f"{whence}.{name}")
    except ModuleNotFoundError as missing:
        if missing.name != f"{whence}.{name}":
            raise
        found = getattr(import_module(whence), name)
    globals()[name] = found
    return found
