"""How revisions are put into words: how far figures moved, and how far the next one could."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.periods import label
from analysis.prose import number, to_a_tenth, within
from analysis.statistics import checks
from analysis.statistics.result import Interval

if TYPE_CHECKING:
    from analysis.statistics.revision import Revisions

LEAST = 5
"""Fewest revisions for which an interval is given; below, Student's factor alone is over three."""


def outlook(revisions: Revisions, newest: float, period: pd.Period) -> str:
    """Say how far a figure could still move that has just been published.

    Parameters
    ----------
    revisions : Revisions
        Of the earlier periods of the same series.
    newest : float
        A figure that serves as an example, such as that of the newest period.
    period : Period
        Its period.

    Returns
    -------
    str
        A sentence.

    Raises
    ------
    CannotEstimate
        Where the figure is no count.
    """
    figure, shares = checks.count(newest, "newest"), revisions.table["share"].dropna()
    as_large = f"a first figure as large as that for {label(period)} ({number(figure)})"
    if not revisions.n:
        return "How far a first figure can be trusted cannot be told from these releases."
    if revisions.prediction is not None:
        ends = [round(figure * (1 + end)) for end in (revisions.prediction.lower, revisions.prediction.upper)]
        return (
            f"If {as_large} were revised as those {revisions.n} were, it would end between "
            f"{number(ends[0])} and {number(ends[1])} ({revisions.prediction.level:.0%} prediction interval)."
        )
    largest = float(shares.abs().max())
    if largest == 0:
        return f"That {revisions.n} did not move does not show that the next first figure will not."
    return (
        f"That is too little to say how far the next could move; the largest revision seen would move {as_large} by "
        f"{number(round(figure * largest))} either way."
    )


def sentence(shares: pd.Series, interval: Interval | None, noun: str, unit: str) -> str:
    """Say how far the first figures of several periods moved.

    Parameters
    ----------
    shares : Series
        Revisions as fractions of the first figure, over Periods; at least one.
    interval : Interval or None
        Of their mean, where it has one.
    noun, unit : str
        What is counted, and what one period is called.

    Returns
    -------
    str
    """
    position = int(shares.abs().to_numpy().argmax())
    several = len(shares) > 1
    figures = f"{'first figures' if several else 'first figure'} of {len(shares)} {unit}{'s' * several} for {noun}"
    if not shares.any():
        return f"None of the {figures} has been revised." if several else f"The {figures} has not been revised."
    lacking = "too few" if len(shares) < LEAST else "too alike"
    sure = within(interval, to_a_tenth) if interval else f"{lacking} for an interval"
    mean, size, most = (to_a_tenth(float(each)) for each in (shares.mean(), shares.abs().mean(), shares.iloc[position]))
    where = label(pd.PeriodIndex(shares.index)[position])
    if not several:
        return f"The {figures} was later revised by {mean} ({where}; {sure})."
    return (
        f"The {figures} were later revised by {mean} on average ({sure}). Whichever way they went, the mean size was "
        f"{size}; the largest revision was {most} ({where})."
    )
