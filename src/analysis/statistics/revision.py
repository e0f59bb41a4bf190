"""How published figures moved from release to release, and what that says of figures that have just come out.

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
from scipy import stats

from analysis.periods import label
from analysis.prose import unit_of_time
from analysis.statistics import checks, revision_sentences
from analysis.statistics.result import Interval
from analysis.statistics.revision_sentences import LEAST

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
    interval : Interval or None
        Of the mean, from Student's distribution; None where there are fewer than `LEAST` revisions, or none that
        differs from another.
    prediction : Interval or None
        In which the share of one more revision would lie.
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
    interval: Interval | None
    prediction: Interval | None
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
        Over the ages that occur, each group named by its ends: ``n`` figures that a later release gave again, the
        ``mean`` and ``mean_absolute`` revision in counts, and of the shares ``mean_share`` and ``mean_absolute_share``.

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
    revisions = moved[["change", "share"]].groupby(groups, observed=True)
    sizes = moved[["change", "share"]].abs().groupby(groups, observed=True).mean()
    means = revisions.mean()
    return pd.DataFrame(
        {
            "n": revisions["change"].count(),
            "mean": means["change"],
            "mean_absolute": sizes["change"],
            "mean_share": means["share"],
            "mean_absolute_share": sizes["share"],
        }
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
        Over the vintages from the second on: ``compared`` periods, how many of them ``revised``, the ``mean`` and
        ``mean_absolute`` revision in counts, ``mean_absolute_share``, and the ``largest_share`` by size.

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
        share = _share(change, before[vintage])
        rows[vintage] = {
            "compared": len(change),
            "revised": int((change != 0).sum()),
            "mean": change.mean(),
            "mean_absolute": change.abs().mean(),
            "mean_absolute_share": share.abs().mean(),
            "largest_share": _largest(share),
        }
    columns = ["compared", "revised", "mean", "mean_absolute", "mean_absolute_share", "largest_share"]
    made = pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype({"compared": int, "revised": int})
    return made[made["compared"] > 0]


def since_first(figures: pd.Series, *, noun: str, at_most: int | None = 3, level: float = 0.95) -> Revisions:
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
    level : float
        Nominal coverage of both intervals, which take the periods' revisions as independent and normal. One release
        revises several periods at once, so that they are somewhat narrow.

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
        said = f"The releases hold no {unit} of {noun} with both a figure{young} and a later one."
        return Revisions(0, None, None, None, None, revised, None, table, said)
    interval, prediction = _intervals(shares, level)
    return Revisions(
        n=len(shares),
        mean=float(shares.mean()),
        mean_absolute=float(shares.abs().mean()),
        interval=interval,
        prediction=prediction,
        revised=revised,
        largest=_largest(shares),
        table=table,
        sentence=revision_sentences.sentence(shares, interval, noun, unit),
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


def _intervals(shares: pd.Series, level: float) -> tuple[Interval | None, Interval | None]:
    n, spread = len(shares), float(shares.std(ddof=1))
    if n < LEAST or spread == 0:
        return None, None
    factor = stats.t.ppf(0.5 + checks.level(level) / 2, n - 1) * spread
    mean = float(shares.mean())
    of_mean, of_next = factor / np.sqrt(n), factor * np.sqrt(1 + 1 / n)
    return (
        Interval(float(mean - of_mean), float(mean + of_mean), level),
        Interval(float(mean - of_next), float(mean + of_next), level),
    )
