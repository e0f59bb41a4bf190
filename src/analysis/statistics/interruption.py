"""Interrupted time series: whether the level or the growth of a series changed when something happened.

One series without a comparison cannot tell the event from anything else that changed at the same time, nor from a
course that would have bent anyway. It shows when and how much, not why.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import number, to_a_tenth, within
from analysis.statistics import checks, regression
from analysis.statistics.regression import Distribution, Errors, Family, Regression
from analysis.statistics.result import Interval, TableEstimate

_TERMS = {"time": "growth in a year before", "step": "step", "slope": "change of growth in a year"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Interruption(TableEstimate):
    """The step of an interrupted series, with the other terms of the model.

    Parameters
    ----------
    terms : DataFrame
        One row for each of "growth in a year before", "step" and, where asked for, "change of growth in a year":
        `ratio`, `lower`, `upper`.
    """

    terms: pd.DataFrame


def interrupted(
    series: pd.Series,
    start: pd.Period,
    *,
    exposure: pd.Series | None = None,
    slope_change: bool = True,
    family: Family = "quasi-poisson",
    errors: Errors = "ar1",
    distribution: Distribution = "t",
    harmonics: int | None = None,
    level: float = 0.95,
    noun: str = "events",
    event: str = "the interruption",
) -> Interruption:
    """Estimate the step and the change of growth of a count at a point in time that was known beforehand.

    Assumes that the series would have gone on with its earlier growth and season, that the change came at once from
    `start` on, and that the population counted stayed the same, but for `exposure`.

    Parameters
    ----------
    series : Series of counts by period
        Years, quarters or months without a gap.
    start : Period
        First period after the interruption, of the same frequency as the series.
    exposure : Series of numbers, optional
        Population or the like on the same index.
    slope_change : bool
        Let growth differ from `start` on. The step is then the one at `start` itself.
    family, errors, distribution, harmonics, level : see `trend.trend`
    noun, event : str
        What is counted, and what happened.

    Returns
    -------
    Interruption
        Step as a ratio of what came after to what was to be expected. The table has a row for each period: `observed`,
        `fitted`, and `expected`, `expected_lower`, `expected_upper`: the mean had nothing changed.

    Raises
    ------
    CannotEstimate
        Where `start` leaves fewer than four periods before or three after, or for the reasons of `trend.trend`.

    Notes
    -----
    Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology 2017; 46: 348-355.
    """
    checked = checks.counts(series, "series")
    index = checks.periods(checked, "series")
    after = _after(index, start)
    for side, counted in (("before", checked[~after]), ("from", checked[after])):
        if not counted.any():
            raise checks.CannotEstimate(f"there are no {noun} {side} {label(start)}", expected="some on each side")
    before = regression.design_of_time(index, harmonics)
    design = before.assign(step=after.astype(float))
    if slope_change:
        design["slope"] = np.where(after, before["time"] - float(before["time"].to_numpy()[after][0]), 0.0)
    offset = regression.log_exposure(checked, exposure)
    checks.choice(family, "family", regression.FAMILIES)
    method = regression.method(family, errors, distribution, level)
    model = regression.fit(checked, design, offset, method)
    expected = model.expected(before.reindex(columns=design.columns, fill_value=0.0), offset)
    table = pd.DataFrame({"observed": checked, "fitted": model.fitted})
    table[["expected", "expected_lower", "expected_upper"]] = expected
    step, interval = model.ratio("step")
    terms = _terms(model, slope_change)
    return Interruption(
        estimate=step,
        interval=interval,
        method=f"interrupted time series, {method.name}",
        n=len(checked),
        sentence=_sentence(step, interval, terms, noun, f"{event} ({label(start)})"),
        diagnostics={
            **model.diagnostics,
            "periods_before": int((~after).sum()),
            "periods_after": int(after.sum()),
            "observed_after": float(checked[after].sum()),
            "expected_after": float(expected["mean"][after].sum()),
        },
        table=table,
        terms=terms,
    )


def _after(index: pd.PeriodIndex, start: pd.Period) -> np.ndarray:
    if not isinstance(start, pd.Period) or start.freqstr != index.freqstr:
        raise checks.CannotEstimate(f"start is {start!r}", expected=f"a Period with freq '{index.freqstr}'")
    after = np.asarray(index >= start)
    if (~after).sum() < 4 or after.sum() < 3:
        raise checks.CannotEstimate(
            f"{label(start)} has {(~after).sum()} periods before it and {after.sum()} from it on",
            expected="at least 4 before and 3 after",
        )
    return after


def _terms(model: Regression, slope_change: bool) -> pd.DataFrame:
    rows = {}
    for term, name in _TERMS.items():
        if term != "slope" or slope_change:
            ratio, interval = model.ratio(term)
            rows[name] = {"ratio": ratio, "lower": interval.lower, "upper": interval.upper}
    return pd.DataFrame.from_dict(rows, orient="index")


def _sentence(step: float, interval: Interval, terms: pd.DataFrame, noun: str, event: str) -> str:
    course = ""
    if "change of growth in a year" in terms.index:
        ratio, lower, upper = terms.to_numpy(dtype=float)[-1]
        growth = Interval(lower - 1, upper - 1, interval.level)
        course = f"; from then on growth in a year changed by {to_a_tenth(ratio - 1)} ({within(growth, to_a_tenth)})"
    shown = "no step is shown" if 1 in interval else "a step is shown"
    side = "higher" if step >= 1 else "lower"
    return (
        f"At {event}, {noun} were {to_a_tenth(abs(step - 1))} {side} than their earlier course led one to expect "
        f"(ratio {number(step)}, {within(interval)}): {shown}{course}. One series cannot tell this event from others "
        "of the same time."
    )
