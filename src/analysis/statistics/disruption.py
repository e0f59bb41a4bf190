"""One event and many series: the same interrupted time series for each, and the checks that a reader should ask for.

The window is fixed beforehand (five years before the event, two after), so that no series gets the one that suits it.
What lies further back says little of the course at the time, and what lies further ahead has ever more other causes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.periods import label
from analysis.statistics import checks, regression
from analysis.statistics.disrupted import Disruption
from analysis.statistics.interruption import Interruption, interrupted

YEARS_BEFORE, YEARS_AFTER = 5, 2
"""How much of a series is used on each side of the event."""

_SLOPE, _BEFORE = "change of growth in a year", "growth in a year before"


def first_whole_period(day: dt.date, frequency: str) -> pd.Period:
    """Return the first period that lies wholly on or after a day.

    Parameters
    ----------
    day : date
    frequency : str
        Such as ``Q-DEC`` or ``M``.

    Returns
    -------
    Period

    Examples
    --------
    >>> first_whole_period(dt.date(2020, 3, 23), "Q-DEC")
    Period('2020Q2', 'Q-DEC')
    """
    period = pd.Period(day, freq=frequency)
    return period if period.start_time.date() == day else period + 1


def disruption(series: Mapping[str, pd.Series], day: dt.date, *, event: str, level: float = 0.95) -> Disruption:
    """Estimate the step and the change of growth of several series at one event.

    Parameters
    ----------
    series : mapping of str to Series of counts
        By name; years, quarters or months, each of its own length.
    day : date
        Of the event; the step is that of the first whole period after it.
    event : str
        What happened, for the sentences.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    Disruption
        Each by `interruption.interrupted` with season, change of growth, and errors widened for autocorrelation.

    Raises
    ------
    CannotEstimate
        Where no series can be estimated.
    """
    results, unanswered = {}, {}
    for name, counts in series.items():
        try:
            used = window(counts, day)
            start = first_whole_period(day, pd.PeriodIndex(used.index).freqstr)
            results[name] = interrupted(used, start, level=level, noun=name, event=event)
        except checks.CannotEstimate as error:
            unanswered[name] = str(error)
    if not results:
        raise checks.CannotEstimate(
            f"none of {len(series)} series can be estimated at {event}", expected=next(iter(unanswered.values()), None)
        )
    table = pd.DataFrame.from_dict({name: _row(result) for name, result in results.items()}, orient="index")
    return Disruption(results, unanswered, table, event, _sentence(table, level))


def window(counts: pd.Series, day: dt.date) -> pd.Series:
    """Return the part of a series that is used: five years before the first whole period after a day, and two from it.

    Parameters
    ----------
    counts : Series of counts by period
    day : date

    Returns
    -------
    Series
        Without missing values at its ends.

    Raises
    ------
    CannotEstimate
        Where the series has a gap, or periods that make no year.
    """
    known = counts.dropna()
    index = checks.periods(known, "series")
    start, year = first_whole_period(day, index.freqstr), regression.periods_in_year(index, "series")
    return known[(index >= start - YEARS_BEFORE * year) & (index < start + YEARS_AFTER * year)]


def _row(result: Interruption) -> dict[str, Any]:
    slope = result.terms.loc[_SLOPE]
    return {
        "step": result.estimate,
        "lower": result.interval.lower,
        "upper": result.interval.upper,
        "shown": 1 not in result.interval,
        "slope": slope["ratio"],
        "slope_lower": slope["lower"],
        "slope_upper": slope["upper"],
        "growth_before": result.terms.loc[_BEFORE, "ratio"],
        "before": result.diagnostics["periods_before"],
        "after": result.diagnostics["periods_after"],
        **_below(result),
        "first": label(result.table.index[0]),
        "last": label(result.table.index[-1]),
        "dispersion": result.diagnostics["dispersion"],
        "autocorrelation": result.diagnostics["autocorrelation"],
        "ljung_box_p": result.diagnostics["ljung_box_p"],
    }


def _below(result: Interruption) -> dict[str, Any]:
    observed, after = result.table["observed"], int(result.diagnostics["periods_after"] or 0)
    year = regression.periods_in_year(checks.periods(observed, "series"), "series")
    before = observed.iloc[:-after].iloc[-year:].to_numpy()
    below = [period for place, period in enumerate(observed.index[-after:]) if observed[period] < before[place % year]]
    return {"below": len(below), "last_below": below[-1] if below else None}


def _sentence(table: pd.DataFrame, level: float) -> str:
    shown = int(table["shown"].sum())
    fell = int((table["shown"] & (table["step"] < 1)).sum())
    leaves = f"its {100 * level:g}% interval leaves out no change"
    if len(table) == 1:
        found = f"a change: {leaves}" if shown else f"no change: {leaves.replace('leaves out', 'holds')}"
        return f"One series could be examined. It shows {found}."
    ways = f" ({fell} fell, {shown - fell} rose)" if shown else ""
    return (
        f"Of {len(table)} series, {shown or 'none'} {'shows' if shown <= 1 else 'show'} a change{ways}: the "
        f"{100 * level:g}% interval leaves out no change. Had nothing changed, chance alone would be expected to make "
        f"about {len(table) * (1 - level):.1g} of them show one."
    )
