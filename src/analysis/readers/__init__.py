"""Readers of official files: `read(path)` knows a file by its content and reads it."""

from analysis.readers.families import FAMILIES
from analysis.readers.layout import Family
from analysis.readers.recognition import read
from analysis.readers.release import BadRelease, ReadRelease, SetAside

__all__ = ["FAMILIES", "BadRelease", "Family", "ReadRelease", "SetAside", "read"]
