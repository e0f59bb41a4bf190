"""Which cells of a lattice are suppressed: the small ones, and those by which somebody could work them out.

For each small cell there must be a second table with the same figures wherever one is shown. It is made by a move:
along each axis, a leaf below the cell gains a case that another leaf loses, or that comes from outside. The product of
these changes some cells by one, up or down, and may not bring a leaf below zero. All cells that it changes are
suppressed, so that each of them has a second value. A cell is safe once moves, made one after the other and each as
often as the leaves allow, give it a range as wide as the threshold. There always is a move: a leaf with a case loses
it, to nobody. It takes all totals of the leaf out, and is made only where nothing else serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.disclosure.axes import Axis, Integers
from analysis.disclosure.lattice import Lattice, weights

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_NARROW = 1.0
"""What a range narrower by one costs in the choice of a move: as much as a zero of a force."""
_MOST = 300.0
"""What a move may cost that only makes a range wider: some figures of forces, few of a region, none of the nation."""
_WIDEST = 10**9


def suppressed(lattice: Lattice, counts: npt.NDArray[np.int64], threshold: int) -> Bools:
    """Choose the cells of a measure to suppress.

    Parameters
    ----------
    lattice : Lattice
    counts : array of int
        The measure, for each row of the table.
    threshold : int
        Counts from 1 to one less than this are small.

    Returns
    -------
    array of bool
        For each row of the table.

    Raises
    ------
    ValueError
        Where a row is not the sum of the leaves that it stands for: then nothing could be promised.
    """
    sums = lattice.added_up(counts)
    if (sums.ravel()[lattice.cells] != counts).any():
        raise ValueError("totals of a table are not the sums of its leaves")
    small = (sums > 0) & (sums < threshold)
    state = _State.begin(lattice, sums, small)
    # Once each cell can have a second value, so much is suppressed that wider ranges cost little.
    for width in (1, threshold):
        for cell in _from_the_top(lattice, small):
            needy = np.flatnonzero(state.small[:, cell] & (state.width[:, cell] < width))
            if len(needy):
                _protect(state, lattice, cell, needy, width)
    return state.hidden.ravel()[_padded(lattice)]


@dataclass
class _State:
    """Arrays of blocks × cells, where each axis has one node more, that stands for nowhere.

    Attributes
    ----------
    small : array of bool
        What must be suppressed.
    hidden : array of bool
        What is suppressed so far.
    width : array of int
        How many values more than one each cell can have, as far as found.
    cost : array of float
        What is lost with each cell; nothing with one that is suppressed already, or has no figure.
    leaves : array of int
        Values of leaves; so many nowhere that no move is short of them, and -1 for a leaf that nobody returned.
    """

    small: Bools
    hidden: Bools
    width: npt.NDArray[np.int64]
    cost: Floats
    leaves: npt.NDArray[np.int64]
    strides: tuple[int, ...] = field(default=())

    @classmethod
    def begin(cls, lattice: Lattice, sums: npt.NDArray[np.int64], small: Bools) -> _State:
        is_shown = lattice.laid_out(np.ones(len(lattice.cells), dtype=np.int64)) > 0
        lost = np.where(is_shown & ~small, weights(lattice.axes) * np.log2(2 + sums), 0.0)
        leaves = np.where(is_shown, sums, -1)
        return cls(
            small=_pad(small, False),
            hidden=_pad(small, False),
            width=_pad(np.zeros(sums.shape, dtype=np.int64), 0),
            cost=_pad(lost, 0.0),
            leaves=_pad(leaves, _WIDEST),
            strides=_strides(lattice.axes),
        )


def _protect(state: _State, lattice: Lattice, cell: int, blocks: Integers, wanted: int) -> None:
    """Suppress, in each of some blocks, what the best moves that change a cell change, until its range is that wide."""
    moves = _moves(lattice.axes, state.strides, cell)
    leaves = state.leaves[blocks]
    width = np.zeros(len(blocks), dtype=np.int64)
    going = np.arange(len(blocks))
    while len(going):
        # The first move may be made either way; those that follow take the cell further up from where it came to.
        chosen, up, gain = _best(moves, leaves[going], state.cost[blocks[going]], width[going], wanted)
        going, chosen, up, gain = (each[gain > 0] for each in (going, chosen, up, gain))
        changed, rows = moves.nodes[chosen], blocks[going][:, None]
        state.hidden[rows, changed] = True
        state.cost[rows, changed] = 0.0
        state.width[rows, changed] = np.maximum(state.width[rows, changed], gain[:, None])
        width[going] += gain
        leaves[going[:, None], moves.gaining[chosen]] += up[:, None]
        leaves[going[:, None], moves.losing[chosen]] -= up[:, None]
        going = going[width[going] < wanted]
    state.width[blocks, cell] = np.maximum(state.width[blocks, cell], width)


def _best(
    moves: _Moves, leaves: npt.NDArray[np.int64], cost: Floats, width: npt.NDArray[np.int64], wanted: int
) -> tuple[Integers, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Choose a move in each block: which, how often it is made, and by how much it widens the range.

    Where only moves that cost too much are left, and the cell has a second value already, it is widened by nothing.
    """
    # A move in one direction is limited by the leaves that lose a case, in the other by those that gain one.
    gaining, up = _least(leaves, moves.gaining), _least(leaves, moves.losing)
    still = (wanted - width)[:, None]
    is_first = (width == 0)[:, None]
    gain = np.where((gaining < 0) | (up < 0), 0, np.minimum(up + np.where(is_first, gaining, 0), still))
    lost = np.full(gain.shape, np.inf)
    rows, possible = np.nonzero(gain)
    lost[rows, possible] = np.take(cost, moves.nodes[possible] + (rows * cost.shape[1])[:, None]).sum(axis=-1)
    chosen = (lost + _NARROW * (still - gain)).argmin(axis=1)
    rows = np.arange(len(leaves))
    is_worth = (lost[rows, chosen] < _MOST) | (width == 0)
    return chosen, np.minimum(up[rows, chosen], wanted), np.where(is_worth, gain[rows, chosen], 0)


