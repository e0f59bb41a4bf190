"""How far a count rose or fell, in per cent and by category.

Relative changes are fractions of one (0.70 is a rise of 70%), as in `pandas.Series.pct_change`. Intervals take counts
as Poisson unless told their `dispersion`; see `counts`. `comparisons` states one rise in every way.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd
from statsmodels.stats.rates import confint_poisson_2indep

from analysis.prose import (
    capitalised,
    moved,
    number,
    percentage,
    percentage_points,
    to_a_tenth,
    within,
)
from analysis.statistics import checks, counts
from analysis.statistics.result import Estimate, Interval, TableEstimate


def percentage_change(
    before: float,
    after: float,
    *,
    before_exposure: float = 1.0,
    after_exposure: float = 1.0,
    method: Literal["exact", "score"] = "score",
    dispersion: float = 1.0,
    level: float = 0.95,
    noun: str = "events",
    names: tuple[str, str] = ("the first period", "the second"),
) -> Estimate:
    """Estimate the relative change from one count to a later one.

    Parameters
    ----------
    before, after : float
        Events in two periods that do not overlap.
    before_exposure, after_exposure : float
        What they happened in or among where it differs: quarters, people.
    method : {"score", "exact"}
        Interval of the rate ratio, see `counts.rate_ratio`.
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage.
    noun : str
        What is counted.
    names : tuple of str
        What the two periods are called.

    Returns
    -------
    Estimate
        Relative change as a fraction of one; `n` is the number of events in both.

    Raises
    ------
    CannotEstimate
        Where there were none before: a rise from none has no percentage.
    """
    if checks.count(before, "before") == 0:
        raise checks.CannotEstimate(
            f"there were no {noun} in {names[0]}, and a change from none has no percentage",
            expected="a count above zero before, or the difference of the two counts",
        )
    ratio = counts.rate_ratio(
        after, before, after_exposure, before_exposure, method=method, dispersion=dispersion, level=level
    )
    estimate = ratio.estimate - 1
    interval = Interval(ratio.interval.lower - 1, ratio.interval.upper - 1, level)
    per = "" if before_exposure == after_exposure else " per unit of exposure"
    caution = ", which chance alone could bring about" if 0 in interval else ""
    return Estimate(
        estimate=estimate,
        interval=interval,
        method=f"percentage change from the {ratio.method}",
        n=ratio.n,
        sentence=(
            f"{capitalised(noun)}{per} {moved(estimate)} between {names[0]} and {names[1]}, from {number(before)} "
            f"to {number(after)} ({within(interval, to_a_tenth)}{caution})."
        ),
        diagnostics=ratio.diagnostics,
    )


def contributions(
    before: pd.Series,
    after: pd.Series,
    *,
    dispersion: float = 1.0,
    level: float = 0.95,
    noun: str = "events",
    names: tuple[str, str] = ("the first period", "the second"),
) -> TableEstimate:
    """Split the growth of a total into what each category added, in percentage points of that growth.

    Parameters
    ----------
    before, after : Series of numbers
        Events by category in two periods, with the same labels; a category that is new or gone has a zero.
    dispersion : float
        Variance of such counts over their mean; 1 for Poisson.
    level : float
        Nominal coverage of each interval; they are not simultaneous.
    noun : str
        What is counted.
    names : tuple of str
        What the two periods are called.

    Returns
    -------
    TableEstimate
        Relative change of the total. The table has one row for each category in the order given: `before`, `after`,
        `change`, `contribution` (change over the total before; these sum to the estimate), `lower`, `upper` (of the
        contribution, from the difference of two Poisson counts with the total before taken as it is), and
        `share_of_change` (missing unless every category moved the same way, when alone it means something).

    Raises
    ------
    CannotEstimate
        Where the labels differ, a count is negative or missing, or the total before is zero.
    """
    first = checks.counts(before, "before")
    second = checks.same_index(first, checks.counts(after, "after"), "before", "after")
    base = float(first.sum())
    total = percentage_change(
        base, float(second.sum()), dispersion=dispersion, level=level, noun=noun, names=names, method="score"
    )
    scaled = 1 / checks.dispersion(dispersion)
    low, high = confint_poisson_2indep(
        second.to_numpy() * scaled, scaled, first.to_numpy() * scaled, scaled, "mover", compare="diff", alpha=1 - level
    )
    change = second - first
    table = pd.DataFrame({"before": first, "after": second, "change": change, "contribution": change / base})
    table["lower"], table["upper"] = low / base, high / base
    one_way = bool((change >= 0).all() or (change <= 0).all()) and bool(change.any())
    table["share_of_change"] = change / change.sum() if one_way else float("nan")
    position = int(change.abs().to_numpy().argmax())
    largest, part = str(table.index[position]), float(table["contribution"].iloc[position])
    return TableEstimate(
        estimate=total.estimate,
        interval=total.interval,
        method="contributions to growth, change over the total before",
        n=total.n,
        sentence=(
            f"{total.sentence} The largest part was {largest}: {percentage_points(part)} of "
            f"{percentage(total.estimate)}."
        ),
        diagnostics={**total.diagnostics, "categories": len(table), "largest": largest},
        table=table,
    )
