"""Multi-agency operations of the Operational Policing Team against organised immigration crime.

One row is a month, quarter or financial year × police force.

==================== ============================================================================================
force                police force that the operation took place in
operations           operations that began in the period
partners             partner agencies that took part, added up over operations
intelligence_reports intelligence reports that came of them
penalties_collected  outstanding civil penalties collected, in pounds
==================== ============================================================================================

The return has a row for each operation, with its date and reference. Neither is kept in what notebooks see.
"""

from __future__ import annotations

from analysis.datasets.dataset import FORCE, Dataset
from analysis.datasets.form import Form

DATASET = Dataset(
    name="operations",
    title="Multi-agency operations",
    explanation=__doc__,
    measures={
        "operations": "operations",
        "partners": "partner agencies, added up over operations",
        "intelligence_reports": "intelligence reports",
        "penalties_collected": "pounds",
    },
    dimensions={FORCE: ()},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="programme",
        span="date",
        records="operations",
        meanings={
            "date": "First day of the operation, such as 2022-04-19.",
            "reference": "Number of the operation, such as OPT-0042; no names of people.",
            "force": "Police force that it took place in.",
            "partners": "Number of partner agencies that took part.",
            "intelligence_reports": "Number of intelligence reports that came of it.",
            "penalties_collected": "Outstanding civil penalties collected, in whole pounds.",
        },
    ),
)
