"""The axes of a table with all its totals: what is part of what, and the ways to move a case along each of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Moves:
    """Ways to change one node of an axis by one.

    Attributes
    ----------
    nodes : array of int, ways × nodes
        All nodes that change.
    leaves : array of int, ways × 2
        The leaf that gains and the leaf that loses. Where there is none, as where a case comes from outside, and to
        fill the rows of `nodes`, stands `Axis.nowhere`.
    """

    nodes: Integers
    leaves: Integers


@dataclass(frozen=True)
class Axis:
    """A tree: leaves, which come first, and the totals over them.

    Attributes
    ----------
    labels : tuple
        Of each node.
    paths : tuple of tuple of int
        For each leaf, all nodes that it is part of: itself, then up to the top.
    weights : tuple of float
        How much is lost with a figure of each node, relative to that of a leaf.
    """

    labels: tuple[Hashable, ...]
    paths: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]

    @property
    def nowhere(self) -> int:
        """Index that stands for no node: one more than the last."""
        return len(self.labels)

    @property
    def members(self) -> npt.NDArray[np.int64]:
        """Which leaves (columns) each node (row) adds up, as ones and zeros."""
        ones = np.zeros((len(self.labels), len(self.paths)), dtype=np.int64)
        for leaf, path in enumerate(self.paths):
            ones[list(path), leaf] = 1
        return ones

    def moves(self, node: int) -> Moves:
        """Return all ways to change a node: a leaf of it gains a case that another leaf, or nobody, loses."""
        return _moves(self, node)


def axis_of(chains: Sequence[Sequence[Hashable]], weights: Sequence[float]) -> Axis:
    """Make an axis.

    Parameters
    ----------
    chains : sequence of sequence
        For each leaf, its label and those of the totals that it is part of, up to the top; no label serves two levels.
    weights : sequence of float
        One for each level, that of the leaves first; a chain that leaves levels out ends in the last one too.

    Returns
    -------
    Axis
    """
    weight: dict[Hashable, float] = {chain[0]: weights[0] for chain in chains}
    for chain in chains:
        for level, label in zip_longest(reversed(range(1, len(weights))), reversed(chain[1:])):
            if label is not None:
                weight.setdefault(label, weights[level])
    number = {label: position for position, label in enumerate(weight)}
    paths = tuple(tuple(number[label] for label in chain) for chain in chains)
    return Axis(tuple(weight), paths, tuple(weight.values()))


@lru_cache(maxsize=4096)
def _moves(axis: Axis, node: int) -> Moves:
    inside = [leaf for leaf, path in enumerate(axis.paths) if node in path]
    outside = [leaf for leaf, path in enumerate(axis.paths) if node not in path]
    changed, ends = [], []
    for gains in inside:
        for loses in (*outside, None):
            lost = set() if loses is None else set(axis.paths[loses])
            # What both leaves are part of keeps its sum.
            changed.append(sorted(set(axis.paths[gains]) ^ lost))
            ends.append((gains, axis.nowhere if loses is None else loses))
    widest = max(map(len, changed))
    filled = [row + [axis.nowhere] * (widest - len(row)) for row in changed]
    return Moves(np.array(filled, dtype=np.intp), np.array(ends, dtype=np.intp))
