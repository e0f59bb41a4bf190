"""Demonstration data: made-up returns of every dataset, for those who have no returns yet, and for tests.

They have the shape of returns, keep to every total and percentage of returns that the annual report 2021-22 prints, and
are random in all else. Nothing in them is of a real person, case or session, and no figure of a force is its own.
"""

from analysis.returns.demonstration.made import MADE
from analysis.returns.demonstration.writing import write

__all__ = ["MADE", "write"]
