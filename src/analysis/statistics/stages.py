"""Counts at stages that cases pass through one after the other, where the cases themselves are not followed.

The cases at two stages in the same period are for the most part not the same: one charged in a year was often referred
in the year before. The ratio of two stages says how the flows compare, and is no share of cases that went on. Where the
earlier stage grows it falls short of that share, and it can be above one.
"""

from __future__ import annotations

import pandas as pd

from analysis.statistics import checks, counts


def ratios(cases: pd.DataFrame) -> pd.DataFrame:
    """Divide the count at each stage by that at the stage before it.

    Parameters
    ----------
    cases : DataFrame of numbers
        A row for each period, a column for each stage in the order in which cases pass through.

    Returns
    -------
    DataFrame
        A column for each stage but the first; missing where the stage before has no cases.
    """
    values = cases.astype(float)
    before = values.shift(axis=1)
    return (values / before.where(before > 0)).iloc[:, 1:]


def of_period(cases: pd.Series, *, level: float = 0.95) -> pd.DataFrame:
    """Compare the stages of one period, with intervals.

    Parameters
    ----------
    cases : Series of numbers
        Cases at each stage, in the order in which they pass through.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    DataFrame
        One row for each stage but the first: `cases`, `before` (at the stage before), `ratio`, `lower`, `upper` (score
        interval of the ratio of two independent Poisson counts, see `counts.rate_ratio`).

    Raises
    ------
    CannotEstimate
        Where there are fewer than two stages, a count is missing or negative, or a stage before has no cases.
    """
    checked = checks.counts(cases, "cases", least=2)
    rows = {}
    for stage, before, number in zip(checked.index[1:], checked.iloc[:-1], checked.iloc[1:], strict=True):
        ratio = counts.rate_ratio(number, before, method="score", level=level)
        rows[stage] = (number, before, ratio.estimate, ratio.interval.lower, ratio.interval.upper)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["cases", "before", "ratio", "lower", "upper"])
