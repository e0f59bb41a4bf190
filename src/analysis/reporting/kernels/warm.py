"""Imported by the process whose copies are kernels, and by no other: imports what they all need."""

from analysis.reporting.kernels import forked

forked.warm()
