"""Rounding of counts to a base."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def rounded(counts: npt.NDArray[np.int64], base: int | None) -> npt.NDArray[np.int64]:
    """Round each count to the nearest multiple of a base, halves up; without a base leave all as they are.

    Parameters
    ----------
    counts : array of int
        Each is rounded by itself: a rounded total is not the sum of its rounded parts.
    base : int or None
    """
    return counts if base is None else (2 * counts + base) // (2 * base) * base
