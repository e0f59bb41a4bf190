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

import sys
from importlib import import_module
from typing import Any

_FROM = {
    "IPython.display": ("display",),
    "analysis": ("areas", "catalogue", "claims", "geography", "measures", "periods", "prose"),
    "analysis.catalogue": ("describe", "load"),
    "analysis.own_files": ("own",),
    "analysis.page": ("Page",),
    "analysis.pages": ("results", "summary"),
    "analysis.presentation": ("charts", "citing"),
    "analysis.pages.compared": ("Published",),
    "analysis.presentation.display": ("Text",),
    "analysis.pages.objective": ("PlannedOutcome",),
    "analysis.presentation.sourcing": ("local",),
    "analysis.prose": ("findings",),
    "analysis.prose.figures": ("say",),
    "analysis.statistics": ("area_rates", "revision", "totals"),
}
_DRESSED: list[Any] = []
"""Shells in which figures of other libraries are shown as the project's own."""
_WHENCE = {name: module for module, names in _FROM.items() for name in names}


def __dir__() -> list[str]:
    return sorted(_WHENCE)


def __getattr__(name: str) -> Any:
    if name not in _WHENCE:
        raise AttributeError(f"module 'analysis' has no attribute '{name}'")
    whence = _WHENCE[name]
    try:
        found = import_module(f"{whence}.{name}")
    except ModuleNotFoundError as missing:
        if missing.name != f"{whence}.{name}":
            raise
        found = getattr(import_module(whence), name)
    globals()[name] = found
    _dress()
    return found


def _dress() -> None:
    # In a notebook, what other libraries draw is shown as the project's own, whatever name is imported first.
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not shell or shell in _DRESSED:
        return
    # The library's own modules ask for names, too, while they are imported.
    own = [module for name, module in sys.modules.items() if name.startswith("analysis.")]
    if not any(getattr(module.__spec__, "_initializing", False) for module in own):
        import_module("analysis.presentation.plain").install(shell)
        _DRESSED.append(shell)
