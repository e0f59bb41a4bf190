"""What the programme and police forces did, by measure and by strand: how much of it, and by how many police forces.

The mapping of measures to the strands Prevent, Protect, Prepare and Pursue is ours, since the annual report gives none.
Most measures would fit under more than one strand; each is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis import areas
from analysis.datasets import training_events
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.provenance import provenance_of

TAUGHT = training_events.TAUGHT

_KRAKEN = "Project Kraken"

_IMMIGRATION_COURSES = (
    "Organised immigration crime awareness",
    "Organised immigration crime for senior investigators",
    "Organised immigration crime briefing",
)


@dataclass(frozen=True)
class Measure:
    """One count of activity.

    Attributes
    ----------
    noun : str
        What is counted, in the plural.
    dataset, measure : str
        Where it is held.
    levels : mapping of str to tuple of str
        Levels of dimensions that are counted; without any, the total.
    strand : str
        Prevent, Protect, Prepare or Pursue; blank where it does not matter.
    """

    noun: str
    dataset: str
    measure: str
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strand: str = ""


INTELLIGENCE = (
    Measure(
        "Officers and staff briefed",
        "training_events",
        "attendees",
        {"course": ("Organised immigration crime briefing",)},
    ),
    Measure(
        "Guidance and training products on organised immigration crime",
        "products",
        "products",
        {"strand": ("Organised immigration crime",), "kind": ("Guidance", "Training material")},
    ),
    Measure("Operations", "operations", "operations"),
    Measure("Intelligence reports of operations", "operations", "intelligence_reports"),
    Measure(
        "Intelligence reports reviewed by regional coordinators",
        "coordinator_activity",
        "activities",
        {"kind": ("Intelligence reports reviewed",)},
    ),
)

STRANDS = (
    Measure("Project Kraken sessions", "training_events", "sessions", {"course": (_KRAKEN,)}, "Prevent"),
    Measure("Project Kraken attendees", "training_events", "attendees", {"course": (_KRAKEN,)}, "Prevent"),
    Measure("Civil penalties issued", "clandestine_events", "penalties_issued", strand="Prevent"),
    Measure("Children safeguarded under Operation Innerste", "safeguarding", "children", strand="Protect"),
    Measure("Officers and staff trained", "training_events", "attendees", {"course": _IMMIGRATION_COURSES}, "Prepare"),
    Measure("Operations", "operations", "operations", strand="Pursue"),
    Measure(
        "Disruptions of organised immigration crime",
        "disruptions",
        "disruptions",
        {"strand": ("Organised immigration crime",)},
        "Pursue",
    ),
)


@dataclass(frozen=True, eq=False)
class Activity:
    """Counts of activity that are held for a page.

    Attributes
    ----------
    counts : DataFrame
        By financial year, a column for each measure; missing where it is suppressed or not held.
    strands : Series of str
        Strand of each measure.
    rows : dict of str to DataFrame
        The loaded rows behind each, with their provenance.
    missing : dict of str to str
        Why there is no more, a sentence each, by measure.
    """

    counts: pd.DataFrame
    strands: pd.Series
    rows: dict[str, pd.DataFrame]
    missing: dict[str, str]

    @property
    def loaded(self) -> pd.DataFrame:
        """All rows loaded, with the sources of all."""
        return _together(self.rows.values())

    @property
    def absent(self) -> tuple[str, ...]:
        """What is not on the page and why, a note each."""
        return tuple(f"Not on this page: {noun[:1].lower()}{noun[1:]}. {why}" for noun, why in self.missing.items())

    def beside(self, year: pd.Period) -> pd.DataFrame:
        """Return each measure in a year and the one before: `strand`, `before`, `after`, `change` (of what it was)."""
        sides = self.counts.reindex([year - 1, year]).T.astype(float).set_axis(["before", "after"], axis=1)
        sides["change"] = sides["after"] / sides["before"].replace(0, np.nan) - 1
        sides.insert(0, "strand", self.strands)
        return sides


def measured(page: Page, listed: Iterable[Measure]) -> Activity:
    """Load measures of activity for the area of a page, by financial year up to its period.

    Parameters
    ----------
    page : Page
    listed : iterable of Measure
        `INTELLIGENCE` or `STRANDS`.

    Returns
    -------
    Activity

    Raises
    ------
    NotCovered
        Where none is held.
    """
    counts: dict[str, pd.Series] = {}
    strands: dict[str, str] = {}
    rows: dict[str, pd.DataFrame] = {}
    missing: dict[str, str] = {}
    for each in listed:
        try:
            loaded = page.load(each.dataset, by=list(each.levels), every="financial_year")
        except NotCovered as error:
            missing[each.noun] = str(error)
            continue
        for dimension, levels in each.levels.items():
            loaded = loaded[loaded[dimension].isin(levels)]
        if loaded[each.measure].isna().all():
            missing[each.noun] = f"No figure of {page.area.name} is returned that may be shown."
            continue
        rows[each.noun] = loaded
        counts[each.noun] = loaded.groupby("financial_year")[each.measure].sum(skipna=False)
        strands[each.noun] = each.strand
    if not counts:
        raise NotCovered(
            f"No activity is returned for {page.area.name} up to {page.label}", list(dict.fromkeys(missing.values()))
        )
    return Activity(pd.DataFrame(counts), pd.Series(strands, dtype=str), rows, missing)


def by_force(page: Page) -> pd.DataFrame:
    """Count activity of each police force of a page's area in its year, by strand.

    Parameters
    ----------
    page : Page

    Returns
    -------
    DataFrame
        Counts over the forces, missing where suppressed: `Prevent` (civil penalty referrals, and people at Project
        Kraken sessions), `Protect` (whether it uses Operation Innerste), `Prepare` (people trained on organised
        immigration crime), `Pursue` (operations in it; left out of years in which they are not returned). It carries
        the provenance of all.

    Raises
    ------
    NotCovered
        Where one of the first three is not returned for the year, or the area is more than its police forces.
    """
    forces = [force.name for force in areas.members(page.area)]
    whole: dict[str, Any] = {"area": areas.nation(), "every": "financial_year", "during": page.year}
    events, children = (
        page.load(name, by="force", **whole).set_index("force") for name in ("clandestine_events", "safeguarding")
    )
    trained = page.load("training_events", by=["course", "organisation"], **whole)
    people = trained.pivot_table(index="organisation", columns="course", values="attendees", aggfunc="sum")
    people = people.reindex(index=forces, columns=(*_IMMIGRATION_COURSES, _KRAKEN)).fillna(0)
    came = people[_KRAKEN]
    referred = events["civil_penalty_referrals"].reindex(forces)
    table = pd.DataFrame(
        {
            # Who came to a session of Project Kraken was active, whatever the referrals that nobody may see.
            "Prevent": (referred + came).mask(came > 0, came),
            "Protect": children["uses_innerste"].reindex(forces),
            "Prepare": people[list(_IMMIGRATION_COURSES)].sum(axis=1),
        }
    )
    loaded = [events, children, trained]
    try:
        loaded.append(page.load("operations", by="force", **whole))
        table["Pursue"] = loaded[-1].set_index("force")["operations"].reindex(forces)
    except NotCovered:
        # The team began late in the years held; the strands that the outcome is about do not need it.
        pass
    table.attrs = dict(_together(loaded).attrs)
    return table


def by_region(page: Page, name: str) -> pd.DataFrame:
    """Load what each region returned for the year of a page.

    Parameters
    ----------
    page : Page
    name : str
        Dataset whose rows are of police forces.

    Returns
    -------
    DataFrame
        The measures of the dataset over the regions, from north to south; missing, and `suppressed`, where a number may
        not be seen. It carries the provenance of all.

    Raises
    ------
    NotCovered
        Where a region has not returned the year.
    """
    regions = areas.regions()
    rows = [page.load(name, area=region, every="financial_year", during=page.year) for region in regions]
    table = pd.concat(rows, ignore_index=True).set_index(pd.Index([region.name for region in regions], name="region"))
    table.attrs = dict(_together(rows).attrs)
    return table


def _together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    several = list(frames)
    frame = pd.concat([rows[["release"]] for rows in several], ignore_index=True)
    frame.attrs["provenance"] = provenance_of(*several)
    return frame
