"""The cleaned datasets, one module for each."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.datasets import (
    case_outcomes,
    charges,
    clandestine_events,
    coordinator_activity,
    disruptions,
    duty_to_notify,
    funding,
    investigation_people,
    irregular_migration,
    live_investigations,
    nrm_decision_times,
    nrm_decisions,
    nrm_first_responders,
    nrm_outstanding,
    nrm_queries,
    nrm_referrals,
    operations,
    products,
    prosecutions,
    published_investigations,
    recorded_crime,
    safeguarding,
    small_boat_outcomes,
    small_boat_preventions,
    small_boat_referrals,
    small_boats,
    training_events,
)
from analysis.datasets.dataset import Dataset
from analysis.errors import UnknownName, nearest_names

_MODULES = (
    nrm_referrals,
    nrm_decisions,
    nrm_decision_times,
    nrm_outstanding,
    nrm_first_responders,
    duty_to_notify,
    recorded_crime,
    charges,
    prosecutions,
    published_investigations,
    funding,
    irregular_migration,
    small_boats,
    small_boat_preventions,
    small_boat_referrals,
    small_boat_outcomes,
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

DATASETS: Mapping[str, Dataset] = {module.DATASET.name: module.DATASET for module in _MODULES}


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
