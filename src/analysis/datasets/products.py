"""Guidance, training material and other documents that the programme made, and how often they were downloaded.

One row is a month, quarter or financial year × kind × strand.

========= =======================================================================================================
kind      what kind of document it is
strand    modern slavery, organised immigration crime, or both
products  documents first shared in the period
downloads downloads, up to the return, of the documents first shared in the period
========= =======================================================================================================

The return has a row for each document. A download shows that somebody fetched a document, not that it was used.
"""

from __future__ import annotations

from analysis.datasets.dataset import Dataset
from analysis.datasets.form import Form

KINDS = (
    "Guidance",
    "Training material",
    "Investigation overview",
    "Newsletter",
    "Briefing",
    "Toolkit",
    "Bulletin",
    "Video",
    "Other document",
)
STRANDS = ("Modern slavery", "Organised immigration crime", "Both")

DATASET = Dataset(
    name="products",
    title="Products and documents",
    explanation=__doc__,
    measures={"products": "documents", "downloads": "downloads"},
    dimensions={"kind": KINDS, "strand": STRANDS},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="programme",
        span="date",
        records="products",
        meanings={
            "date": "Day on which it was first shared, such as 2022-04-19.",
            "reference": "Number of the document, such as P-0042.",
            "kind": "Kind of document.",
            "strand": "Modern slavery, organised immigration crime, or both.",
            "downloads": "Downloads from the Knowledge Hub up to the day of the return.",
        },
    ),
)
