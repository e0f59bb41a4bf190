"""What a reader must be told of the data behind what is shown: whether they are made up, and whom they cover."""

from __future__ import annotations

import pandas as pd

from analysis import ledger
from analysis.provenance import is_demonstration

Source = pd.DataFrame | pd.Series | tuple[pd.DataFrame | pd.Series, ...] | list[pd.DataFrame | pd.Series]


def is_made_up(data: pd.DataFrame | pd.Series | None = None, source: Source | None = None) -> bool:
    """Whether a thing made from these tables must be labelled as demonstration data.

    Where the process has used demonstration data, everything is labelled but what `source` shows to be made from
    others: the provenance that `data` itself carries is that of its first table only, since a quotient or a joined
    column takes none from its second.

    Parameters
    ----------
    data : DataFrame or Series, optional
        What is shown.
    source : DataFrame, or several, optional
        The loaded tables that the thing was made from, as its author names them.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        Where a table of `source` has lost its provenance, or `data` has and there is no `source`.
    """
    named = [source] if isinstance(source, (pd.DataFrame, pd.Series)) else list(() if source is None else source)
    if data is not None and (not named or "provenance" in data.attrs) and is_demonstration(data):
        return True
    return is_demonstration(*named) if named else ledger.DEMONSTRATION in ledger.used()


def with_coverage(
    notes: tuple[str, ...], data: pd.DataFrame | pd.Series, source: pd.DataFrame | None
) -> tuple[str, ...]:
    """Add to notes how many of those who should have returned figures did, once.

    Parameters
    ----------
    notes : tuple of str
    data, source
        As for `is_made_up`.

    Returns
    -------
    tuple of str
    """
    coverage = (data if source is None else source).attrs.get("coverage", ())
    return (*notes, *(sentence for sentence in coverage if sentence not in notes))
