"""A cleaned table as a lattice: every cell with all totals that it is part of, as arrays.

A lattice has one axis for time (months within their quarter and financial year), one for police forces or regions, and
one for each dimension whose levels are added up. What is never added up, levels of ``form.apart`` and months of a
stock, makes blocks that share no cell and are protected each by itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import areas
from analysis.datasets.dataset import ALL, FORCE, FREQUENCIES, Dataset
from analysis.disclosure.axes import Axis, Integers, axis_of

_SPANS = {"month": 1, "quarter": 3, "financial_year": 12}
"""Frequencies of returns from the shortest, with their length in months."""

_PLACE_WEIGHTS = {True: (1.0, 20.0, 1e5), False: (1.0, 1e5)}
"""A force, a region and the nation; where a return is by region, there are no forces."""
_LEVEL_WEIGHTS = (1.0, 10.0)
_TIME_WEIGHTS = (1.0, 4.0, 16.0)


@dataclass(frozen=True)
class Lattice:
    """Where each row of a table stands among all cells that its leaves add up to.

    Attributes
    ----------
    axes : tuple of Axis
    blocks : int
        How many independent lattices with these axes there are.
    cells : array of int
        For each row of the table, its position in an array of `shape`, flattened.
    """

    axes: tuple[Axis, ...]
    blocks: int
    cells: Integers

    @property
    def shape(self) -> tuple[int, ...]:
        """Blocks × nodes of each axis."""
        return (self.blocks, *(len(axis.labels) for axis in self.axes))

    @property
    def is_leaf(self) -> npt.NDArray[np.bool_]:
        """Which rows of the table are leaves of every axis."""
        positions = np.unravel_index(self.cells, self.shape)[1:]
        within = [position < len(axis.paths) for position, axis in zip(positions, self.axes, strict=True)]
        return np.logical_and.reduce(within)

    def laid_out(self, values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return values of the rows as an array of `shape`, with 0 where the table has no row."""
        flat = np.zeros(int(np.prod(self.shape)), dtype=np.int64)
        flat[self.cells] = values
        return flat.reshape(self.shape)

    def added_up(self, values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the sums of the leaves' values in every cell, those that the table has no row for too.

        Parameters
        ----------
        values : array of int
            One for each row of the table.

        Returns
        -------
        array of int, of `shape`
        """
        sums = self.laid_out(np.where(self.is_leaf, values, 0))
        for number, axis in enumerate(self.axes, start=1):
            leaves = np.moveaxis(sums, number, 0)[: len(axis.paths)]
            sums = np.moveaxis(np.tensordot(axis.members, leaves, axes=1), 0, number)
        return sums


def lattice_of(table: pd.DataFrame, dataset: Dataset) -> Lattice:
    """Find the lattice of a cleaned table of returns.

    Parameters
    ----------
    table : DataFrame
        As `analysis.datasets.returned.clean` makes it, with at least one row.
    dataset : Dataset

    Returns
    -------
    Lattice
    """
    form = dataset.form
    apart = form.apart if form else frozenset()
    axes, codes = [], []
    blocks, time, time_code = _time(table, dataset)
    axes.append(time)
    codes.append(time_code)
    for name in dataset.dimensions:
        if name not in apart:
            axis = _place_axis(table[name]) if name == dataset.place else _level_axis(table[name])
            axes.append(axis)
            codes.append(_codes(axis, table[name]))
    keys = [blocks, *(table[name] for name in sorted(apart))]
    block = table.groupby(keys).ngroup().to_numpy()
    count = int(block.max()) + 1
    shape = (count, *(len(axis.labels) for axis in axes))
    cells = np.asarray(np.ravel_multi_index((block, *codes), shape), dtype=np.intp)
    return Lattice(tuple(axes), count, cells)


def _time(table: pd.DataFrame, dataset: Dataset) -> tuple[pd.Series, Axis, Integers]:
    """Return the longest period that each row lies in, the axis within it, and where in it each row is."""
    stock = dataset.form is not None and dataset.form.stock
    spans = [every for every in _SPANS if every in dataset.every][: 1 if stock else None]
    starts = table["start"]
    longest = starts.dt.to_period(FREQUENCIES[spans[-1]]).dt.start_time
    months = (starts.dt.year - longest.dt.year) * 12 + starts.dt.month - longest.dt.month
    chains: list[Sequence[Hashable]] = [
        [(every, month - month % _SPANS[every]) for every in spans]
        for month in range(0, _SPANS[spans[-1]], _SPANS[spans[0]])
    ]
    axis = axis_of(chains, _TIME_WEIGHTS[: len(spans)])
    codes = np.zeros(len(table), dtype=np.intp)
    for position, (every, month) in enumerate(cast(tuple[tuple[str, int], ...], axis.labels)):
        codes[((table["every"] == every) & (months == month)).to_numpy()] = position
    return longest, axis, codes


def _place_axis(places: pd.Series) -> Axis:
    """Return the axis of forces in regions in the nation, or of regions in it."""
    of_force = {force.name: force.region for force in areas.forces()}
    by_force = places.name == FORCE
    totals = {ALL, *of_force.values()} if by_force else {ALL}
    chains = []
    for name in sorted(set(places.unique()) - totals):
        region = of_force.get(name) if by_force else None
        chains.append([name, region, ALL] if region else [name, ALL])
    return axis_of(chains, _PLACE_WEIGHTS[by_force])


def _level_axis(levels: pd.Series) -> Axis:
    return axis_of([[name, ALL] for name in sorted(set(levels.unique()) - {ALL})], _LEVEL_WEIGHTS)


def _codes(axis: Axis, labels: pd.Series) -> Integers:
    number = {label: position for position, label in enumerate(axis.labels)}
    return np.asarray(labels.map(number), dtype=np.intp)


def weights(axes: Sequence[Axis]) -> npt.NDArray[np.float64]:
    """Return how much is lost with each cell of a block, by its level on each axis, relative to a leaf."""
    return reduce(np.multiply.outer, (np.array(axis.weights) for axis in axes))
