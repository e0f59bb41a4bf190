"""Disruptions of modern slavery and of organised immigration crime.

One row is a month, quarter or financial year × region × strand × where in the chain.

=========== =====================================================================================================
region      region that recorded the disruption
strand      modern slavery, or organised immigration crime
stage       upstream (before people reach the UK, or at its border), or not
disruptions disruptions recorded
=========== =====================================================================================================

Regions record disruptions by rules that leave room for judgement, and rules changed.
"""

from __future__ import annotations

from analysis.datasets.dataset import REGION, Dataset
from analysis.datasets.form import Form

STRANDS = ("Modern slavery", "Organised immigration crime")
STAGES = ("Upstream", "Not upstream")

DATASET = Dataset(
    name="disruptions",
    title="Disruptions recorded",
    explanation=__doc__,
    measures={"disruptions": "disruptions"},
    dimensions={REGION: (), "strand": STRANDS, "stage": STAGES},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="region",
        meanings={
            "month": "Month, such as 2022-04.",
            "region": "Region that recorded the disruption.",
            "strand": "Modern slavery, or organised immigration crime.",
            "stage": "Upstream: before people reach the UK, or at its border.",
            "disruptions": "Number recorded in the month; 0 where there were none.",
        },
    ),
)
