"""What became of referrals to the National Referral Mechanism (NRM) of people who arrived in small boats.

One row is a calendar quarter of arrival (or a calendar year) × outcome × one of nationality, age group and sex ×
release.

=========== ==================================================================================================
outcome     a decision, or what is awaited, at the time of the release
nationality as recorded on arrival; in the repository in the newest release only
age_group   age on arrival
sex         as recorded on arrival
referrals   referrals with the outcome
=========== ==================================================================================================

**Outcomes must not be added up over both stages.** A referral with a positive reasonable grounds decision is counted
there and once more under conclusive grounds, decided or awaited. The outcomes of each stage add up: those of the first
(with the referrals withdrawn, closed or awaiting reconsideration) to all referrals raised, those of the second to the
positive reasonable grounds decisions. The quarter is that of the **arrival**: later ones have had less time, so that
more of their referrals await a decision. The figures cover the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_periods, add_years, details_within, fill_absent, one_at_a_time
from analysis.datasets.dataset import Dataset
from analysis.datasets.published.irregular_migration import AGE_GROUPS, SEXES

FIRST_STAGE = (
    "Positive reasonable grounds decision",
    "Negative reasonable grounds decision",
    "Awaiting a reasonable grounds decision",
    "Awaiting reconsideration",
    "Withdrawn/Closed",
)
"""Outcomes that add up to the referrals raised."""

SECOND_STAGE = (
    "Positive conclusive grounds decision",
    "Negative conclusive grounds decision",
    "Awaiting a conclusive grounds decision",
)
"""Outcomes that add up to the positive reasonable grounds decisions."""

_PEOPLE = ("nationality", "age_group", "sex")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the noughts that the source leaves out, and the calendar years; outcomes are never added."""
    dimensions = ["outcome", *_PEOPLE]
    rows = fill_absent(add_periods(figures, "period"), dimensions, "referrals", quiet=True).assign(summed=False)
    return add_years(rows, dimensions, ["referrals"])


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the referrals by outcome, and by each of nationality, age and sex with it."""
    if (table := tables.get("nrm_outcomes")) is None:
        return None
    is_decision = table["outcome_group"].str.endswith("decision") & ~table["outcome_group"].str.startswith("Awaiting")
    decision = table["outcome"] + " " + table["outcome_group"].str.lower()
    return one_at_a_time(
        table.assign(outcome=table["outcome"].mask(is_decision, decision)), "outcome", _PEOPLE, "referrals"
    )


DATASET = Dataset(
    name="small_boat_outcomes",
    title="Outcomes of NRM referrals of small boat arrivals",
    short="irregular migration statistics",
    explanation=__doc__,
    file="small_boat_outcomes.csv",
    area="UK",
    measures={"referrals": "referrals"},
    dimensions={"outcome": (*FIRST_STAGE, *SECOND_STAGE), "nationality": (), "age_group": AGE_GROUPS, "sex": SEXES},
    every=("quarter", "year"),
    clean=clean,
    families={"irregular_migration": from_tables},
    checks=tuple(details_within(name, "referrals", exhaustive=True) for name in _PEOPLE),
)
