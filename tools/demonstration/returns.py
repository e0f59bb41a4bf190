"""Returns that the country's police forces might send: random numbers about a level, a season, and a slow growth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import datasets, periods
from analysis.datasets.dataset import Dataset
from tools.demonstration.country import FORCES, NATIONALITIES, REGIONS

SEED = 20220331
MONTHS = pd.period_range("2018-04", "2023-03", freq="M")
QUARTERS = pd.period_range(MONTHS[0], MONTHS[-1], freq="Q-MAR")

_LOCKDOWN = MONTHS.isin(pd.period_range("2020-04", "2020-06", freq="M"))
_SEASON = 1 + 0.2 * np.sin(2 * np.pi * (MONTHS.month.to_numpy() - 4) / 12)
_ABSENT = {"Imberlock": ("2018-04", "2018-09"), "Mossgill": ("2021-11", "2021-12"), "Zellimor": ("2022-10", "2022-12")}
"""Months that a police force did not return."""

Numbers = NDArray[Any]


def _levels(name: str, dimension: str) -> tuple[str, ...]:
    return datasets.find(name).dimensions[dimension]


def make() -> dict[str, pd.DataFrame]:
    """Return the rows of each return, by the name of its dataset."""
    makers = (
        _live_investigations, _investigation_people, _clandestine_events, _operations, _safeguarding, _case_outcomes,
        _nrm_queries, _coordinator_activity, _disruptions, _products, _training_events,
    )  # fmt: skip
    made = {}
    for maker in makers:
        name = maker.__name__.removeprefix("_")
        made[name] = _complete(maker(_stream(name)), datasets.find(name))
    return made


def _stream(name: str) -> np.random.Generator:
    # Each name has random numbers of its own: a change in what one draws moves no other.
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([SEED, *name.encode()])))


def _level(start: float, growth: float, *, seasonal: bool = True) -> Numbers:
    """Return what is expected each month: it grows by a share a year, and is low in the first lockdown."""
    steady = start * (1 + growth) ** (np.arange(len(MONTHS)) / 12)
    return steady * _SEASON * np.where(_LOCKDOWN, 0.5, 1) if seasonal else steady


def _shares(rng: np.random.Generator, sizes: Sequence[float]) -> Numbers:
    weights = np.asarray(sizes) * rng.lognormal(0, 0.3, len(sizes))
    return np.asarray(weights / weights.sum())


def _grid(places: Sequence[str], place: str, **levels: Sequence[str]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([MONTHS.astype(str), places, *levels.values()], names=["month", place, *levels])
    return index.to_frame(index=False)


def _stock(rng: np.random.Generator, expected: Numbers) -> Numbers:
    """Return what is open at the end of each month (months × cells): it moves slowly."""
    return np.rint(expected * np.exp(rng.normal(0, 0.03, expected.shape).cumsum(axis=0))).astype(int)


def _joins(rng: np.random.Generator, first: str, last: str, share: float) -> Numbers:
    """Return whether each police force takes part in each month: they join between two months, some never."""
    begins = rng.integers(pd.Period(first, "M").ordinal, pd.Period(last, "M").ordinal, len(FORCES))
    begins[rng.random(len(FORCES)) > share] = MONTHS[-1].ordinal + 1
    return (np.array([month.ordinal for month in MONTHS])[:, None] >= begins).astype(int)


def _team() -> Numbers:
    return _joins(_stream("policing_team"), "2020-09", "2022-06", 0.7)


def _live_investigations(rng: np.random.Generator) -> pd.DataFrame:
    kinds, children = _levels("live_investigations", "exploitation_type"), _levels("live_investigations", "children")
    rows = _grid(FORCES["name"], "force", exploitation_type=kinds, children=children)
    mix = np.outer((0.42, 0.27, 0.2, 0.05, 0.005, 0.055), (0.3, 0.7)).ravel()
    cells = np.outer(_shares(rng, FORCES["people"]), mix).ravel() * rng.lognormal(0, 0.2, len(FORCES) * len(mix))
    counts = _stock(rng, np.outer(_level(240, 0.35, seasonal=False), cells))
    return rows.assign(investigations=counts.ravel())


def _investigation_people(rng: np.random.Generator) -> pd.DataFrame:
    nationalities = (*NATIONALITIES, "Other nationality", "Not known")
    rows = _grid(FORCES["name"], "force", role=_levels("investigation_people", "role"), nationality=nationalities)
    mix = np.array([0.36, *(0.34 / number**0.8 / 3 for number in range(1, len(NATIONALITIES))), 0.06, 0.3])
    cells = np.outer(_shares(rng, FORCES["people"]), np.outer((1.5, 1.2), mix / mix.sum()).ravel()).ravel()
    cells *= rng.lognormal(0, 0.3, len(cells))
    counts = _stock(rng, np.outer(_level(240, 0.35, seasonal=False), cells))
    return rows.assign(people=counts.ravel())


def _clandestine_events(rng: np.random.Generator) -> pd.DataFrame:
    rows = _grid(FORCES["name"], "force")
    events = rng.poisson(np.outer(_level(38, 0.1), _shares(rng, FORCES["people"]))).ravel()
    later = np.repeat(np.linspace(0.1, 0.95, len(MONTHS)), len(FORCES))
    referred = rng.binomial(events, 0.5)
    counts = {
        "events": events,
        "scripts_completed": rng.binomial(events, later),
        "civil_penalty_referrals": referred,
        "complete_referrals": rng.binomial(referred, later),
        "penalties_issued": rng.binomial(referred, 0.4),
        "policing_team": _team().ravel(),
    }
    return rows.assign(**counts)


def _operations(rng: np.random.Generator) -> pd.DataFrame:
    # They take place where the team is.
    rows = []
    for day in _days(rng, {"2020-21": 12, "2021-22": 41, "2022-23": 55}):
        hosts = FORCES["name"][_team()[day.to_period("M") == MONTHS][0] == 1]
        if len(hosts):
            rows.append(
                (f"{day:%Y-%m-%d}", rng.choice(hosts), rng.integers(2, 9), rng.poisson(6), rng.integers(20) * 500)
            )
    columns = ["date", "force", "partners", "intelligence_reports", "penalties_collected"]
    return _numbered(pd.DataFrame(rows, columns=columns), "OPT")


def _safeguarding(rng: np.random.Generator) -> pd.DataFrame:
    uses = _joins(rng, "2018-06", "2022-06", 1)
    children = rng.poisson(np.outer(_level(9, 0.6), _shares(rng, FORCES["people"])) * uses)
    return _grid(FORCES["name"], "force").assign(children=children.ravel(), uses_innerste=uses.ravel())


def _case_outcomes(rng: np.random.Generator) -> pd.DataFrame:
    years = [f"{year}-{year - 1999:02}" for year in range(2015, 2023)]
    starts = np.array([periods.financial_year(year).start_time.to_period("Q-MAR").ordinal for year in years])
    rows = []
    for stage, level, mean in zip(
        _levels("case_outcomes", "stage"), (30, 22, 19, 15), (3.0, 4.5, 7.0, 7.5), strict=True
    ):
        for number, quarter in enumerate(QUARTERS):
            lag = np.maximum(quarter.ordinal - starts - 0.5, 0)
            weights = lag**0.6 * np.exp(-1.6 * lag / mean)
            drawn = rng.poisson(level * 1.04**number * weights / weights.sum())
            rows += [(periods.label(quarter), stage, year, count) for year, count in zip(years, drawn, strict=True)]
    return pd.DataFrame(rows, columns=datasets.find("case_outcomes").columns)


def _nrm_queries(rng: np.random.Generator) -> pd.DataFrame:
    levels = np.outer(_level(24, -0.15), (0.35, 0.55, 0.1))
    rows = _grid(_levels("nrm_queries", "source"), "source")
    return rows.assign(queries=rng.poisson(levels).ravel())


def _coordinator_activity(rng: np.random.Generator) -> pd.DataFrame:
    rows = _grid(REGIONS, "region", kind=_levels("coordinator_activity", "kind"))
    cells = np.outer(_shares(rng, (1, 1, 1)), (220, 45, 110, 26)).ravel()
    return rows.assign(activities=rng.poisson(np.outer(_level(1, 0.08), cells)).ravel())


def _disruptions(rng: np.random.Generator) -> pd.DataFrame:
    rows = _grid(REGIONS, "region", strand=_levels("disruptions", "strand"), stage=_levels("disruptions", "stage"))
    cells = np.outer(_shares(rng, (1, 1, 1)), (2, 16, 2.5, 8)).ravel()
    return rows.assign(disruptions=rng.poisson(np.outer(_level(1, 0.25), cells)).ravel())


def _products(rng: np.random.Generator) -> pd.DataFrame:
    days = _days(rng, {"2018-19": 40, "2019-20": 52, "2020-21": 70, "2021-22": 96, "2022-23": 101})
    rows = {
        "date": days.strftime("%Y-%m-%d"),
        "kind": rng.choice(_levels("products", "kind"), len(days)),
        "strand": rng.choice(_levels("products", "strand"), len(days), p=(0.55, 0.27, 0.18)),
        "downloads": rng.negative_binomial(1, 0.02, len(days)),
    }
    return _numbered(pd.DataFrame(rows), "P")


def _training_events(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    kinds = datasets.find("training_events").asks.beside["organisation"]
    courses, weights = _levels("training_events", "course"), (3, 2, 1, 3, 1, 4, 0.5, 0.5, 0.5, 2, 0.5, 0.5, 1)
    for year, number in {"2018-19": 18, "2019-20": 26, "2020-21": 31, "2021-22": 64, "2022-23": 72}.items():
        # Each course is held at least once a year.
        more = rng.choice(courses, number - len(courses), p=_shares(rng, weights))
        for day, course in zip(_days(rng, {year: number}), rng.permutation([*courses, *more]), strict=True):
            region = rng.choice([*REGIONS, "National"])
            near = FORCES["name"][FORCES["region"] == region].to_list() or FORCES["name"].to_list()
            forces = rng.choice(near, rng.integers(1, len(near) + 1), replace=False)
            partners = rng.choice(kinds, rng.integers(0, 3), replace=False)
            about = f"{day:%Y-%m-%d}", f"DEMO-T-{len(rows) + 1:04}", course, region
            rows += [(*about, organisation, 1 + rng.poisson(6)) for organisation in (*forces, *partners)]
    columns = ["date", "reference", "course", "region", "organisation", "attendees"]
    return pd.DataFrame(rows, columns=columns)


def _days(rng: np.random.Generator, numbers: Mapping[str, int]) -> pd.DatetimeIndex:
    """Return working days of financial years, so many of each, in order."""
    days = []
    for year, number in numbers.items():
        span = periods.financial_year(year)
        known = pd.bdate_range(span.start_time, span.end_time.normalize())
        days += sorted(rng.choice(known.to_numpy(), number))
    return pd.DatetimeIndex(days)


def _numbered(rows: pd.DataFrame, letters: str) -> pd.DataFrame:
    return rows.assign(reference=[f"DEMO-{letters}-{number:04}" for number in range(1, len(rows) + 1)])


def _complete(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Leave out months that a force did not return, and zeros, but for one in a month that would have no row."""
    form = dataset.form
    assert form is not None  # noqa: S101  # only returns are made
    if form.reporter == "force":
        for name, (first, last) in _ABSENT.items():
            rows = rows[(rows["force"] != name) | ~rows["month"].between(first, last)]
    unit = [name for name in (form.span, form.reporter) if name in rows]
    counts = [name for name in dataset.measures if name in rows]
    is_something = rows[counts].gt(0).any(axis=1)
    is_empty = ~is_something.groupby([rows[name] for name in unit]).transform("any")
    kept = rows[is_something | (is_empty & ~rows.duplicated(unit))] if not form.records else rows
    return kept[dataset.columns].reset_index(drop=True)
