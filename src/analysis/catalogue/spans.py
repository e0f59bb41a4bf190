"""From when to when: what is asked of a dataset, what it holds of it, and what is missing between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import periods
from analysis.datasets.dataset import ALL, FREQUENCIES, Dataset
from analysis.errors import BadPeriod, NotCovered
from analysis.prose.words import listing

_MONTHS = {"financial_year": 12, "year": 12, "quarter": 3, "month": 1, "week": 0}
_NAMED = 6
"""How many missing periods are named; of more, only the number is said."""


def asked(written: Any, every: str) -> pd.Period:
    """Return the period that the first or last figures are asked for.

    Parameters
    ----------
    written : str, int or Period
        Any spelling that means one period only; see `analysis.periods.period`.
    every : str
        How often the figures are counted, one of `FREQUENCIES`.

    Raises
    ------
    BadPeriod
        Where it is none, means several, or is shorter than what the figures are counted by.
    """
    if isinstance(written, pd.Period):
        return written
    period = periods.period(written)
    if _MONTHS[every] > len(periods.months_of(period)):
        counted = every.replace("_", " ")
        raise BadPeriod(
            f"'{written}' is a part of a {counted}, and this dataset is counted by the {counted}",
            expected=f"a {counted}, or a longer period",
            nearest=[periods.label(period.asfreq("D", how="end").asfreq(FREQUENCIES[every]))],
        )
    return period


def day(written: Any) -> dt.date:
    """Return a day as which something was known.

    Raises
    ------
    BadPeriod
        Where it is none.
    """
    if isinstance(written, dt.datetime):
        return written.date()
    return written if isinstance(written, dt.date) else periods.date(written)


def until(rows: pd.DataFrame, dataset: Dataset, every: str, last: pd.Period) -> pd.DataFrame:
    """Return the rows up to the end of a period, all of which must be there.

    Parameters
    ----------
    rows : DataFrame
        With a column of Periods named after `every`.
    dataset : Dataset
    every : str
    last : Period

    Raises
    ------
    NotCovered
    """
    wanted = pd.period_range(last.start_time, last.end_time, freq=FREQUENCIES[every])
    if every == "week":
        wanted = wanted[wanted.end_time <= last.end_time]
    held = rows[every].unique()
    missing = [] if dataset.sparse else [period for period in wanted if period not in held]
    if missing:
        there_is = [f"They reach from {periods.label(held.min())} to {periods.label(held.max())}."]
        if present := [periods.label(period) for period in wanted if period not in missing]:
            there_is.append(f"Of {periods.label(last)} there is only {listing(present)}.")
        raise NotCovered(
            f"{dataset.title}: the figures that we have do not cover all of {periods.label(last)}", there_is
        )
    kept = rows[rows[every].dt.end_time <= last.end_time].reset_index(drop=True)
    if kept.empty:
        first, newest_held = periods.label(held.min()), periods.label(held.max())
        raise NotCovered(
            f"{dataset.title}: we have no figure up to {periods.label(last)}",
            [f"There are some from {first} to {newest_held}."],
        )
    return kept


def coverage(dataset: Dataset, figures: pd.DataFrame, every: str | None = None) -> list[str]:
    """Return a sentence for each detail that is held: how often, from when to when, and without what.

    Parameters
    ----------
    dataset : Dataset
    figures : DataFrame
        Cleaned.
    every : str, optional
        Only what is counted so often.
    """
    sentences = []
    figures = figures[~figures["partial"]]
    margins = figures[list(dataset.dimensions)] == ALL
    chosen = figures if every is None else figures[figures["every"] == every]
    grouping = [chosen["every"], *(margins[name] for name in dataset.dimensions)]
    for key, rows in chosen.groupby(grouping, sort=False):
        often, *is_margin = (str(key[0]), *key[1:])
        broken_down = [name for name, margin in zip(dataset.dimensions, is_margin, strict=True) if not margin]
        held = pd.PeriodIndex(rows["start"].dt.to_period(FREQUENCIES[often]).unique())
        sentences.append(f"By {often.replace('_', ' ')}, {detail(broken_down)}: {extent(held)}.")
    return sentences


def detail(dimensions: Sequence[str]) -> str:
    """Return in words how figures are broken down, such as ``by age group and location``; ``in total`` where not."""
    names = " and ".join(dimension.replace("_", " ") for dimension in dimensions)
    return f"by {names}" if names else "in total"


def gaps(held: pd.PeriodIndex) -> str:
    """Say what is missing between the first and the last of some periods.

    Parameters
    ----------
    held : PeriodIndex
        In any order.

    Returns
    -------
    str
        Such as ``without 2023 Q2``; of many, how many there are: ``9 of 20``; empty where none is missing.

    Examples
    --------
    >>> gaps(pd.PeriodIndex(["2020Q1", "2020Q3"], freq="Q-DEC"))
    'without 2020 Q2'
    """
    missing = pd.period_range(held.min(), held.max(), freq=held.freq).difference(held)
    if len(missing) > _NAMED:
        return f"{len(held)} of {len(held) + len(missing)}"
    return f"without {listing(map(periods.label, missing))}" if len(missing) else ""


def extent(held: pd.PeriodIndex) -> str:
    """Say from when to when some periods reach, and without what between.

    Parameters
    ----------
    held : PeriodIndex

    Returns
    -------
    str
        Such as ``2020 Q1 to 2020 Q4 without 2020 Q2``.
    """
    first, last = periods.label(held.min()), periods.label(held.max())
    if first == last:
        return first
    missing = gaps(held)
    return f"{first} to {last}{', ' if missing[:1].isdigit() else ' ' if missing else ''}{missing}"
