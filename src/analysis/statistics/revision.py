"""How published figures moved from release to release.

What was published is a Series over pairs of a period and a day of publication (its vintage). The age of a figure is
counted in whole months from the end of its period to that day. A revision is the later figure less the earlier one; its
share is a fraction of the earlier one, and missing where that is zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.statistics import checks


@dataclass(frozen=True, eq=False)
class Revisions:
    """How far figures moved from their first publication to the newest release.

    Attributes
    ----------
    n : int
        Periods whose first figure is known and above zero, and was published again.
    mean, mean_absolute : float or None
        Of the revisions' shares, as fractions of one; None where `n` is zero.
    revised : int
        How many of the first figures the newest one differs from.
    largest : float or None
        The share that is largest by its size.
    table : DataFrame
        Over the periods: ``first``, ``newest``, ``change``, ``share``, and the age of the first figure in ``months``.
    """

    n: int
    mean: float | None
    mean_absolute: float | None
    revised: int
    largest: float | None
    table: pd.DataFrame


def since_first(figures: pd.Series, *, at_most: int | None = 3) -> Revisions:
    """Compare the newest figure of each period with the first, where the first was young.

    A figure that is old when we first hold it has been revised already, and says nothing of first publications.

    Parameters
    ----------
    figures : Series
        Counts over a MultiIndex of Period and Timestamp, in any order; what is missing was not published.
    at_most : int
        Age in whole months up to which the earliest figure held counts as the first published; with None, however old.

    Returns
    -------
    Revisions

    Raises
    ------
    CannotEstimate
        Where there is nothing, a count is negative, a period has two figures of one day, or a figure was published
        before its period had ended.

    Examples
    --------
    >>> days = pd.to_datetime(["2022-05-05", "2022-08-11"])
    >>> index = pd.MultiIndex.from_product([pd.PeriodIndex(["2022Q1"], freq="Q-DEC"), days])
    >>> since_first(pd.Series([100, 102], index)).mean
    0.02
    """
    published = _published(figures).sort_index()
    periods = published.groupby(level=0)
    table = _ages(periods.head(1).rename("first").to_frame()).droplevel(1)
    table["newest"] = periods.last()
    table = table[periods.size() > 1]
    table = table if at_most is None else table[table["months"] <= at_most]
    table["change"] = table["newest"] - table["first"]
    table["share"] = _share(table["change"], table["first"])
    shares, revised = table["share"].dropna(), int((table["change"] != 0).sum())
    if shares.empty:
        return Revisions(0, None, None, revised, None, table)
    return Revisions(
        n=len(shares),
        mean=float(shares.mean()),
        mean_absolute=float(shares.abs().mean()),
        revised=revised,
        largest=_largest(shares),
        table=table,
    )


def by_group(figures: pd.Series) -> pd.DataFrame:
    """Compare the newest figure of each period with the earliest one held, for several series.

    Parameters
    ----------
    figures : Series
        Counts over a MultiIndex of group, Period and Timestamp.

    Returns
    -------
    DataFrame
        Over the groups: how many periods were ``compared`` and ``revised``, and of the revisions' shares the ``mean``,
        the ``mean_absolute`` and the ``largest`` by its size.

    Raises
    ------
    CannotEstimate
        As for `since_first`.

    Examples
    --------
    >>> days = pd.to_datetime(["2022-05-05", "2022-08-11"])
    >>> index = pd.MultiIndex.from_product([["Adults"], pd.PeriodIndex(["2022Q1"], freq="Q-DEC"), days])
    >>> by_group(pd.Series([100, 102], index)).loc["Adults", "mean"].item()
    0.02
    """
    groups = figures.groupby(level=0, observed=True)
    found = {name: since_first(each.droplevel(0), at_most=None) for name, each in groups}
    return pd.DataFrame(
        {
            "compared": {name: len(each.table) for name, each in found.items()},
            "revised": {name: each.revised for name, each in found.items()},
            "mean": {name: each.mean for name, each in found.items()},
            "mean_absolute": {name: each.mean_absolute for name, each in found.items()},
            "largest": {name: each.largest for name, each in found.items()},
        }
    ).astype(dict.fromkeys(("mean", "mean_absolute", "largest"), float))


def _published(figures: pd.Series) -> pd.Series:
    return checks.counts(figures.dropna(), "figures")


def _ages(table: pd.DataFrame) -> pd.DataFrame:
    after = pd.PeriodIndex(table.index.get_level_values(0)).to_timestamp(how="end").normalize() + pd.Timedelta(days=1)
    vintage = pd.DatetimeIndex(table.index.get_level_values(1))
    months = 12 * (vintage.year - after.year) + vintage.month - after.month - (vintage.day < after.day)
    if (months < 0).any():
        period, day = table.index[int(np.argmax(months < 0))]
        raise checks.CannotEstimate(
            f"a figure for {label(period)} is of {day:%Y-%m-%d}", expected="one published after the period's end"
        )
    return table.assign(months=months)


def _share(change: pd.Series, earlier: pd.Series) -> pd.Series:
    return change / earlier.where(earlier > 0)


def _largest(share: pd.Series) -> float:
    known = share.dropna().to_numpy()
    return float(known[np.abs(known).argmax()]) if len(known) else np.nan
