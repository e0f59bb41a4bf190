"""Random numbers with totals that hold exactly, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from analysis import areas, periods
from analysis.datasets.dataset import Dataset

SEED = 20220331
MONTHS = pd.period_range("2018-04", "2023-03", freq="M")
LOCKDOWN = pd.period_range("2020-04", "2020-06", freq="M")
"""Months of the first national lockdown."""

_MID_YEAR = 2020

Counts = NDArray[np.int64]


def stream(name: str) -> np.random.Generator:
    """Return the random numbers of a name: a change in what one dataset draws moves no other."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([SEED, *name.encode()])))


def curve(knots: Mapping[str, float]) -> pd.Series:
    """Return a value for each month, on a smooth curve that has no turning point but at the knots.

    Parameters
    ----------
    knots : mapping of str to float
        Months such as ``2021-03``, and values; before the first and after the last, the value stays.

    Returns
    -------
    Series
        Float, by month.
    """
    at = [pd.Period(month, freq="M").ordinal for month in knots]
    places = np.clip([month.ordinal for month in MONTHS], at[0], at[-1])
    return pd.Series(PchipInterpolator(at, list(knots.values()))(places), index=MONTHS)


def whole(values: pd.DataFrame) -> pd.DataFrame:
    """Round each row to whole numbers that add up to the rounded sum of the row, by rounding its running sum."""
    running = np.rint(values.to_numpy().cumsum(axis=1))
    return pd.DataFrame(np.diff(running, axis=1, prepend=0).astype(int), values.index, values.columns)


def stock(rng: np.random.Generator, totals: Sequence[int], weights: NDArray[Any], turnover: float = 0.06) -> Counts:
    """Share what is open at the end of each month out among cells.

    Each item keeps its random number, and so mostly its cell, until it is closed: a stock moves slowly.

    Parameters
    ----------
    rng : Generator
    totals : sequence of int
        Items open at the end of each month.
    weights : array, months × cells
        In proportion to which the cells share.
    turnover : float
        Share of the items that is closed, and another opened in its place, in a month.

    Returns
    -------
    array of int, months × cells
        Each row adds up to its total.
    """
    items = rng.random(max(totals))
    rows = []
    for total, row in zip(totals, weights, strict=True):
        limits = row.cumsum() / row.sum()
        cells = np.searchsorted(limits / limits[-1], items[:total], side="right")
        rows.append(np.bincount(cells, minlength=len(row)))
        is_closed = rng.random(len(items)) < turnover
        items = np.where(is_closed, rng.random(len(items)), items)
    return np.stack(rows)


def in_years(rng: np.random.Generator, totals: Mapping[str, int], season: Sequence[float] = (1.0,) * 12) -> pd.Series:
    """Share totals of financial years out among months, with few in the first lockdown.

    Parameters
    ----------
    rng : Generator
    totals : mapping of str to int
        Financial years such as ``2021-22``, and totals.
    season : sequence of float
        Weights of the months from April to March.

    Returns
    -------
    Series
        Int, for each of `MONTHS`; nought in years without a total.
    """
    weights = pd.Series(np.resize(season, len(MONTHS)), index=MONTHS) * during_lockdown(0.45)
    counts = pd.Series(0, index=MONTHS)
    for year, total in totals.items():
        months = periods.months_of(periods.financial_year(year))
        share = weights[months] / weights[months].sum()
        counts[months] = rng.multinomial(total, share.to_numpy())
    return counts


def during_lockdown(factor: float) -> NDArray[Any]:
    """Return a factor for each month that is below one in the first lockdown only."""
    return np.where(MONTHS.isin(LOCKDOWN), factor, 1.0)


def force_weights(rng: np.random.Generator, boosts: Mapping[str, float] | None = None) -> pd.Series:
    """Return the weight of each police force: its population, times chance, times what is known to make a difference.

    Parameters
    ----------
    rng : Generator
    boosts : mapping of str to float, optional
        Forces that have more, or less, than people who live there would say.
    """
    people = pd.Series({force.name: areas.population(force, _MID_YEAR) for force in areas.forces()}, dtype=float)
    # Few live in the City of London, and many are there.
    people["London, City of"] *= 20
    drawn = people * rng.lognormal(0, 0.25, len(people))
    return drawn * pd.Series(boosts or {}, dtype=float).reindex(people.index, fill_value=1.0)


def drifting(rng: np.random.Generator, weights: pd.Series, step: float = 0.02) -> NDArray[Any]:
    """Let weights wander from month to month: months × cells."""
    moves = rng.normal(0, step, (len(MONTHS), len(weights)))
    return weights.to_numpy() * np.exp(moves.cumsum(axis=0))


def complete(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Leave out rows of nought, but for one where a reporter's month would have none.

    Parameters
    ----------
    rows : DataFrame
        All cells of the form.
    dataset : Dataset

    Returns
    -------
    DataFrame
        In the order and with the columns of the return.
    """
    form = dataset.form
    assert form is not None  # noqa: S101  # only datasets of returns are made
    unit = [name for name in (form.span, form.reporter) if name in rows]
    counts = [name for name in dataset.measures if name in rows]
    is_something = rows[counts].gt(0).any(axis=1)
    is_empty = ~is_something.groupby([rows[name] for name in unit]).transform("any")
    is_first = ~rows.duplicated(unit)
    return rows[is_something | (is_empty & is_first)][dataset.columns].reset_index(drop=True)
