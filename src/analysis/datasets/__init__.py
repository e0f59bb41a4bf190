"""The cleaned datasets, one module for each."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.datasets import (
    charges,
    duty_to_notify,
    irregular_migration,
    nrm_decisions,
    nrm_first_responders,
    nrm_referrals,
    recorded_crime,
    small_boat_outcomes,
    small_boat_preventions,
    small_boat_referrals,
    small_boats,
)
from analysis.datasets.dataset import Dataset
from analysis.errors import UnknownName, nearest_names

_MODULES = (
    nrm_referrals,
    nrm_decisions,
    nrm_first_responders,
    duty_to_notify,
    recorded_crime,
    charges,
    irregular_migration,
    small_boats,
    small_boat_preventions,
    small_boat_referrals,
    small_boat_outcomes,
)

DATASETS: Mapping[str, Dataset] = {module.DATASET.name: module.DATASET for module in _MODULES}


def find(name: str) -> Dataset:
    """Return the dataset of a name.

    Raises
    ------
    UnknownName
        Where there is none.
    """
    if name not in DATASETS:
        raise UnknownName(
            f"there is no dataset '{name}'", expected=" or ".join(DATASETS), nearest=nearest_names(name, DATASETS)
        )
    return DATASETS[name]
