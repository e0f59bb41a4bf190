"""The first lockdown, and the published series in which a disruption would show.

The Prime Minister announced the first national lockdown on the evening of 23 March 2020; the regulations (Health
Protection (Coronavirus, Restrictions) (England) Regulations 2020, SI 2020/350) came into force on 26 March. The first
whole quarter under it is 2020 Q2, the first whole month April 2020.

A further series is one more line in `OUTCOMES`: a dataset by month or quarter, the measure, and the level if it is a
part. What is not published for a page's area or period is named there with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import periods
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.provenance import provenance_of
from analysis.statistics.disruption import YEARS_AFTER

LOCKDOWN = dt.date(2020, 3, 23)
"""Day of the announcement."""


@dataclass(frozen=True)
class Outcome:
    """A series in which a disruption would show.

    Attributes
    ----------
    noun : str
        What is counted, in the plural, as a sentence has it.
    dataset, measure : str
        Where it is held.
    by, level : str
        Dimension and level, where it is a part of the dataset.
    every : str
        How often it is counted.
    """

    noun: str
    dataset: str
    measure: str
    by: str = ""
    level: str = ""
    every: str = "quarter"


OUTCOMES = (
    Outcome("NRM referrals", "nrm_referrals", "referrals"),
    Outcome("NRM referrals of adults", "nrm_referrals", "referrals", "age_group", "Adult (18 or over)"),
    Outcome("NRM referrals of children", "nrm_referrals", "referrals", "age_group", "Child (17 or under)"),
    Outcome("NRM referrals, exploited in the UK", "nrm_referrals", "referrals", "location", "UK"),
    Outcome("NRM referrals, exploited overseas", "nrm_referrals", "referrals", "location", "Overseas"),
    Outcome("NRM referrals, UK and overseas", "nrm_referrals", "referrals", "location", "UK and overseas"),
    Outcome("Duty to Notify reports", "duty_to_notify", "reports"),
    Outcome("small boat arrivals", "small_boats", "people", every="month"),
    *(
        Outcome(noun, "irregular_migration", "detections", "method_of_entry", level)
        for noun, level in (
            ("inadequately documented air arrivals", "Inadequately documented air arrivals"),
            ("detections at ports", "Recorded detections at UK ports"),
            ("detections inland", "Recorded detections in the UK"),
        )
    ),
    Outcome("charges for modern slavery offences", "charges", "charges"),
    Outcome("modern slavery offences recorded by the police", "recorded_crime", "offences"),
)


@dataclass(frozen=True)
class Outcomes:
    """The series that are published for a page.

    Attributes
    ----------
    series : dict of str to Series
        Counts over a PeriodIndex, by noun.
    rows : dict of str to DataFrame
        The loaded rows behind each, with their provenance.
    missing : dict of str to str
        Why there is no more, a sentence each, by noun.
    """

    series: dict[str, pd.Series]
    rows: dict[str, pd.DataFrame]
    missing: dict[str, str]

    @property
    def loaded(self) -> pd.DataFrame:
        """All rows loaded, with the sources of all."""
        frame = pd.concat([rows[["release"]] for rows in self.rows.values()], ignore_index=True)
        frame.attrs["provenance"] = provenance_of(*self.rows.values())
        return frame


def outcomes(page: Page, listed: Iterable[Outcome] = OUTCOMES) -> Outcomes:
    """Load the series in which a disruption by the first lockdown would show, up to two years after it.

    Parameters
    ----------
    page : Page
    listed : iterable of Outcome

    Returns
    -------
    Outcomes

    Raises
    ------
    NotCovered
        Where the page's period ends before the lockdown has lasted a whole period, or no series is published for its
        area.
    """
    first_year = periods.financial_year_of(LOCKDOWN) + 1
    if page.year < first_year:
        raise NotCovered(
            f"The first lockdown, announced on {periods.day(LOCKDOWN)}, "
            f"{'came at the very end of' if page.year == first_year - 1 else 'lies after'} {page.label}",
            [f"What it changed can be seen in pages from {periods.label(first_year)} on."],
        )
    until = min(page.year, first_year + YEARS_AFTER - 1)
    series: dict[str, pd.Series] = {}
    rows: dict[str, pd.DataFrame] = {}
    missing: dict[str, str] = {}
    for outcome in listed:
        try:
            loaded = page.load(outcome.dataset, by=outcome.by or (), every=outcome.every, until=until)
        except NotCovered as error:
            missing[outcome.noun] = str(error)
            continue
        part = loaded[loaded[outcome.by] == outcome.level] if outcome.by else loaded
        rows[outcome.noun] = part
        series[outcome.noun] = part.set_index(outcome.every)[outcome.measure]
    if not series:
        raise NotCovered(
            f"No series in which the first lockdown would show is published for {page.area.name} up to {page.label}",
            list(dict.fromkeys(missing.values())),
        )
    return Outcomes(series, rows, missing)
