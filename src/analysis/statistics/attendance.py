"""Who came to sessions: how many, how many of them police, and how many police forces were reached.

People come in groups: a session is of one force or of several agencies, so that those at one session are alike. The
intervals allow for it by how much the share differs among the periods of one group, beyond what chance would bring.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.statistics import checks, shares
from analysis.statistics.totals import Counts

LEAST_PERIODS = 3
"""Periods with people in them below which nothing is known of how much the share differs among them."""


def by_group(
    rows: pd.DataFrame,
    group: str,
    *,
    police: Collection[str],
    forces: Collection[str],
    level: float = 0.95,
) -> pd.DataFrame:
    """Count the people of each group of sessions, the police among them and the forces that they came from.

    Parameters
    ----------
    rows : DataFrame
        People by period (first column), `group` and ``organisation``, in the column ``attendees``.
    group : str
        Column to count by, such as ``course``.
    police : collection of str
        Organisations that are police of any kind.
    forces : collection of str
        Those that are counted as police forces reached.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    DataFrame
        A row for each group that anybody came to, in its own order: `police`, `people`, `share`, `lower`, `upper`
        (fractions of one), `dispersion` (variance of the police among the people of a period over that of independent
        people, at least one), `forces` (how many somebody came from) and `others` (how many other organisations or
        kinds of them). The interval is Wilson's for as many people as the dispersion leaves (Rao and Scott, Biometrics
        1992; 48: 577-585); it and the dispersion are missing where fewer than three periods have people.

    Raises
    ------
    CannotEstimate
        Where nobody came, or a count is missing or negative.
    """
    came = rows.assign(attendees=checks.counts(rows["attendees"], "attendees"))
    came = came[came["attendees"] > 0]
    if came.empty:
        raise checks.CannotEstimate("nobody came to any session", expected="at least one person")
    period = came.columns[0]
    parts = pd.DataFrame(
        {
            "police": came["attendees"].where(came["organisation"].isin(set(police)), 0),
            "people": came["attendees"],
            group: came[group],
            period: came[period],
        }
    )
    parts = parts.groupby([group, period], observed=True)[["police", "people"]].sum()
    sums = parts.groupby(level=0, observed=True).sum()
    dispersion = pd.Series({name: _dispersion(parts.loc[name]) for name in sums.index}, dtype=float)
    effective = sums.div(dispersion.fillna(1), axis=0)
    estimated = shares.each(effective["police"], effective["people"], level=level)[["share", "lower", "upper"]]
    estimated.loc[dispersion.isna(), ["lower", "upper"]] = float("nan")
    organisations = came.groupby(group, observed=True)["organisation"].unique()
    reached = organisations.map(lambda names: len(set(names) & set(forces)))
    table = sums.join(estimated).assign(dispersion=dispersion, forces=reached)
    table["others"] = organisations.map(lambda names: len(set(names) - set(forces)))
    table.index = table.index.astype(str)
    return table


def people(rows: pd.DataFrame, group: str, organisations: Collection[str]) -> pd.DataFrame:
    """Count the people of some organisations who came to each group of sessions in each period.

    Parameters
    ----------
    rows : DataFrame
        As for `by_group`, for every organisation.
    group : str
        Column to count by.
    organisations : collection of str
        Those whose people are counted.

    Returns
    -------
    DataFrame of int
        A row for each period and a column for each group of `rows`; 0 where nobody of them came.
    """
    period = rows.columns[0]
    counted = rows["attendees"].where(rows["organisation"].isin(set(organisations)), 0)
    wide = counted.groupby([rows[period], rows[group]], observed=True).sum().unstack(fill_value=0)
    wide.columns = wide.columns.astype(str)
    return wide


def attended(counts: Counts) -> Counts:
    """Leave out what nobody came to.

    Parameters
    ----------
    counts : Series or DataFrame
        People by group of sessions; of a DataFrame the groups are the columns.

    Returns
    -------
    Series or DataFrame

    Raises
    ------
    CannotEstimate
        Where nobody came to anything.
    """
    many = counts.sum() if isinstance(counts, pd.DataFrame) else counts
    left = many.index[many > 0]
    if left.empty:
        raise checks.CannotEstimate("nobody came to any of these sessions")
    chosen: Counts = counts[left]
    return chosen


def reached(rows: pd.DataFrame, forces: Collection[str]) -> list[str]:
    """Return the police forces that somebody came from, in the order given.

    Parameters
    ----------
    rows : DataFrame
        People by ``organisation``, in the column ``attendees``.
    forces : collection of str

    Returns
    -------
    list of str
    """
    came = set(rows.loc[rows["attendees"] > 0, "organisation"])
    return [name for name in forces if name in came]


def _dispersion(parts: pd.DataFrame) -> float:
    if len(parts) < LEAST_PERIODS:
        return float("nan")
    share = parts["police"].sum() / parts["people"].sum()
    if share in (0, 1):
        return 1.0
    expected = parts["people"] * share
    chi_squared = ((parts["police"] - expected) ** 2 / (expected * (1 - share))).sum()
    return max(1.0, float(chi_squared) / (len(parts) - 1))
