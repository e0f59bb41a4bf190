"""Made-up cases by stage, by the quarter and by the year of the offence."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from analysis import periods
from analysis.datasets import case_outcomes
from analysis.returns.demonstration import draws

NOTE = """\
Matched, all at once: decisions to charge 70% more in 2021-22 than in 2020-21 (section 4, and section 3 for the mean of
the quarters), 97% more in October to December 2021 than in January to March 2020 ("between Q1 2020 and Q4 2021", taken
as calendar quarters), and 70% more in 2021-22 Q4 than in 2020-21 Q1 (section 7); convictions 53% more in 2021-22 than
in 2020-21, and 78% more between the same two calendar quarters; referrals to the Crown Prosecution Service 97% more in
2021-22 (section 1: nearly doubled; sections 3 and 5 give 97% for the year too). Not matched, since it contradicts
these: section 2, charges per quarter up by over 50%. Each quarter's cases are spread over the years of the offences as
cases that take one to three years would be."""

_QUARTERS = pd.period_range("2019Q1", "2023Q4", freq="Q-MAR")
_CASES = {
    "Referral to the CPS": (
        (98, 101, 104, 106), (108, 110, 107, 100), (92, 98, 104, 106), (180, 196, 204, 208), (211, 208, 214, 219),
    ),
    "Decision to charge": (
        (72, 75, 77, 80), (78, 76, 74, 70), (76, 72, 79, 83), (124, 136, 138, 129), (134, 140, 137, 143),
    ),
    "Prosecution": (
        (65, 68, 68, 73), (76, 73, 71, 57), (45, 57, 66, 69), (79, 88, 103, 95), (99, 105, 97, 104),
    ),
    "Conviction": (
        (52, 54, 54, 59), (61, 58, 57, 46), (36, 46, 53, 55), (63, 70, 82, 76), (79, 84, 78, 83),
    ),
}  # fmt: skip
"""Cases in each financial quarter, a line for each stage and a group for each year from 2018-19."""
_MEAN_QUARTERS = {"Referral to the CPS": 3.0, "Decision to charge": 4.5, "Prosecution": 7.0, "Conviction": 7.5}
"""How long after the offence was recorded, on average."""
_SHAPE = 1.6
_OFFENCES = {
    "2015-16": 900, "2016-17": 2300, "2017-18": 3400, "2018-19": 5100, "2019-20": 7000, "2020-21": 7300,
    "2021-22": 8300, "2022-23": 8600,
}  # fmt: skip
"""About how many offences were recorded in each year."""


def cases() -> pd.DataFrame:
    """Make cases by financial quarter, stage and financial year of the offence."""
    rng = draws.stream("case_outcomes")
    rows = []
    for stage, years in _CASES.items():
        for quarter, total in zip(_QUARTERS, np.ravel(years), strict=True):
            weights = np.array([n * _reached(stage, quarter, year) for year, n in _OFFENCES.items()])
            drawn = rng.multinomial(total, weights / weights.sum())
            rows += [(periods.label(quarter), stage, *pair) for pair in zip(_OFFENCES, drawn, strict=True)]
    table = pd.DataFrame(rows, columns=case_outcomes.DATASET.columns)
    return draws.complete(table, case_outcomes.DATASET).sort_values("quarter", kind="stable", ignore_index=True)


def _reached(stage: str, quarter: pd.Period, year: str) -> float:
    """Return the share of a year's cases that reach a stage in a quarter, its offences being spread over the year."""
    months = periods.months_of(periods.financial_year(year))
    lags = (quarter.asfreq("M", how="start").ordinal - np.array([month.ordinal for month in months])) / 3
    delay = stats.gamma(_SHAPE, scale=_MEAN_QUARTERS[stage] / _SHAPE)
    return float((delay.cdf(lags + 1) - delay.cdf(lags)).mean())
