"""Referrals to the National Referral Mechanism (NRM) by exploitation type, nationality and sex, as bulletins print it.

One row is a calendar quarter or a calendar year × characteristic × level × age group × release.

============== ================================================================================================
characteristic `Exploitation type`, `Nationality` or `Sex`
level          the exploitation type reported most, for adults and for children; a nationality; a sex
age_group      age at the time of exploitation; exploitation types are printed by age group only
referrals      persons referred
============== ================================================================================================

**Parts, never wholes.** The bulletins name the most frequent nationalities and exploitation type alone, and the sexes
leave out people whose sex is other or not known: levels must not be added up to a total, and a level that is not here
is not zero. Totals are in `nrm_referrals`. `nrm_first_responders` has every exploitation type, nationality and sex
for the quarters from 2022 Q2 to 2023 Q4. The figures cover the UK as a whole.
"""

from __future__ import annotations

import pandas as pd

from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import Dataset
from analysis.datasets.published.nrm_referrals import AGE_GROUPS

CHARACTERISTICS = ("Exploitation type", "Nationality", "Sex")


def clean(figures: pd.DataFrame) -> pd.DataFrame:
    """Add the periods; parts are never added up."""
    return add_periods(figures, "period").assign(summed=False)


DATASET = Dataset(
    name="nrm_characteristics",
    title="NRM referrals by exploitation type, nationality and sex",
    short="NRM statistics",
    explanation=__doc__,
    file="nrm_characteristics.csv",
    area="UK",
    measures={"referrals": "persons referred"},
    dimensions={"characteristic": CHARACTERISTICS, "level": (), "age_group": AGE_GROUPS},
    every=("quarter", "year"),
    clean=clean,
    sparse=True,
)
