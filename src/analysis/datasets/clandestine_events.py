"""Inland clandestine events of police forces, the scripts and referrals that followed, and penalties issued.

One row is a month, quarter or financial year × police force.

======================= =========================================================================================
force                   one of the territorial forces
events                  finds of people who entered in or on a vehicle, reported to Immigration Enforcement
scripts_completed       events for which the clandestine event script was completed in full
civil_penalty_referrals events referred to the Border Force for a civil penalty
complete_referrals      referrals that held all that a penalty needs
penalties_issued        civil penalties issued
policing_team           1 where the Operational Policing Team covered the force at the end of the period, else 0
======================= =========================================================================================

Two completion rates go by one name: scripts completed per event, and complete referrals per referral.
"""

from __future__ import annotations

from analysis.datasets.dataset import FORCE, Dataset
from analysis.datasets.form import Form

_COUNTS = {
    "events": "events",
    "scripts_completed": "events",
    "civil_penalty_referrals": "referrals",
    "complete_referrals": "referrals",
    "penalties_issued": "penalties",
}

DATASET = Dataset(
    name="clandestine_events",
    title="Inland clandestine events",
    explanation=__doc__,
    measures={**_COUNTS, "policing_team": "1 where the team covers the force, else 0; forces where added up"},
    dimensions={FORCE: ()},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="force",
        personal=frozenset(_COUNTS),
        states=frozenset({"policing_team"}),
        within={
            "scripts_completed": "events",
            "civil_penalty_referrals": "events",
            "complete_referrals": "civil_penalty_referrals",
        },
        meanings={
            "month": "Month of the event, such as 2022-04.",
            "force": "Police force of the area where the people were found.",
            "events": "Number of inland clandestine events; 0 where there were none.",
            "scripts_completed": "Of these events, those with a clandestine event script completed in full.",
            "civil_penalty_referrals": "Of these events, those referred to the Border Force for a civil penalty.",
            "complete_referrals": "Of these referrals, those that held all that a penalty needs.",
            "penalties_issued": "Civil penalties issued in the month.",
            "policing_team": "1 where the Operational Policing Team covered the force at the end of the month, else 0.",
        },
    ),
)
