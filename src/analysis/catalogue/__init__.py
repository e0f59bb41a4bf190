"""The datasets by name: load them, say what there is, check that they are sound."""

from __future__ import annotations

from analysis.catalogue.checking import check, check_file, set_aside
from analysis.catalogue.listing import table
from analysis.catalogue.loading import Description, describe, load, names

__all__ = ["Description", "check", "check_file", "describe", "load", "names", "set_aside", "table"]
