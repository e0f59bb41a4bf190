"""Live modern slavery investigations of police forces at the end of each month.

One row is a month × police force × main type of exploitation × whether children are among the potential victims.

================= ============================================================================================
force             one of the territorial forces
exploitation_type main type of exploitation, as the force classifies it
children          whether a potential victim was under 18
investigations    investigations open on the last day of the month: a stock, never to be added up over months
================= ============================================================================================

A stock grows when more investigations are opened and also when they take longer to close. Forces began to return at
different times, and classify in their own ways.
"""

from __future__ import annotations

from analysis.datasets.dataset import FORCE, Dataset
from analysis.datasets.form import Form

EXPLOITATION_TYPES = (
    "Criminal exploitation",
    "Labour exploitation",
    "Sexual exploitation",
    "Domestic servitude",
    "Organ harvesting",
    "Other or not known",
)
CHILDREN = ("Children involved", "No children involved")

DATASET = Dataset(
    name="live_investigations",
    title="Live modern slavery investigations",
    explanation=__doc__,
    measures={"investigations": "investigations open at the end of the month"},
    dimensions={FORCE: (), "exploitation_type": EXPLOITATION_TYPES, "children": CHILDREN},
    every=("month",),
    form=Form(
        reporter="force",
        stock=True,
        personal=frozenset({"investigations"}),
        meanings={
            "month": "Month, such as 2022-04; count what is open on its last day.",
            "force": "Police force that leads the investigation.",
            "exploitation_type": "Main type of exploitation.",
            "children": "Whether any potential victim was under 18.",
            "investigations": "Number of investigations open on the last day of the month; 0 where there are none.",
        },
    ),
)