def _least(leaves: npt.NDArray[np.int64], chosen: Integers) -> npt.NDArray[np.int64]:
    """Return, in each block and for each move, the smallest of some leaves."""
    least = np.full((len(leaves), len(chosen)), _WIDEST)
    for column in chosen.T:
        np.minimum(least, leaves[:, column], out=least)
    return least


@dataclass(frozen=True)
class _Moves:
    """All moves that change a cell, one a row: what is changed, the leaves that gain a case and those that lose one."""

    nodes: Integers
    gaining: Integers
    losing: Integers


def _moves(axes: tuple[Axis, ...], strides: tuple[int, ...], cell: int) -> _Moves:
    nodes = gaining = losing = np.zeros((1, 1), dtype=np.intp)
    losing = losing[:, :0]
    for axis, stride in zip(axes, strides, strict=True):
        moves = axis.moves(cell // stride % (axis.nowhere + 1))
        gains, loses = moves.leaves[:, :1] * stride, moves.leaves[:, 1:] * stride
        nodes = _each_with_each(nodes, moves.nodes * stride)
        # What is moved out of a loss is a gain, and the other way round.
        more = np.hstack([_each_with_each(gaining, gains), _each_with_each(losing, loses)])
        losing = np.hstack([_each_with_each(gaining, loses), _each_with_each(losing, gains)])
        gaining = more
    return _Moves(nodes, gaining, losing)


def _each_with_each(first: Integers, second: Integers) -> Integers:
    both = first[:, None, :, None] + second[None, :, None, :]
    return both.reshape(len(first) * len(second), -1)


def _from_the_top(lattice: Lattice, small: Bools) -> Iterator[int]:
    """Give each cell that is small in some block, by its position in the arrays of `_State`: totals first."""
    flat = _pad(small, False)
    anywhere = np.flatnonzero(flat.any(axis=0))
    weight = _pad(weights(lattice.axes)[None], 0.0)[0]
    yield from anywhere[np.argsort(-weight[anywhere], kind="stable")].tolist()


def _pad(values: npt.NDArray[Any], nowhere: float) -> npt.NDArray[Any]:
    """Add to each axis but the first what stands for nowhere, and flatten all axes but the first."""
    spread = [(0, 0), *((0, 1) for _ in range(values.ndim - 1))]
    return np.pad(values, spread, constant_values=nowhere).reshape(len(values), -1)


def _strides(axes: tuple[Axis, ...]) -> tuple[int, ...]:
    lengths = [axis.nowhere + 1 for axis in axes]
    return tuple(reduce(int.__mul__, lengths[number + 1 :], 1) for number in range(len(lengths)))


def _padded(lattice: Lattice) -> Integers:
    """Return where the rows of the table stand in the flattened arrays of `_State`."""
    positions = np.unravel_index(lattice.cells, lattice.shape)
    return np.ravel_multi_index(positions, (lattice.blocks, *(axis.nowhere + 1 for axis in lattice.axes)))
