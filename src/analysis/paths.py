"""Where the project keeps its notebooks, reports and caches; its figures lie in a root (see `analysis.roots`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analysis.errors import AnalysisError

MARKER = "root.toml"
"""The file that makes a folder a data root (see `analysis.roots`)."""


def root() -> Path:
    """Return the project's folder: the nearest one above the current folder, or else the one this file lies in.

    Returns
    -------
    Path
        The folder that holds `pyproject.toml` and `data/root.toml`.

    Raises
    ------
    AnalysisError
        Where neither lies in a project.
    """
    return _root_above(Path.cwd())


@cache
def _root_above(start: Path) -> Path:
    for folder in (start, *start.parents, *Path(__file__).resolve().parents):
        if (folder / "pyproject.toml").is_file() and (folder / "data" / MARKER).is_file():
            return folder
    raise AnalysisError(f"'{start}' lies in no copy of the project", expected="a folder of it, such as notebooks/")


def notebooks() -> Path:
    """Return the folder of the notebooks."""
    return root() / "notebooks"


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time."""
    return root() / ".cache"
