"""Made-up clandestine events, what followed them, and the operations of the Operational Policing Team."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from analysis import periods
from analysis.datasets import clandestine_events, operations
from analysis.datasets.dataset import FORCE
from analysis.returns.demonstration import draws

EVENTS_NOTE = """\
Matched: scripts completed for 10% of events in January 2021 and 94% in December 2021; the same two percentages for
complete civil penalty referrals, since the report gives them for both; 30% more civil penalty referrals in December
2021 than in January 2021; 15 forces covered by the Operational Policing Team at the end of 2021-22, eight at its start
(sections 2 and 3 of the report; section 8 says seven, which is how many it covers here until March 2021). The report
prints placeholders where referrals of the years should stand. Which forces the team covers is made up."""

OPERATIONS_NOTE = """\
Matched: 115 operations and £975,988 collected in 2021-22, and over 700 intelligence reports of them, in forces that the
team covers at the time (see the demonstration data of clandestine events). There are none before September 2020, when
the team begins its work here."""

TEAM: Mapping[str, str] = {
    "Kent": "2020-09",
    "Essex": "2020-09",
    "Hampshire": "2020-09",
    "Thames Valley": "2020-09",
    "Hertfordshire": "2020-09",
    "Northamptonshire": "2020-09",
    "Cheshire": "2020-09",
    "Cambridgeshire": "2021-04",
    "Bedfordshire": "2021-06",
    "Leicestershire": "2021-06",
    "Staffordshire": "2021-06",
    "Wiltshire": "2021-06",
    "Dorset": "2021-07",
    "Suffolk": "2021-07",
    "West Mercia": "2021-09",
}
"""Police forces that the Operational Policing Team covers, and from which month."""

_BOOSTS = {
    "Kent": 6, "Essex": 3, "Hertfordshire": 3, "Thames Valley": 2.5, "Northamptonshire": 3, "Cambridgeshire": 2.5,
    "Hampshire": 2, "Bedfordshire": 2.5, "Suffolk": 2, "Leicestershire": 2, "Warwickshire": 2, "Surrey": 2,
    "Metropolitan Police": 0.5, "Greater Manchester": 0.5, "West Midlands": 0.7,
}  # fmt: skip
_SEASON = (0.9, 0.95, 1.05, 1.15, 1.2, 1.2, 1.15, 1.05, 1.0, 0.8, 0.75, 0.8)
_LEVEL = {"2018-04": 105, "2019-06": 125, "2020-03": 130, "2021-01": 150, "2021-12": 150, "2023-03": 165}
_SCRIPTS = {"2018-04": 0.05, "2021-01": 0.1, "2021-06": 0.48, "2021-12": 0.94, "2023-03": 0.96}
_REFERRED = {"2018-04": 0.38, "2020-03": 0.46, "2021-01": 0.5, "2021-12": 0.52, "2023-03": 0.56}
_COMPLETE = {"2018-04": 0.06, "2021-01": 0.1, "2021-06": 0.42, "2021-12": 0.94, "2023-03": 0.95}
_ISSUED = {"2018-04": 0.3, "2021-01": 0.34, "2021-12": 0.6, "2023-03": 0.68}
_EVENTS = {"2021-01": 120, "2021-12": 150}
"""Months between which the report compares, with numbers that its percentages go into."""
_DELAY = 2
"""Months from a referral to the penalty."""

_OPERATIONS = {"2020-21": 24, "2021-22": 115, "2022-23": 138}
_REPORTS = {"2020-21": 133, "2021-22": 718, "2022-23": 871}
_COLLECTED = {"2020-21": 121_460, "2021-22": 975_988, "2022-23": 1_143_205}


@cache
def events() -> pd.DataFrame:
    """Make clandestine events, scripts, referrals and penalties by month and police force."""
    rng = draws.stream("clandestine_events")
    names = draws.force_weights(rng, _BOOSTS)
    shares = draws.drifting(rng, names, 0.03)
    season = np.resize(_SEASON, len(draws.MONTHS)) * draws.during_lockdown(0.5) * rng.uniform(0.93, 1.07, 60)
    totals = (draws.curve(_LEVEL) * season).round().astype(int)
    totals.update(pd.Series(_EVENTS).set_axis(pd.PeriodIndex(_EVENTS, freq="M")))
    happened = np.stack([rng.multinomial(n, row / row.sum()) for n, row in zip(totals, shares, strict=True)])
    scripts = _some_of(rng, happened, draws.curve(_SCRIPTS))
    referred = _some_of(rng, happened, draws.curve(_REFERRED))
    complete = _some_of(rng, referred, draws.curve(_COMPLETE))
    earlier = np.concatenate([referred[:_DELAY], referred[:-_DELAY]])
    issued = _some_of(rng, earlier, draws.curve(_ISSUED))
    covers = np.array([[TEAM.get(name, "9999") <= str(month) for name in names.index] for month in draws.MONTHS])
    measures = (happened, scripts, referred, complete, issued, covers.astype(int))
    index = pd.MultiIndex.from_product([draws.MONTHS.astype(str), names.index], names=["month", FORCE])
    named = dict(zip(clandestine_events.DATASET.measures, (each.ravel() for each in measures), strict=True))
    return draws.complete(pd.DataFrame(named, index).reset_index(), clandestine_events.DATASET)


def policing_operations() -> pd.DataFrame:
    """Make multi-agency operations, one a row."""
    rng = draws.stream("operations")
    busy = events().groupby(FORCE)["events"].sum()
    years = []
    for year, number in _OPERATIONS.items():
        days = pd.bdate_range(*_span(year))
        # The more forces the team covers, the more it does.
        covered = np.array([sum(first <= f"{day:%Y-%m}" for first in TEAM.values()) for day in days])
        dates = np.sort(rng.choice(days.to_numpy(), number, p=covered / covered.sum()))
        rows = pd.DataFrame({"date": pd.DatetimeIndex(dates).strftime("%Y-%m-%d")})
        rows[FORCE] = [_host(rng, date[:7], busy) for date in rows["date"]]
        rows["partners"] = rng.integers(2, 9, number)
        rows["intelligence_reports"] = rng.multinomial(_REPORTS[year], rng.dirichlet(np.full(number, 3.0)))
        rows["penalties_collected"] = rng.multinomial(_COLLECTED[year], rng.dirichlet(np.full(number, 0.6)))
        years.append(rows)
    table = pd.concat(years, ignore_index=True)
    table["reference"] = [f"DEMO-OPT-{number:04}" for number in range(1, len(table) + 1)]
    return table[operations.DATASET.columns]


def _some_of(rng: np.random.Generator, counts: draws.Counts, share: pd.Series) -> draws.Counts:
    wanted = np.rint(counts.sum(axis=1) * share.to_numpy()).astype(int)
    return np.stack([rng.multivariate_hypergeometric(row, n) for row, n in zip(counts, wanted, strict=True)])


def _span(year: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    span = periods.financial_year(year)
    return max(span.start_time, pd.Timestamp(min(TEAM.values()))), span.end_time.normalize()


def _host(rng: np.random.Generator, month: str, busy: pd.Series) -> str:
    hosts = [name for name, first in TEAM.items() if first <= month]
    weights = busy[hosts].to_numpy(dtype=float) ** 0.5
    return str(rng.choice(hosts, p=weights / weights.sum()))
