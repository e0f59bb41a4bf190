"""Queries about the National Referral Mechanism that the programme was asked.

One row is a month, quarter or financial year × source.

======= =========================================================================================================
source  who asked
queries queries received
======= =========================================================================================================

Fewer queries can mean that less is unclear, or that people ask elsewhere.
"""

from __future__ import annotations

from analysis.datasets.dataset import Dataset
from analysis.datasets.form import Form

SOURCES = ("Single Competent Authority", "Police forces", "Other")

DATASET = Dataset(
    name="nrm_queries",
    title="Queries about the NRM to the programme",
    explanation=__doc__,
    measures={"queries": "queries"},
    dimensions={"source": SOURCES},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="programme",
        meanings={
            "month": "Month, such as 2022-04.",
            "source": "Who asked.",
            "queries": "Number of queries received; 0 where there were none.",
        },
    ),
)
