"""What the releases of a dataset say of each other's figures: which is the newest, which provisional, which revised."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.datasets.dataset import Dataset


def newest(rows: pd.DataFrame, apart: Sequence[str] = ()) -> pd.DataFrame:
    """Keep of each period the rows of one release: the newest of the official ones, else the newest.

    Parameters
    ----------
    rows : DataFrame
        Cleaned rows of one level of detail.
    apart : sequence of str
        Dimensions that are never added up, such as the stages of a decision: a release may hold one of them only.

    Returns
    -------
    DataFrame
    """
    # All levels of a period come from one release: parts of two would not add up.
    ordered = rows.sort_values(
        ["official", "vintage", "summed"], ascending=[True, True, False], kind="stable", na_position="first"
    )
    keys = ["start", *apart]
    chosen = ordered.drop_duplicates(keys, keep="last")[[*keys, "release"]]
    return rows.merge(chosen, on=[*keys, "release"])


def mark(rows: pd.DataFrame, figures: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Say which figures are provisional and which differ from their first publication, as far as that is held.

    Parameters
    ----------
    rows : DataFrame
        Cleaned rows of one level of detail, all vintages.
    figures : DataFrame
        The cleaned dataset at every level of detail: what was a period's first release is seen best from all of them.
    dataset : Dataset

    Returns
    -------
    DataFrame
        With the columns ``provisional``: the newest period of the release that first gave it, or any of a series that
        is provisional throughout; and ``revised``: other than the earliest figure held of the same thing, or marked so
        by the publisher.
    """
    rows = rows.reset_index(drop=True)
    first_given = figures.groupby(["every", "start"])["vintage"].min().rename("first_given")
    is_first = rows["vintage"] == rows.join(first_given, on=["every", "start"])["first_given"]
    is_last_period = rows["start"] == rows.groupby("release")["start"].transform("max")
    measures = [name for name in dataset.measures if name != dataset.revisions]
    in_order = rows.sort_values("vintage", kind="stable")
    earliest = in_order.groupby(dataset.keys)[measures].transform("first").sort_index()
    revised = (rows[measures] != earliest).fillna(False).any(axis=1)
    if dataset.revisions:
        revised |= (rows[dataset.revisions] > 0).fillna(False)
    provisional = (is_first & is_last_period) | dataset.provisional
    return rows.assign(provisional=provisional.astype(bool), revised=revised.astype(bool))
