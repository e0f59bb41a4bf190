"""How many units did something at all, where the counts of some may not be seen."""

from __future__ import annotations

import pandas as pd

from analysis.prose import number
from analysis.statistics import checks
from analysis.statistics.result import Estimate, Interval


def reach(counts: pd.Series, *, noun: str, units: str) -> Estimate:
    """Count the units with any, and bound that number where the counts of some are missing.

    Parameters
    ----------
    counts : Series
        Over units; missing where suppressed.
    noun : str
        What they had any of, such as 'activity under Prevent'.
    units : str
        What they are, in the plural.

    Returns
    -------
    Estimate
        Units known to have any. The interval, of level 1, runs from these to all but those known to have none. `n` is
        the number of units.

    Raises
    ------
    CannotEstimate
        Where there are no units.
    """
    if counts.empty:
        raise checks.CannotEstimate(f"there are no {units}", expected="at least one")
    least, hidden = int((counts > 0).sum()), int(counts.isna().sum())
    doubt = f"; of {number(hidden)} more it may not be shown" if hidden else ""
    return Estimate(
        estimate=float(least),
        interval=Interval(float(least), float(least + hidden), 1.0),
        method="count, with bounds for what is suppressed",
        n=float(len(counts)),
        sentence=f"{number(least)} of {number(len(counts))} {units} are known to have had {noun}{doubt}.",
        diagnostics={"missing": hidden},
    )


def reach_each(table: pd.DataFrame, *, units: str) -> dict[str, Estimate]:
    """Apply `reach` to each column of a table over units, the names of the columns being what they had any of."""
    return {str(name): reach(table[name], noun=f"activity under {name}", units=units) for name in table}


def who(table: pd.DataFrame) -> pd.DataFrame:
    """Say of each unit whether it had any of what a column counts: 'yes', 'no', or missing where it is suppressed."""
    return (table > 0).astype(object).replace({True: "yes", False: "no"}).where(table.notna())


def summary(found: dict[str, Estimate]) -> pd.DataFrame:
    """Lay out what was reached: `known`, `possible` and `units`, over the names."""
    rows = {name: [each.interval.lower, each.interval.upper, each.n] for name, each in found.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["known", "possible", "units"]).astype(int)
