"""Cohorts followed up to a day: what has become of their cases, and which cohorts are too young to be compared.

A case that is still open is neither a success nor a failure. Cases decided quickly differ from those that take long, so
that the share among the decided of a young cohort is no estimate of what the whole cohort will come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import number, to_a_tenth
from analysis.statistics import checks

MOST_OPEN = 0.1
"""Share of open cases from which on a cohort is called immature."""


@dataclass(frozen=True)
class FollowUp:
    """What has become of the cases of each cohort.

    Attributes
    ----------
    table : DataFrame
        One row for each cohort: `cases`, `reached`, `open` (counts), `open_share`, `share_decided` (reached among the
        decided), `least` and `most` (share of all cases if none, or all, of the open ones come to it).
    immature : tuple of Period
        Cohorts of which a tenth or more is still open.
    sentence : str
    """

    table: pd.DataFrame
    immature: tuple[pd.Period, ...]
    sentence: str

    @property
    def written(self) -> pd.DataFrame:
        """What a reader needs to judge each cohort, with headings for a table."""
        headings = {
            "cases": "Cases",
            "reached": "Reached",
            "open": "Still open",
            "open_share": "Still open, share",
            "least": "Least share of all",
            "most": "Greatest share of all",
        }
        state = ["immature" if cohort in self.immature else "settled" for cohort in self.table.index]
        return self.table[list(headings)].rename(columns=headings).assign(Cohort=state)


def follow_up(counts: pd.DataFrame, *, reached: str, still_open: Sequence[str], noun: str = "referrals") -> FollowUp:
    """Bound the share of each cohort that comes to an outcome while some cases are open.

    Parameters
    ----------
    counts : DataFrame
        A row for each cohort (PeriodIndex), a column for each outcome; they leave out no case and count none twice.
    reached : str
        Column of the outcome asked about.
    still_open : sequence of str
        Columns of cases that await a decision.
    noun : str
        What the cases are.

    Returns
    -------
    FollowUp
        The bounds assume nothing of the open cases (Manski, American Economic Review 1990; 80: 319-323).

    Raises
    ------
    CannotEstimate
        Where there is no cohort with a case, or a count is missing or negative.
    """
    for name in counts.columns:
        checks.counts(counts[name], str(name))
    cases = counts.sum(axis=1)
    held = counts[cases > 0].astype(float)
    if held.empty:
        raise checks.CannotEstimate(f"there are no {noun}", expected="at least one")
    pending, total = held[list(still_open)].sum(axis=1), held.sum(axis=1)
    table = pd.DataFrame({"cases": total, "reached": held[reached], "open": pending, "open_share": pending / total})
    table["share_decided"] = (held[reached] / (total - pending)).where(total > pending)
    table["least"], table["most"] = held[reached] / total, (held[reached] + pending) / total
    immature = tuple(table.index[table["open_share"] >= MOST_OPEN])
    return FollowUp(table, immature, _sentence(table, immature, noun, reached))


def young(cohorts: pd.PeriodIndex, known_on: pd.Timestamp, *, months: int = 12) -> tuple[pd.Period, ...]:
    """Return the cohorts that had less time than others to be followed up.

    Parameters
    ----------
    cohorts : PeriodIndex
    known_on : Timestamp
        The day up to which events are counted.
    months : int
        How long a cohort must have ended before that day.

    Returns
    -------
    tuple of Period
    """
    return tuple(cohorts[cohorts.end_time > known_on - pd.DateOffset(months=months)])


def _sentence(table: pd.DataFrame, immature: Sequence[pd.Period], noun: str, reached: str) -> str:
    last = table.index[-1]
    cases, many, pending = (number(float(table.loc[last, name])) for name in ("cases", "reached", "open"))
    share, least, most = (to_a_tenth(float(table.loc[last, name])) for name in ("open_share", "least", "most"))
    named = ", ".join(label(cohort) for cohort in immature)
    return (
        f"Of {cases} {noun} of the cohort {label(last)}, {many} had come to a {reached.lower()} and {pending} "
        f"({share}) were still open: of all of them it may become anything between {least} and {most}. "
        f"{f'Immature cohorts, with a tenth or more still open: {named}.' if named else 'No cohort is immature.'}"
    )
