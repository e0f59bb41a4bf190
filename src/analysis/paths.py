"""Where the project keeps its data, notebooks and reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analysis.errors import AnalysisError


def root() -> Path:
    """Return the project's folder: the nearest one above the current folder, or else the one this file lies in.

    Returns
    -------
    Path
        The folder that holds `pyproject.toml` and `data/published`.

    Raises
    ------
    AnalysisError
        Where neither lies in a project.
    """
    return _root_above(Path.cwd())


@cache
def _root_above(start: Path) -> Path:
    for folder in (start, *start.parents, *Path(__file__).resolve().parents):
        if (folder / "pyproject.toml").is_file() and (folder / "data" / "published").is_dir():
            return folder
    raise AnalysisError(f"'{start}' lies in no copy of the project", expected="a folder of it, such as notebooks/")


def published() -> Path:
    """Return the folder of figures transcribed from publications."""
    return root() / "data" / "published"


def reference() -> Path:
    """Return the folder of police forces, regions and populations."""
    return root() / "data" / "reference"


def returns() -> Path:
    """Return the folder of the programme's own returns."""
    return root() / "data" / "returns"


def downloads() -> Path:
    """Return the folder for official releases as published."""
    return root() / "data" / "downloads"


def notebooks() -> Path:
    """Return the folder of the notebooks."""
    return root() / "notebooks"


def reports() -> Path:
    """Return the folder that runs write to."""
    return root() / "reports"


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time."""
    return root() / ".cache"
