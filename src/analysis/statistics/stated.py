"""Figures that a report states, beside those that are held of the same measure and period."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.statistics import checks


def compare(statements: Mapping[str, tuple[float, float | None]]) -> pd.DataFrame:
    """Set stated figures beside those held.

    Parameters
    ----------
    statements : mapping of str to tuple of float
        For each statement, in the words of a row heading, the figure stated and the figure held, in the same unit; None
        or missing where none is held.

    Returns
    -------
    DataFrame
        One row for each statement: `stated`, `held` and `difference` (held less stated), the last two missing where no
        figure is held.

    Raises
    ------
    CannotEstimate
        Where there is no statement, or one states no number.
    """
    if not statements:
        raise checks.CannotEstimate("there are no statements", expected="at least one")
    rows = {
        what: (checks.number(stated, what), float("nan") if held is None or pd.isna(held) else float(held))
        for what, (stated, held) in statements.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["stated", "held"])
    return table.assign(difference=table["held"] - table["stated"])
