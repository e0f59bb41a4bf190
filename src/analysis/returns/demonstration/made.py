"""The demonstration data of each dataset: what makes it, and what its figures keep to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.returns.demonstration import immigration, investigations, outcomes, programme, training


@dataclass(frozen=True)
class Made:
    """Demonstration data of a dataset.

    Attributes
    ----------
    rows : callable
        Makes the rows of the return.
    note : str
        Which printed figures they match, and which they do not.
    """

    rows: Callable[[], pd.DataFrame]
    note: str


MADE: Mapping[str, Made] = {
    "live_investigations": Made(investigations.live, investigations.INVESTIGATIONS_NOTE),
    "investigation_people": Made(investigations.people, investigations.PEOPLE_NOTE),
    "clandestine_events": Made(immigration.events, immigration.EVENTS_NOTE),
    "operations": Made(immigration.policing_operations, immigration.OPERATIONS_NOTE),
    "training_events": Made(training.sessions, training.NOTE),
    "products": Made(programme.documents, programme.PRODUCTS_NOTE),
    "safeguarding": Made(programme.children, programme.SAFEGUARDING_NOTE),
    "nrm_queries": Made(programme.queries, programme.QUERIES_NOTE),
    "coordinator_activity": Made(programme.activity, programme.ACTIVITY_NOTE),
    "disruptions": Made(programme.disrupted, programme.DISRUPTIONS_NOTE),
    "case_outcomes": Made(outcomes.cases, outcomes.NOTE),
}
"""By the name of the dataset."""
