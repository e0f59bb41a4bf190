"""Children safeguarded under Operation Innerste, and which police forces use it.

One row is a month, quarter or financial year × police force.

============= ===================================================================================================
force         one of the territorial forces
children      unaccompanied migrant children safeguarded
uses_innerste 1 where the force used Operation Innerste at the end of the period, else 0
============= ===================================================================================================

A force that begins to use the operation begins to count: a rise is also one in counting.
"""

from __future__ import annotations

from analysis.datasets.dataset import FORCE, Dataset
from analysis.datasets.form import Form

DATASET = Dataset(
    name="safeguarding",
    title="Children safeguarded under Operation Innerste",
    explanation=__doc__,
    measures={"children": "people", "uses_innerste": "1 where the force uses it, else 0; forces where added up"},
    dimensions={FORCE: ()},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="force",
        personal=frozenset({"children"}),
        states=frozenset({"uses_innerste"}),
        meanings={
            "month": "Month in which the children were safeguarded, such as 2022-04.",
            "force": "Police force.",
            "children": "Number of unaccompanied migrant children safeguarded; 0 where there were none.",
            "uses_innerste": "1 if the force used Operation Innerste on the last day of the month, else 0.",
        },
    ),
)
