"""People who arrived in small boats, by whether they were referred to the National Referral Mechanism (NRM).

One row is a calendar quarter of arrival (or a calendar year) × whether a referral was raised × one of nationality, age
group and sex × release.

============ =================================================================================================
nrm_referral `NRM referral raised` or `No NRM referral raised`
nationality  as recorded on arrival; in the repository in the newest release only
age_group    age on arrival
sex          as recorded on arrival
arrivals     persons who arrived
============ =================================================================================================

The quarter is that of the **arrival**, not of the referral: people who arrived lately may still be referred, so that
the share of the newest quarters can still rise. Both releases held here end with arrivals in 2023 Q2 and agree in every
figure. Their arrivals differ from `irregular_migration` by less than 2% in each quarter but the last, of which they
hold less than half (3,692 of 7,640 in 2023 Q2): a share of that quarter is one of those 3,692. What became of the
referrals is in `small_boat_outcomes`. The figures cover the UK as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within, fill_absent, one_at_a_time
from analysis.datasets.dataset import Dataset
from analysis.datasets.published.irregular_migration import AGE_GROUPS, SEXES

REFERRAL = ("NRM referral raised", "No NRM referral raised")
_DIMENSIONS = ["nrm_referral", "nationality", "age_group", "sex"]


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the noughts that the source leaves out, the totals over people referred and not, and the calendar years."""
    rows = fill_absent(add_periods(figures, "period"), _DIMENSIONS, "arrivals")
    return add_years(add_margins(rows, ["nrm_referral"], ["arrivals"]), _DIMENSIONS, ["arrivals"])


def from_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return the arrivals by whether they were referred, and by each of nationality, age and sex with it."""
    if (table := tables.get("nrm_referrals")) is None:
        return None
    table = table.rename(columns={"referrals": "arrivals"})
    return one_at_a_time(table, "nrm_referral", ("nationality", "age_group", "sex"), "arrivals")


DATASET = Dataset(
    name="small_boat_referrals",
    title="Small boat arrivals referred to the NRM",
    short="irregular migration statistics",
    explanation=__doc__,
    file="small_boat_referrals.csv",
    area="UK",
    measures={"arrivals": "persons who arrived"},
    dimensions={"nrm_referral": REFERRAL, "nationality": (), "age_group": AGE_GROUPS, "sex": SEXES},
    every=("quarter", "year"),
    clean=clean,
    families={"irregular_migration": from_tables},
    checks=tuple(details_within(name, "arrivals", exhaustive=True) for name in _DIMENSIONS),
)
