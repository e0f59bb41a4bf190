"""People in the live modern slavery investigations of police forces at the end of each month, by nationality.

One row is a month × police force × role × nationality.

=========== =====================================================================================================
force       one of the territorial forces
role        potential victim, or suspect; a person can be both, so the two are never added up
nationality as recorded; `Not known` where none is, which is part of the answer and never left out
people      people in the investigations open on the last day of the month: a stock, never to be added up over months
=========== =====================================================================================================

Nationality is recorded late and often not at all. What is not known may be of any nationality.
"""

from __future__ import annotations

from analysis import roots
from analysis.datasets.dataset import FORCE, Dataset, Levels
from analysis.datasets.form import Form

NOT_KNOWN = "Not known"
ROLES = ("Potential victim", "Suspect")
OTHER = "Other nationality"


def nationalities() -> tuple[str, ...]:
    """Return the nationalities that the return asks for: those that the data root names, and two that name none.

    Examples
    --------
    >>> nationalities()[-1]
    'Not known'
    """
    return (*roots.current().nationalities, OTHER, NOT_KNOWN)


DATASET = Dataset(
    name="investigation_people",
    title="People in live modern slavery investigations",
    explanation=__doc__,
    measures={"people": "people in investigations open at the end of the month"},
    dimensions=Levels({FORCE: (), "role": ROLES, "nationality": nationalities}),
    every=("month",),
    form=Form(
        reporter="force",
        stock=True,
        personal=frozenset({"people"}),
        apart=frozenset({"role"}),
        meanings={
            "month": "Month, such as 2022-04; count those in investigations open on its last day.",
            "force": "Police force that leads the investigation.",
            "role": "Potential victim, or suspect.",
            "nationality": "As recorded; 'Not known' where none is recorded.",
            "people": "Number of people; 0 where there are none.",
        },
    ),
)
