"""Small numbers about people: which figures of returns nobody may see, and which others would give them away."""

from __future__ import annotations

import pandas as pd

from analysis.datasets.dataset import Dataset

THRESHOLD = 5


def policy_text() -> str:
    """Return the rules in force, as far as what is suppressed depends on them."""
    return f"threshold {THRESHOLD}"


def protect(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Take out the figures that must not be seen."""
    table = table.assign(suppressed=False)
    for measure in dataset.form.personal if dataset.form else ():
        small = table[measure].between(1, THRESHOLD - 1).astype(bool)
        table[measure] = table[measure].mask(small)
        table["suppressed"] |= small
    return table
