"""Process behaviour (XmR) charts: what is ordinary variation of a series, and what asks for a look.

The limits assume that successive values are independent. A strong season or trend makes them too narrow or brings
signals of its own: adjust for it first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.tsa.stattools import acf

from analysis.periods import label
from analysis.prose import capitalised, number, unit_of_time
from analysis.statistics import checks
from analysis.statistics.result import Interval, TableEstimate

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

LIMIT_OF_MEAN_RANGE = 2.66
"""Three over d2 = 1.128: mean moving ranges from the mean to each limit (Shewhart; Wheeler 1993)."""

LIMIT_OF_RANGES = 3.267
"""D4 for ranges of two: a moving range above this many times their mean is itself out of the ordinary."""

MOST_NAMED = 5
"""How many periods a sentence names; of more it names the first and the last."""


@dataclass(frozen=True)
class Rule:
    """One sign that a value is out of the ordinary.

    Parameters
    ----------
    name : str
        Column of the table that holds it.
    description : str
        In plain words.
    finds : callable
        From distances to the mean, in thirds of the way to a limit, to a flag for each value.
    """

    name: str
    description: str
    finds: Callable[[Floats], Flags]


def _runs(hit: Flags, length: int) -> Flags:
    flags = np.zeros(len(hit), dtype=bool)
    for start in range(len(hit) - length + 1):
        if hit[start : start + length].all():
            flags[start : start + length] = True
    return flags


def _trend(distances: Floats, length: int = 7) -> Flags:
    steps = np.sign(np.diff(distances))
    flags = np.zeros(len(distances), dtype=bool)
    for direction in (-1, 1):
        run = _runs(steps == direction, length - 1)
        flags[:-1] |= run
        flags[1:] |= run
    return flags


def _two_of_three(distances: Floats) -> Flags:
    flags = np.zeros(len(distances), dtype=bool)
    for far in (distances > 2, distances < -2):
        for start in range(len(distances) - 2):
            three = far[start : start + 3]
            if three.sum() >= 2:
                flags[start : start + 3] |= three
    return flags


RULES = (
    Rule("outside", "a value outside the limits", lambda distances: np.abs(distances) > 3),
    Rule(
        "shift",
        "seven or more values in a row on one side of the mean",
        lambda distances: _runs(distances > 0, 7) | _runs(distances < 0, 7),
    ),
    Rule("trend", "seven or more values in a row that each rise, or each fall", _trend),
    Rule("near_limit", "two of three values in a row beyond two thirds of the way to one limit", _two_of_three),
)
"""The rules of NHS England's Making Data Count."""


def xmr(
    series: pd.Series,
    *,
    screen: bool = True,
    minimum: float | None = None,
    noun: str = "values",
) -> TableEstimate:
    """Set the limits of ordinary variation of a series, and mark the values that signal a change.

    Parameters
    ----------
    series : Series of numbers
        Values in order of time, at least eight; a PeriodIndex may have no gap.
    screen : bool
        Leave moving ranges above 3.267 times their mean out of it, once, so that one jump does not widen the limits
        (unless nothing else varies).
    minimum : float, optional
        The least value there can be, such as 0 for counts, below which no limit is set.
    noun : str
        What is measured.

    Returns
    -------
    TableEstimate
        The mean, with the natural process limits, which hold 99.73% of values if these are normal. The table has
        one row for each value: `value`, `moving_range`, `screened` (left out), `mean`, `lower`, `upper`, a flag for
        each of `RULES` by its name, and `signal` (any of these).

    Raises
    ------
    CannotEstimate
        Where the series is too short, has gaps, or does not vary.

    Notes
    -----
    Wheeler, Understanding Variation: The Key to Managing Chaos, 1993.
    """
    values = checks.values(series, "series", least=8)
    if isinstance(values.index, pd.PeriodIndex):
        checks.periods(values, "series")
    ranges = values.diff().abs()
    screened = (ranges > LIMIT_OF_RANGES * ranges.mean()) & screen
    if not ranges[~screened].any():
        screened[:] = False
    reach, mean = LIMIT_OF_MEAN_RANGE * float(ranges[~screened].mean()), float(values.mean())
    if reach == 0:
        raise checks.CannotEstimate("series does not vary from one value to the next", expected="values that do")
    lower = mean - reach if minimum is None else max(mean - reach, checks.number(minimum, "minimum"))
    table = pd.DataFrame({"value": values, "moving_range": ranges, "screened": screened, "mean": mean})
    table["lower"], table["upper"] = lower, mean + reach
    distances = 3 * (values.to_numpy() - mean) / reach
    for rule in RULES:
        table[rule.name] = rule.finds(distances)
    table["signal"] = table[[rule.name for rule in RULES]].any(axis=1)
    return TableEstimate(
        estimate=mean,
        interval=Interval(lower, mean + reach, 0.9973),
        method="XmR chart" + (", moving ranges screened once" if screen else ""),
        n=len(values),
        sentence=_sentence(table, noun),
        diagnostics={
            "mean_moving_range": reach / LIMIT_OF_MEAN_RANGE,
            "ranges_screened": int(screened.sum()),
            "signals": int(table["signal"].sum()),
            "autocorrelation_of_values": float(acf(values.to_numpy(), nlags=1, fft=False)[1]),
            **{f"signals_{rule.name}": int(table[rule.name].sum()) for rule in RULES},
        },
        table=table,
    )


def _sentence(table: pd.DataFrame, noun: str) -> str:
    first = table.iloc[0]
    unit = unit_of_time(table.index) if isinstance(table.index, pd.PeriodIndex) else "value"
    marked = table.index[table["signal"]]
    named = [label(each) if isinstance(each, pd.Period) else str(each) for each in marked]
    which = ", ".join(named) if len(named) <= MOST_NAMED else f"the first is {named[0]}, the last {named[-1]}"
    found = (
        f"{len(named)} of {len(table)} {unit}s signal more than ordinary variation ({which}): a reason to ask what "
        "changed, not an answer"
        if named
        else f"none of {len(table)} {unit}s signals more than ordinary variation"
    )
    caution = f"; with fewer than 20 {unit}s the limits are provisional" if len(table) < 20 else ""
    return (
        f"{capitalised(noun)} vary about a mean of {number(first['mean'])}, ordinarily between "
        f"{number(first['lower'])} and {number(first['upper'])}; {found}{caution}."
    )
