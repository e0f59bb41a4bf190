"""The cleaned datasets, one file for each in ``published`` and ``forms``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from analysis.datasets import declared
from analysis.datasets.dataset import Dataset
from analysis.errors import UnknownName, nearest_names

_FILES = [path for name in ("published", "forms") for path in sorted((Path(__file__).parent / name).glob("*.toml"))]

DATASETS: Mapping[str, Dataset] = {path.stem: declared.read(path) for path in _FILES}


def find(name: str) -> Dataset:
    """Return the dataset of a name.

    Raises
    ------
    UnknownName
        Where there is none.
    """
    name = name if isinstance(name, str) else repr(name)
    if name not in DATASETS:
        near = nearest_names(name, DATASETS)
        raise UnknownName(
            f"there is no dataset '{name}'", expected=None if near else " or ".join(DATASETS), nearest=near
        )
    return DATASETS[name]
