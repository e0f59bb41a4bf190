"""How published figures moved from release to release.

What was published is a Series over pairs of a period and a day of publication (its vintage). The age of a figure is
counted in whole months from the end of its period to that day. A revision is the later figure less the earlier one; its
share is a fraction of the earlier one, and missing where that is nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import to_a_tenth, unit_of_time
from analysis.statistics import checks

_AGES = (0, 3, 6, 12, 24)


@dataclass(frozen=True, eq=False)
class Revisions:
    """How far figures moved from their first publication to the newest release.

    Attributes
    ----------
    n : int
        Periods whose first figure is known and above nought, and was published again.
    mean, mean_absolute : float or None
        Of the revisions' shares, as fractions of one; None where `n` is nought.
    revised : int
        How many of the first figures the newest one differs from.
    largest : float or None
        The share that is largest by its size.
    table : DataFrame
        Over the periods: ``first``, ``newest``, ``change``, ``share``, and the age of the first figure in ``months``.
    sentence : str
        The result in plain English.
    """

    n: int
    mean: float | None
    mean_absolute: float | None
    revised: int
    largest: float | None
    table: pd.DataFrame
    sentence: str


def triangle(figures: pd.Series) -> pd.DataFrame:
    """Lay what was published out with a row for each period and a column for each vintage.

    Parameters
    ----------
    figures : Series
        Counts over a MultiIndex of Period and Timestamp, in any order; what is missing was not published.

    Returns
    -------
    DataFrame
        ``float64`` over a PeriodIndex, the columns in order of time; missing where a vintage leaves a period out.

    Raises
    ------
    CannotEstimate
        Where there is nothing, a count is negative, or a period has two figures of one day.
    """
    return _published(figures).unstack().sort_index().sort_index(axis=1)


def by_age(figures: pd.Series, ages: Sequence[int] = _AGES) -> pd.DataFrame:
    """Say how far figures of each age still moved until the newest release.

    Parameters
    ----------
    figures : Series
        As for `triangle`.
    ages : sequence of int
        Least age of each group in whole months, ascending.

    Returns
    -------
    DataFrame
        Over the ages that occur, each group named by its ends: ``n`` figures that a later release gave again, and of
        the revisions' shares the ``mean`` and the ``mean_absolute``.

    Raises
    ------
    CannotEstimate
        As for `triangle`, and where a figure was published before its period had ended.
    """
    published = _published(figures).sort_index()
    change = published.groupby(level=0).transform("last") - published
    rows = _ages(published.to_frame("figure")).assign(change=change, share=_share(change, published))
    moved = rows[rows.index.get_level_values(0).duplicated(keep="last")]
    names = [f"{low} to {high - 1}" for low, high in pairwise(ages)] + [f"{ages[-1]} or more"]
    groups = pd.cut(moved["months"], [*ages, np.inf], right=False, labels=names)
    grouped, sizes = (each.groupby(groups, observed=True) for each in (moved, moved["share"].abs()))
    return pd.DataFrame(
        {"n": grouped["change"].count(), "mean": grouped["share"].mean(), "mean_absolute": sizes.mean()}
    )


def successive(figures: pd.Series) -> pd.DataFrame:
    """Compare each release with the one before it that gave the same periods.

    Parameters
    ----------
    figures : Series
        As for `triangle`.

    Returns
    -------
    DataFrame
        Over the vintages from the second on: ``compared`` periods, how many of them ``revised``, and the share that is
        the ``largest`` by its size.

    Raises
    ------
    CannotEstimate
        As for `triangle`.
    """
    wide = triangle(figures)
    before = wide.ffill(axis=1).shift(axis=1)
    rows = {}
    for vintage in wide.columns[1:]:
        change = (wide[vintage] - before[vintage]).dropna()
        largest = _largest(_share(change, before[vintage]))
        rows[vintage] = {"compared": len(change), "revised": int((change != 0).sum()), "largest": largest}
    made = pd.DataFrame.from_dict(rows, orient="index", columns=["compared", "revised", "largest"])
    made = made.astype({"compared": int, "revised": int})
    return made[made["compared"] > 0]


def since_first(figures: pd.Series, *, noun: str, at_most: int | None = 3) -> Revisions:
    """Compare the newest figure of each period with the first, where the first was young.

    A figure that is old when we first hold it has been revised already, and says nothing of first publications.

    Parameters
    ----------
    figures : Series
        As for `triangle`.
    noun : str
        What is counted, in the plural.
    at_most : int
        Age in whole months up to which the earliest figure held counts as the first published; with None, however old.

    Returns
    -------
    Revisions

    Raises
    ------
    CannotEstimate
        As for `by_age`.
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
    unit = unit_of_time(pd.PeriodIndex(published.index.get_level_values(0)))
    if shares.empty:
        young = "" if at_most is None else f" published within {at_most} months of its end"
        said = f"No {unit} of {noun} has both a figure{young} and a later one."
        return Revisions(0, None, None, revised, None, table, said)
    return Revisions(
        n=len(shares),
        mean=float(shares.mean()),
        mean_absolute=float(shares.abs().mean()),
        revised=revised,
        largest=_largest(shares),
        table=table,
        sentence=_sentence(shares, noun, unit),
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
        As for `by_age`.
    """
    groups = figures.groupby(level=0, observed=True)
    found = {name: since_first(each.droplevel(0), noun=str(name), at_most=None) for name, each in groups}
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


def _sentence(shares: pd.Series, noun: str, unit: str) -> str:
    several = len(shares) > 1
    figures = f"{'first figures' if several else 'first figure'} of {len(shares)} {unit}{'s' * several} for {noun}"
    if not shares.any():
        return f"None of the {figures} has been revised." if several else f"The {figures} has not been revised."
    position = int(shares.abs().to_numpy().argmax())
    most, where = to_a_tenth(float(shares.iloc[position])), label(pd.PeriodIndex(shares.index)[position])
    if not several:
        return f"The {figures} was later revised by {most} ({where})."
    mean, size = to_a_tenth(float(shares.mean())), to_a_tenth(float(shares.abs().mean()))
    return (
        f"The {figures} were later revised by {mean} on average. The average size of a revision was {size}; the "
        f"largest was {most} ({where})."
    )
