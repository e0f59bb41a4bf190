"""The datasets by name: load them, say what there is, check that they are sound."""

from __future__ import annotations

from analysis.catalogue.loading import NOTHING_HELD, Description, check, describe, load, names

__all__ = ["NOTHING_HELD", "Description", "check", "describe", "load", "names"]
