"""How modern slavery flagged cases went through the courts, by quarter and by the year of the offence.

One row is a quarter or financial year × stage × financial year of the offence.

============ ====================================================================================================
stage        referral to the Crown Prosecution Service, decision to charge, prosecution, conviction; a case
             passes through several, so stages are never added up
offence_year financial year in which the offence was recorded
cases        defendants at that stage in the quarter
============ ====================================================================================================

The return is by financial quarter; each is given here as the calendar quarter of the same three months. Cases take
years: those of recent offences are still to come, and a raw share of them says little. The figures that the Crown
Prosecution Service publishes are in the dataset `prosecutions`.
"""

from __future__ import annotations

from analysis.datasets.dataset import Dataset
from analysis.datasets.form import Form

STAGES = ("Referral to the CPS", "Decision to charge", "Prosecution", "Conviction")

DATASET = Dataset(
    name="case_outcomes",
    title="Modern slavery flagged cases by stage",
    explanation=__doc__,
    measures={"cases": "defendants"},
    dimensions={"stage": STAGES, "offence_year": ()},
    every=("quarter", "financial_year"),
    form=Form(
        reporter="programme",
        span="quarter",
        personal=frozenset({"cases"}),
        apart=frozenset({"stage"}),
        begun="offence_year",
        meanings={
            "quarter": "Financial quarter, such as 2021-22 Q4.",
            "stage": "Stage that the cases reached in the quarter.",
            "offence_year": "Financial year in which the offence was recorded, such as 2020-21.",
            "cases": "Number of defendants; 0 where there were none.",
        },
    ),
)
