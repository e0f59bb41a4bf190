"""How far a step rests on the choices made, and whether the model finds one where nothing happened."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from analysis.statistics import checks, regression
from analysis.statistics.interruption import (
    YEARS_AFTER,
    YEARS_BEFORE,
    first_whole_period,
    interrupted,
    window,
)


def sensitivity(counts: pd.Series, day: dt.date, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate a step again with other choices that one could have made.

    Parameters
    ----------
    counts : Series of counts by period
    day : date
        Of the event.
    level : float
        Nominal coverage.

    Returns
    -------
    DataFrame
        One row for each choice: `step`, `lower`, `upper`, missing where the choice leaves too few periods.
    """
    used, every = window(counts, day), counts.dropna()
    index = checks.periods(used, "series")
    start, year = first_whole_period(day, index.freqstr), regression.periods_in_year(index, "series")
    choices: dict[str, tuple[pd.Series, pd.Period, dict[str, Any]]] = {
        "As reported": (used, start, {}),
        "All earlier years": (every[every.index <= used.index[-1]], start, {}),
        "Three years before": (used[used.index >= start - 3 * year], start, {}),
        "One year after": (used[used.index < start + year], start, {}),
        "One period earlier": (used, start - 1, {}),
        "Growth left as it was": (used, start, {"slope_change": False}),
        "Simpler season": (used, start, {"harmonics": min(1, year // 2)}),
        "Newey-West errors": (used, start, {"errors": "hac"}),
    }
    rows = {name: _step(part, when, level, options) for name, (part, when, options) in choices.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["step", "lower", "upper"])


def placebos(counts: pd.Series, day: dt.date, *, level: float = 0.95) -> pd.DataFrame:
    """Set the event to earlier periods, when it did not happen, and see how often the model finds a step all the same.

    Only periods before the event are used, and only dates with two years on each side: less would be another model. The
    windows overlap, so that the dates are not independent of each other.

    Parameters
    ----------
    counts : Series of counts by period
    day : date
        Of the event.
    level : float
        Nominal coverage; a sound model shows a step at a share of 1 - level.

    Returns
    -------
    DataFrame
        One row for each date tried: `step`, `lower`, `upper`, `shown`. Empty where the series is too short.

    Notes
    -----
    Bertrand, Duflo and Mullainathan, Quarterly Journal of Economics 2004; 119: 249-275, on placebo events.
    """
    known = counts.dropna()
    index = checks.periods(known, "series")
    year = regression.periods_in_year(index, "series")
    earlier = known[index < first_whole_period(day, index.freqstr)]
    rows = {}
    for start in earlier.index[2 * year : max(0, len(earlier) - YEARS_AFTER * year + 1)]:
        first, last = start - YEARS_BEFORE * year, start + YEARS_AFTER * year
        rows[start] = _step(earlier[(earlier.index >= first) & (earlier.index < last)], start, level, {})
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["step", "lower", "upper"]).dropna()
    return table.assign(shown=(table["lower"] > 1) | (table["upper"] < 1))


def _step(counts: pd.Series, start: pd.Period, level: float, options: dict[str, Any]) -> tuple[float, float, float]:
    try:
        result = interrupted(counts, start, level=level, **options)
    except checks.CannotEstimate:
        return (float("nan"),) * 3
    return result.estimate, result.interval.lower, result.interval.upper
