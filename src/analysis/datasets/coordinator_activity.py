"""What the regional coordinators did.

One row is a month, quarter or financial year × region × kind of activity.

========== ======================================================================================================
region     region of the coordinator
kind       kind of activity; one piece of work can be of several kinds, so kinds are never added up
activities how often
========== ======================================================================================================

A count of activity says how much was done, not what came of it.
"""

from __future__ import annotations

from analysis.datasets.dataset import REGION, Dataset
from analysis.datasets.form import Form

KINDS = (
    "Interactions with forces and partners",
    "Crimes reviewed",
    "Intelligence reports reviewed",
    "Partnership support and engagement sessions",
)

DATASET = Dataset(
    name="coordinator_activity",
    title="Activity of the regional coordinators",
    explanation=__doc__,
    measures={"activities": "activities"},
    dimensions={REGION: (), "kind": KINDS},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="region",
        apart=frozenset({"kind"}),
        meanings={
            "month": "Month, such as 2022-04.",
            "region": "Region of the coordinator.",
            "kind": "Kind of activity.",
            "activities": "How often in the month; 0 where not at all.",
        },
    ),
)
