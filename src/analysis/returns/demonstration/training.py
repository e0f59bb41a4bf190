"""Made-up training and awareness sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis import areas, periods
from analysis.datasets import training_events
from analysis.datasets.dataset import REGION
from analysis.datasets.training_events import NATIONAL
from analysis.returns.demonstration import draws
from analysis.returns.demonstration.immigration import TEAM

NOTE = """\
Matched, in 2021-22: Operation Innerste 488 people in 21 sessions, 44% of them police (section 8; section 5 says 449);
Victim Liaison Officers 119 in 11 sessions, of 12 organisations; train the trainer 65 officers of 35 forces in 2
sessions; organised immigration crime awareness 374 police of 17 forces and 19 others in 22 sessions (section 8; section
6 says 392 officers in 20 sessions); for senior investigators 36 of 7 forces and Immigration Enforcement in 5 sessions,
with which there are the 27 events of section 2; briefings of 7,093 in the forces of the Operational Policing Team; the
section 45 seminar over 2,000; 2 Project Kraken events with 135 people of 6 organisations; over 350 in two Eastern
sessions, one of them national; over 130 at the Eastern presentation to the judiciary; over 850 on domestic servitude in
Yorkshire and the Humber; three events for new commissioners. So the courses of section 8 have over 50 sessions and over
1,000 people. Who came from where is made up."""

_FORCES_OF_TEAM = tuple(TEAM)
_BRIEFED_2021_22 = 7093


@dataclass(frozen=True)
class Plan:
    """Sessions of a course in a span of time, with who comes.

    Attributes
    ----------
    course : str
    year : str
        Financial year.
    sessions, police : int
        Number of sessions, and of people of police forces.
    forces : int or sequence of str
        How many forces they are of, or which.
    others : mapping of str to int
        People of organisations that are no police force.
    region : str
        Where all sessions are held; without it, each in the region that most come from.
    first, last : str
        First and last month, where they are not those of the year.
    """

    course: str
    year: str
    sessions: int
    police: int
    forces: int | Sequence[str]
    others: Mapping[str, int] = field(default_factory=dict)
    region: str = ""
    first: str = ""
    last: str = ""


_INNERSTE_OTHERS = {
    "Local authority": 168,
    "Immigration Enforcement": 38,
    "Border Force": 22,
    "Health": 16,
    "Charity": 29,
}
_EASTERN = ("Bedfordshire", "Cambridgeshire", "Essex", "Hertfordshire", "Kent", "Norfolk", "Suffolk")
_YORKSHIRE = ("Humberside", "North Yorkshire", "South Yorkshire", "West Yorkshire")

_REPORTED = (
    Plan("Operation Innerste", "2021-22", 21, 215, 39, _INNERSTE_OTHERS),
    Plan("Victim Liaison Officer", "2021-22", 11, 119, 12),
    Plan("Modern slavery investigators, train the trainer", "2021-22", 2, 65, 35, region="West Midlands region"),
    Plan("Organised immigration crime awareness", "2021-22", 22, 374, 17, {"Other government": 12, "Other partner": 7}),
    Plan(
        "Organised immigration crime for senior investigators",
        "2021-22",
        5,
        30,
        ("Merseyside", "Surrey", "South Wales", "Avon and Somerset", "Cheshire", "Gwent", "Greater Manchester"),
        {"Immigration Enforcement": 6},
    ),
    Plan("Section 45 seminar", "2021-22", 1, 1987, 43, {"Other police": 61}, NATIONAL),
    Plan(
        "Project Kraken",
        "2021-22",
        2,
        97,
        ("Devon & Cornwall", "Dorset", "Hampshire", "Norfolk"),
        {"Border Force": 29, "Other police": 9},
    ),
    Plan("International and financial investigation", "2021-22", 1, 214, 38, {"Other police": 11}, NATIONAL),
    Plan("International and financial investigation", "2021-22", 1, 131, _EASTERN, region="Eastern region"),
    Plan(
        "Presentation to the judiciary", "2021-22", 1, 6, _EASTERN[:3], {"Courts and prosecutors": 128}, "Eastern region"
    ),
    Plan("Domestic servitude awareness", "2021-22", 34, 863, _YORKSHIRE, region="Yorkshire and the Humber region"),
    Plan("Commissioners' awareness event", "2021-22", 3, 0, 0, {"Commissioner's office": 74}, NATIONAL),
    Plan(
        "Other", "2021-22", 1, 11, ("West Midlands", "Staffordshire"), {"Immigration Enforcement": 9},
        "West Midlands region", first="2022-03",
    ),
)  # fmt: skip
"""The year of the annual report."""

_INVENTED = (
    Plan("Victim Liaison Officer", "2018-19", 6, 70, 9),
    Plan("Modern slavery investigators, train the trainer", "2018-19", 3, 84, 30, region="West Midlands region"),
    Plan("Domestic servitude awareness", "2018-19", 4, 96, _YORKSHIRE, region="Yorkshire and the Humber region"),
    Plan("Other", "2018-19", 14, 310, 32, {"Local authority": 41, "Charity": 22}),
    Plan("Victim Liaison Officer", "2019-20", 9, 101, 13),
    Plan("Operation Innerste", "2019-20", 7, 66, 9, {"Local authority": 61, "Immigration Enforcement": 17}),
    Plan("Modern slavery investigators, train the trainer", "2019-20", 3, 79, 33, region="West Midlands region"),
    Plan("Domestic servitude awareness", "2019-20", 9, 214, _YORKSHIRE, region="Yorkshire and the Humber region"),
    Plan("Other", "2019-20", 12, 268, 30, {"Local authority": 35, "Health": 12}),
    Plan("Victim Liaison Officer", "2020-21", 5, 52, 8),
    Plan("Operation Innerste", "2020-21", 11, 118, 24, {"Local authority": 97, "Immigration Enforcement": 25}),
    Plan("Organised immigration crime awareness", "2020-21", 6, 93, 11, {"Other government": 4}, first="2020-10"),
    Plan("Domestic servitude awareness", "2020-21", 8, 171, _YORKSHIRE, region="Yorkshire and the Humber region"),
    Plan("Other", "2020-21", 5, 160, 26, {"Charity": 18}, NATIONAL),
    Plan("Operation Innerste", "2022-23", 18, 201, 43, _INNERSTE_OTHERS),
    Plan("Victim Liaison Officer", "2022-23", 12, 131, 15),
    Plan("Modern slavery investigators, train the trainer", "2022-23", 1, 29, 8, region="West Midlands region"),
    Plan("Organised immigration crime awareness", "2022-23", 31, 547, 29, {"Other government": 21}),
    Plan("Organised immigration crime for senior investigators", "2022-23", 8, 61, 14, {"Immigration Enforcement": 12}),
    Plan("Project Kraken", "2022-23", 2, 88, ("Essex", "Kent", "Norfolk", "Suffolk"), {"Border Force": 31}),
    Plan("Domestic servitude awareness", "2022-23", 21, 488, _YORKSHIRE, region="Yorkshire and the Humber region"),
    Plan("Other", "2022-23", 9, 204, 28, {"Local authority": 26}),
)
"""The years around it, of which the report says nothing."""


def sessions() -> pd.DataFrame:
    """Make training and awareness sessions, a row for each organisation at each."""
    rng = draws.stream("training_events")
    plans = [*_REPORTED, *_INVENTED, *_briefings(rng)]
    held = pd.concat([_held(rng, plan).assign(plan=number) for number, plan in enumerate(plans)])
    held = held.sort_values(["date", "plan", "session", "organisation"], kind="stable", ignore_index=True)
    numbers = held.groupby(["date", "plan", "session"], sort=False).ngroup() + 1
    held["reference"] = numbers.map("DEMO-T-{:04}".format)
    return held[training_events.DATASET.columns]


def _briefings(rng: np.random.Generator) -> list[Plan]:
    """Plan the briefings of the Operational Policing Team: in each of its forces, from when it covers the force."""
    plans = []
    for year, total in (("2020-21", 1240), ("2021-22", _BRIEFED_2021_22), ("2022-23", 6120)):
        span = periods.financial_year(year)
        first = {name: max(month, f"{span.start_time:%Y-%m}") for name, month in TEAM.items()}
        months = np.array(
            [max((span.asfreq("M", how="end") - pd.Period(m, freq="M")).n + 1, 0) for m in first.values()]
        )
        shares = months * rng.uniform(0.7, 1.3, len(TEAM))
        briefed = rng.multinomial(total, shares / shares.sum())
        course = Plan("Organised immigration crime briefing", year, 0, 0, ())
        plans += [
            replace(course, sessions=max(int(n) // 22, 1), police=int(n), forces=(name,), first=first[name])
            for name, n in zip(TEAM, briefed, strict=True)
            if n
        ]
    return plans


def _held(rng: np.random.Generator, plan: Plan) -> pd.DataFrame:
    people = _people(rng, plan)
    # Everybody goes to one near by, unless there is one for all; each session has somebody.
    order = _north_to_south(people, rng) if not plan.region else rng.permutation(len(people))
    sizes = 1 + rng.multinomial(len(people) - plan.sessions, rng.dirichlet(np.full(plan.sessions, 8.0)))
    attended = pd.DataFrame({"organisation": people[order], "session": np.repeat(np.arange(plan.sessions), sizes)})
    rows = attended.groupby(["session", "organisation"]).size().rename("attendees").reset_index()
    span = periods.financial_year(plan.year)
    first = pd.Timestamp(plan.first) if plan.first else span.start_time
    days = pd.bdate_range(first, span.end_time.normalize())
    weights = np.where(days.to_period("M").isin(draws.LOCKDOWN), 0.15, 1.0)
    dates = pd.Series(rng.choice(days.to_numpy(), plan.sessions, p=weights / weights.sum()))
    regions = rows.groupby("session").apply(_region_of) if not plan.region else pd.Series(plan.region, rows["session"])
    regions = regions[~regions.index.duplicated()]
    held = {"date": rows["session"].map(dates).dt.strftime("%Y-%m-%d"), REGION: rows["session"].map(regions)}
    return rows.assign(course=plan.course, **held)


def _people(rng: np.random.Generator, plan: Plan) -> np.ndarray:
    """Return the organisation of each who comes; somebody comes from each."""
    others = np.repeat(np.array(list(plan.others), dtype=object), list(plan.others.values()))
    if not plan.police:
        return others
    names = list(plan.forces) if not isinstance(plan.forces, int) else _drawn(rng, plan.forces)
    sizes = np.array([areas.population(areas.find(name), 2020) for name in names], dtype=float) ** 0.5
    counts = 1 + rng.multinomial(plan.police - len(names), sizes / sizes.sum())
    return np.concatenate([np.repeat(np.array(names, dtype=object), counts), others])


def _drawn(rng: np.random.Generator, number: int) -> list[str]:
    every = [force.name for force in areas.forces()]
    return sorted(rng.choice(every, number, replace=False).tolist())


def _north_to_south(people: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    regions = [region.name for region in areas.regions()]
    places = {force.name: regions.index(force.region) for force in areas.forces()}
    at = np.array([places[name] + rng.random() if name in places else rng.uniform(0, len(regions)) for name in people])
    return at.argsort(kind="stable")


def _region_of(rows: pd.DataFrame) -> str:
    regions = {force.name: force.region for force in areas.forces()}
    known = rows.assign(at=rows["organisation"].map(regions)).groupby("at")["attendees"].sum()
    return str(known.idxmax()) if len(known) else NATIONAL
