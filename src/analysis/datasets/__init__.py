"""The cleaned datasets, one module for each."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

from analysis.datasets import (
    case_outcomes,
    clandestine_events,
    coordinator_activity,
    disruptions,
    investigation_people,
    live_investigations,
    nrm_queries,
    operations,
    products,
    published,
    safeguarding,
    training_events,
)
from analysis.datasets.dataset import Dataset
from analysis.errors import UnknownName, nearest_names

_RETURNED = (
    live_investigations,
    investigation_people,
    clandestine_events,
    operations,
    training_events,
    products,
    safeguarding,
    nrm_queries,
    coordinator_activity,
    disruptions,
    case_outcomes,
)
_PUBLISHED = tuple(
    import_module(f"{published.__name__}.{module.name}") for module in pkgutil.iter_modules(published.__path__)
)

DATASETS: Mapping[str, Dataset] = {module.DATASET.name: module.DATASET for module in (*_PUBLISHED, *_RETURNED)}


def find(name: str) -> Dataset:
    """Return the dataset of a name.

    Raises
    ------
    UnknownName
        Where there is none.
    """
    if name not in DATASETS:
        near = nearest_names(name, DATASETS)
        raise UnknownName(
            f"there is no dataset '{name}'", expected=None if near else " or ".join(DATASETS), nearest=near
        )
    return DATASETS[name]
