"""How fast a count grows or falls over a whole span of time, and whether two counts part ways.

A trend describes the span it was fitted to; it neither explains nor predicts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import moved, number, to_a_tenth, within
from analysis.statistics import checks, regression
from analysis.statistics.regression import Distribution, Errors, Family
from analysis.statistics.result import Interval, TableEstimate


def trend(
    series: pd.Series,
    *,
    exposure: pd.Series | None = None,
    family: Family = "quasi-poisson",
    errors: Errors = "ar1",
    distribution: Distribution = "t",
    harmonics: int | None = None,
    level: float = 0.95,
    noun: str = "events",
) -> TableEstimate:
    """Estimate the mean yearly growth of a count or a rate, apart from the season.

    Assumes one steady growth over the span and a season that does not change.

    Parameters
    ----------
    series : Series of counts by period
        Years, quarters or months without a gap.
    exposure : Series of numbers, optional
        Population or the like on the same index; growth is then that of the rate.
    family : {"quasi-poisson", "poisson", "negative binomial"}
        How counts vary about their mean.
    errors : {"ar1", "hac", "model"}
        Allow for neighbouring periods that go together, or take periods as independent; see `regression`.
    distribution : {"t", "normal"}
        Quantiles of the interval.
    harmonics : int, optional
        Pairs of sine and cosine for the season; two where there are seasons.
    level : float
        Nominal coverage.
    noun : str
        What is counted.

    Returns
    -------
    TableEstimate
        Relative growth in a year, as a fraction of one. The table has a row for each period: `observed`, `fitted`,
        `lower`, `upper` (of the mean), `residual` (Pearson). Among the diagnostics are `dispersion` (variance over
        mean: pass it on to `counts` and `change`), `autocorrelation` and `ljung_box_p` of the residuals.

    Raises
    ------
    CannotEstimate
        Where the series has gaps, negative counts, or too few periods for the terms.
    """
    checked = checks.counts(series, "series")
    index = checks.periods(checked, "series")
    checks.choice(family, "family", regression.FAMILIES)
    method = regression.method(family, errors, distribution, level)
    design = regression.design_of_time(index, harmonics)
    offset = regression.log_exposure(checked, exposure)
    model = regression.fit(checked, design, offset, method)
    ratio, limits = model.ratio("time")
    interval = Interval(limits.lower - 1, limits.upper - 1, level)
    table = pd.DataFrame({"observed": checked, "fitted": model.fitted})
    table[["lower", "upper"]] = model.expected(design, offset)[["lower", "upper"]]
    table["residual"] = model.residuals
    what = noun if exposure is None else f"the rate of {noun}"
    return TableEstimate(
        estimate=ratio - 1,
        interval=interval,
        method=f"log-linear trend, {method.name}",
        n=len(checked),
        sentence=(
            f"Between {label(index[0])} and {label(index[-1])} {what} {moved(ratio - 1)}"
            f"{' a year' if ratio != 1 else ''} on average "
            f"({within(interval, to_a_tenth)}){'; no steady trend is shown' if 0 in interval else ''}."
        ),
        diagnostics=model.diagnostics,
        table=table,
    )


def divergence(
    first: pd.Series,
    second: pd.Series,
    *,
    errors: Errors = "ar1",
    distribution: Distribution = "t",
    harmonics: int | None = None,
    level: float = 0.95,
    names: tuple[str, str] = ("the first count", "the second"),
    coverage: pd.Series | None = None,
) -> TableEstimate:
    """Test whether two counts of the same periods grow at different speeds.

    The first is taken as a binomial part of both together, with more variation than chance, so that what moves both
    alike cancels. The two must count different events, or growth in those that are in both hides a divergence.

    Parameters
    ----------
    first, second : Series of counts by period
        On the same years, quarters or months without a gap.
    errors, distribution, harmonics, level : see `trend`
    names : tuple of str
        What the two are called.
    coverage : Series of numbers, optional
        Share of the first count that each period's figure holds, on the same index; 1 where it is whole.

    Returns
    -------
    TableEstimate
        Relative growth in a year of the ratio of the first to the second, as a fraction of one. The table has a row for
        each period: `first`, `second`, `ratio` (of the first as it would be whole), `fitted`, `lower`, `upper`. The
        diagnostics hold the smallest yearly growth that four in five such tests would find (`detectable`).

    Raises
    ------
    CannotEstimate
        Where periods differ or have gaps, one count has none at all, or there are too few periods.
    """
    both = pd.DataFrame({"first": checks.counts(first, "first")})
    both["second"] = checks.same_index(first, checks.counts(second, "second"), "first", "second")
    index = checks.periods(both["first"], "first")
    for name, column in zip(names, ("first", "second"), strict=True):
        if not both[column].any():
            raise checks.CannotEstimate(f"{name} is zero throughout", expected="some events in each")
    method = regression.method("quasi-binomial", errors, distribution, level)
    design = regression.design_of_time(index, harmonics, "first")
    offset = regression.log_exposure(both["first"], coverage)
    model = regression.fit(both, design, offset, method)
    ratio, limits = model.ratio("time")
    interval = Interval(limits.lower - 1, limits.upper - 1, level)
    table = both.assign(ratio=both["first"] / both["second"] / np.exp(offset))
    table[["fitted", "lower", "upper"]] = model.expected(design, 0 * offset)
    return TableEstimate(
        estimate=ratio - 1,
        interval=interval,
        method=f"trend of the ratio of two counts, {method.name}",
        n=len(index),
        sentence=(
            f"Between {label(index[0])} and {label(index[-1])} the ratio of {names[0]} to {names[1]} "
            f"{moved(ratio - 1)}{' a year' if ratio != 1 else ''} on average, from about "
            f"{number(float(table['fitted'].iloc[0]))} to {number(float(table['fitted'].iloc[-1]))} "
            f"({within(interval, to_a_tenth)})"
            f"{'; no divergence is shown' if 0 in interval else ': the two diverge, for reasons they do not show'}."
        ),
        diagnostics={**model.diagnostics, "detectable": model.detectable("time")},
        table=table,
    )
