"""Small boat arrivals by whether they were referred, and one breakdown at a time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import one_at_a_time


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the arrivals by whether they were referred, and by each of nationality, age and sex with it."""
    table = tables["nrm_referrals"].rename(columns={"referrals": "arrivals"})
    return one_at_a_time(table, "nrm_referral", ("nationality", "age_group", "sex"), "arrivals")
