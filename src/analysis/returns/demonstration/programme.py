"""Made-up children safeguarded, queries, products, activity of coordinators, and disruptions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis import areas, periods
from analysis.datasets import coordinator_activity, disruptions, nrm_queries, products, safeguarding
from analysis.datasets.dataset import FORCE, REGION
from analysis.returns.demonstration import draws

SAFEGUARDING_NOTE = """\
Matched: 678 children safeguarded from April 2021 to January 2022, and 39 of the 43 forces that use Operation Innerste
at the end of 2021-22, all of them by the end of 2022-23 Q1 as the report expects. Which forces began when is made up."""
QUERIES_NOTE = """\
Matched: half as many queries from the Single Competent Authority and from police forces in 2021-22 as in 2020-21; the
report prints no number."""
PRODUCTS_NOTE = """\
Matched: 300 documents first shared in 2021-22, with over 17,500 downloads; 21 of them guidance or training material on
organised immigration crime."""
ACTIVITY_NOTE = """\
Matched, in 2021-22: over 9,573 interactions, over 2,000 crimes and almost 5,200 intelligence reports reviewed, and over
1,200 partnership support and engagement sessions."""
DISRUPTIONS_NOTE = """\
The report left the outcome of its objective on disruptions blank: there was nothing to match."""

_CHILDREN = {"2018-19": 64, "2019-20": 151, "2020-21": 288, "2021-22": 678, "2022-23": 1190}
_JANUARY = pd.Period("2022-01", freq="M")
_CHILDREN_AFTER_JANUARY = (58, 71)
_CHILDREN_SEASON = (0.8, 0.9, 1.0, 1.2, 1.3, 1.3, 1.1, 1.1, 0.8, 0.6, 0.6, 0.8)
_USING = {"2018-04": 2, "2019-04": 7, "2020-04": 16, "2021-03": 28, "2022-03": 39, "2022-06": 43}

_QUERIES = {
    "Single Competent Authority": {"2018-19": 302, "2019-20": 368, "2020-21": 412, "2021-22": 206, "2022-23": 188},
    "Police forces": {"2018-19": 451, "2019-20": 530, "2020-21": 588, "2021-22": 294, "2022-23": 271},
    "Other": {"2018-19": 70, "2019-20": 83, "2020-21": 96, "2021-22": 48, "2022-23": 45},
}

_DOCUMENTS = {"2018-19": 118, "2019-20": 162, "2020-21": 214, "2021-22": 300, "2022-23": 322}
_ON_IMMIGRATION = {"2018-19": 2, "2019-20": 4, "2020-21": 11, "2021-22": 21, "2022-23": 26}
"""Guidance and training material on organised immigration crime."""
_DOWNLOADS = {"2018-19": 5210, "2019-20": 8034, "2020-21": 11873, "2021-22": 17562, "2022-23": 18240}
_KINDS = (6, 5, 8, 5, 4, 2, 4, 1, 3)
_STRANDS = (6, 3, 2)

_ACTIVITIES = {
    "Interactions with forces and partners": (6120, 7388, 8216, 9574, 9902),
    "Crimes reviewed": (1190, 1462, 1711, 2034, 2150),
    "Intelligence reports reviewed": (2630, 3385, 4127, 5187, 5431),
    "Partnership support and engagement sessions": (890, 1034, 1102, 1219, 1287),
}
_DISRUPTIONS = {
    ("Modern slavery", "Upstream"): (31, 40, 42, 66, 74),
    ("Modern slavery", "Not upstream"): (402, 515, 538, 742, 791),
    ("Organised immigration crime", "Upstream"): (22, 30, 37, 71, 96),
    ("Organised immigration crime", "Not upstream"): (118, 149, 176, 304, 372),
}
_YEARS = ("2018-19", "2019-20", "2020-21", "2021-22", "2022-23")


def children() -> pd.DataFrame:
    """Make children safeguarded by month and police force, and which forces use Operation Innerste."""
    rng = draws.stream("safeguarding")
    boosts = {"Kent": 9, "Hertfordshire": 2.5, "Northamptonshire": 2.5, "Essex": 2, "Sussex": 2, "Bedfordshire": 2}
    weights = draws.force_weights(rng, boosts)
    queue = ["Kent", *rng.permutation([name for name in weights.index if name != "Kent"])]
    place = pd.Series(range(len(queue)), index=queue).reindex(weights.index).to_numpy()
    uses = place < draws.curve(_USING).round().to_numpy()[:, np.newaxis]
    totals = draws.in_years(rng, _CHILDREN, _CHILDREN_SEASON)
    # The report counts to January; what it does not count comes on top.
    reported = draws.in_years(rng, {"2021-22": _CHILDREN["2021-22"]}, (*_CHILDREN_SEASON[:10], 0, 0))
    totals[reported > 0] = reported[reported > 0]
    totals[[_JANUARY + 1, _JANUARY + 2]] = _CHILDREN_AFTER_JANUARY
    shares = uses * draws.drifting(rng, weights)
    counts = np.stack([rng.multinomial(n, row / row.sum()) for n, row in zip(totals, shares, strict=True)])
    index = pd.MultiIndex.from_product([draws.MONTHS.astype(str), weights.index], names=["month", FORCE])
    rows = pd.DataFrame({"children": counts.ravel(), "uses_innerste": uses.astype(int).ravel()}, index)
    return draws.complete(rows.reset_index(), safeguarding.DATASET)


def queries() -> pd.DataFrame:
    """Make queries about the NRM by month and source."""
    rng = draws.stream("nrm_queries")
    parts = [_monthly(draws.in_years(rng, totals), "queries", source=name) for name, totals in _QUERIES.items()]
    rows = pd.concat(parts).sort_values("month", kind="stable")
    return draws.complete(rows, nrm_queries.DATASET)


def documents() -> pd.DataFrame:
    """Make products and documents, one a row."""
    rng = draws.stream("products")
    cells = list(itertools.product(products.KINDS, products.STRANDS))
    weights = np.outer(_KINDS, _STRANDS).ravel()
    is_counted = np.array([_is_counted(kind, strand) for kind, strand in cells])
    years = []
    for year, number in _DOCUMENTS.items():
        counted = rng.multinomial(_ON_IMMIGRATION[year], weights * is_counted / weights[is_counted].sum())
        others = rng.multinomial(number - _ON_IMMIGRATION[year], weights * ~is_counted / weights[~is_counted].sum())
        rows = pd.DataFrame(np.repeat(np.array(cells), counted + others, axis=0), columns=["kind", "strand"])
        span = periods.financial_year(year)
        days = pd.bdate_range(span.start_time, span.end_time.normalize())
        rows["date"] = pd.DatetimeIndex(rng.choice(days.to_numpy(), number)).strftime("%Y-%m-%d")
        rows["downloads"] = rng.multinomial(_DOWNLOADS[year], rng.dirichlet(np.full(number, 1.2)))
        years.append(rows.sort_values("date", kind="stable"))
    table = pd.concat(years, ignore_index=True)
    table["reference"] = [f"DEMO-P-{number:04}" for number in range(1, len(table) + 1)]
    return table[products.DATASET.columns]


def activity() -> pd.DataFrame:
    """Make what the regional coordinators did, by month, region and kind."""
    rng = draws.stream("coordinator_activity")
    parts = [_regional(rng, totals, "activities", kind=kind) for kind, totals in _ACTIVITIES.items()]
    return draws.complete(_sorted(parts), coordinator_activity.DATASET)


def disrupted() -> pd.DataFrame:
    """Make disruptions by month, region, strand and stage."""
    rng = draws.stream("disruptions")
    parts = [
        _regional(rng, totals, "disruptions", strand=strand, stage=stage)
        for (strand, stage), totals in _DISRUPTIONS.items()
    ]
    return draws.complete(_sorted(parts), disruptions.DATASET)


def _is_counted(kind: str, strand: str) -> bool:
    return strand == "Organised immigration crime" and kind in {"Guidance", "Training material"}


def _monthly(counts: pd.Series, measure: str, **levels: str) -> pd.DataFrame:
    return pd.DataFrame({"month": counts.index.astype(str), measure: counts.to_numpy(), **levels})


def _regional(rng: np.random.Generator, totals: tuple[int, ...], measure: str, **levels: str) -> pd.DataFrame:
    names = [region.name for region in areas.regions()]
    # A region has one team whatever its size: half of a share is the same for all.
    people = np.array([areas.population(region, 2020) for region in areas.regions()], dtype=float)
    shares = (0.5 / len(names) + 0.5 * people / people.sum()) * rng.lognormal(0, 0.2, len(names))
    monthly = draws.in_years(rng, _by_year(totals))
    counts = rng.multinomial(monthly.to_numpy(), shares / shares.sum())
    index = pd.MultiIndex.from_product([draws.MONTHS.astype(str), names], names=["month", REGION])
    return pd.DataFrame({measure: counts.ravel(), **levels}, index).reset_index()


def _by_year(totals: tuple[int, ...]) -> Mapping[str, int]:
    return dict(zip(_YEARS, totals, strict=True))


def _sorted(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts).sort_values(["month", REGION], kind="stable")
