"""What became of referrals of small boat arrivals, by outcome and one breakdown at a time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import one_at_a_time


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the referrals by outcome, and by each of nationality, age and sex with it."""
    table = tables["nrm_outcomes"]
    is_decision = table["outcome_group"].str.endswith("decision") & ~table["outcome_group"].str.startswith("Awaiting")
    decision = table["outcome"] + " " + table["outcome_group"].str.lower()
    named = table.assign(outcome=table["outcome"].mask(is_decision, decision))
    return one_at_a_time(named, "outcome", ("nationality", "age_group", "sex"), "referrals")
