"""The way in: a cleaned table of returns, with what must not be seen taken out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.datasets.dataset import Dataset
from analysis.disclosure.lattice import lattice_of
from analysis.disclosure.policy import Policy, read_policy
from analysis.disclosure.rounding import rounded
from analysis.disclosure.suppression import suppressed


def protect(table: pd.DataFrame, dataset: Dataset, policy: Policy | None = None) -> pd.DataFrame:
    """Take out of a table the small numbers about people, and what would give them away.

    Parameters
    ----------
    table : DataFrame
        All cells and totals of a dataset of returns, as `analysis.datasets.returned.clean` makes it.
    dataset : Dataset
    policy : Policy, optional
        The rules; without any, those of the programme (see `analysis.disclosure.policy`).

    Returns
    -------
    DataFrame
        A copy: measures of ``form.personal`` are missing where they are suppressed, and rounded elsewhere where the
        rules say so. In ``suppressed`` (bool) stands whether a measure of the row is missing. The same table gives the
        same result.

    Raises
    ------
    BadData
        Where the rules cannot be read.
    ValueError
        Where totals are not the sums of their parts, so that nothing could be promised.
    """
    rules = policy or read_policy()
    personal = sorted(dataset.form.personal) if dataset.form else []
    protected = table.assign(suppressed=False)
    if not personal or table.empty:
        return protected
    lattice = lattice_of(table, dataset)
    for measure in personal:
        counts = table[measure].to_numpy(dtype=np.int64)
        hidden = suppressed(lattice, counts, rules.threshold)
        # A missing value of pandas keeps the number that was there before: the array is made anew.
        shown = np.where(hidden, 0, rounded(counts, rules.rounding))
        protected[measure] = pd.arrays.IntegerArray(shown, hidden)
        protected["suppressed"] |= hidden
    return protected
