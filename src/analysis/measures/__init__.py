"""Named figures: each once in a table, and its value for a period and an area."""

from __future__ import annotations

from analysis.measures.table import Measure, every, find
from analysis.measures.values import Value, cited, figure, value, written

__all__ = ["Measure", "Value", "cited", "every", "figure", "find", "value", "written"]
