"""Readers of official files, one module for each format: `read(path)` knows a file by its content and reads it."""

from analysis.readers.family import Family
from analysis.readers.recognition import families, read
from analysis.readers.release import BadRelease, ReadRelease, SetAside

__all__ = ["BadRelease", "Family", "ReadRelease", "SetAside", "families", "read"]
