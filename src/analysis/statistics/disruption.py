"""One event and many series: the same interrupted time series for each, and the checks that a reader should ask for.

The window is fixed beforehand (five years before the event, two after), so that no series gets the one that suits it.
What lies further back says little of the course at the time, and what lies further ahead has ever more other causes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.periods import label
from analysis.prose import capitalised, unit_of_time
from analysis.statistics import checks, regression
from analysis.statistics.interruption import Interruption, interrupted

YEARS_BEFORE, YEARS_AFTER = 5, 2
"""How much of a series is used on each side of the event."""

STEEP = 2.0
"""Yearly growth beyond which no course goes on for long; carrying a doubling on says more of the model than of life."""

_SLOPE, _BEFORE = "change of growth in a year", "growth in a year before"


@dataclass(frozen=True)
class Disruption:
    """What each of several series did at one event.

    Attributes
    ----------
    results : dict of str to Interruption
        By name of the series, in the order given.
    unanswered : dict of str to str
        Why the others cannot be estimated, a sentence each.
    table : DataFrame
        One row for each result: `step`, `lower`, `upper` (ratio to the earlier course at the event), `shown` (the
        interval leaves out 1), `slope`, `slope_lower`, `slope_upper` (ratio of growth in a year after and before),
        `growth_before`, `before`, `after` (periods), `dispersion`, `autocorrelation`, `ljung_box_p`.
    event : str
        What happened.
    sentence : str
        How many series show a step, and how many would by chance.
    """

    results: Mapping[str, Interruption]
    unanswered: Mapping[str, str]
    table: pd.DataFrame
    event: str
    sentence: str

    @property
    def written(self) -> pd.DataFrame:
        """The ratios of each series, with headings for a table."""
        headings = {
            "step": "Change",
            "lower": "95% from",
            "upper": "95% to",
            "slope": "Change of growth",
            "slope_lower": "growth, 95% from",
            "slope_upper": "growth, 95% to",
        }
        return self.table[list(headings)].rename(columns=headings)

    @property
    def checks(self) -> pd.DataFrame:
        """The periods used and what the model leaves over, with headings for a table."""
        headings = {
            "first": "From",
            "last": "To",
            "before": "Periods before",
            "after": "Periods after",
            "dispersion": "Dispersion",
            "autocorrelation": "Autocorrelation",
            "ljung_box_p": "Ljung-Box p",
        }
        return self.table[list(headings)].rename(columns=headings)

    @property
    def caution(self) -> str:
        """Which expected courses mean little, and which series could not be estimated, in a paragraph."""
        steep = ", ".join(self.steep)
        said = [
            f"The expected course means little for {steep}: before the event it more than doubled each year, which "
            "nothing does for long."
            if steep
            else "No series more than doubled each year before the event.",
            *(f"Not estimated: {name}. {reason}" for name, reason in self.unanswered.items()),
        ]
        return " ".join(said)

    @property
    def steep(self) -> tuple[str, ...]:
        """Series whose earlier growth could not have gone on, so that their expected course means little."""
        return tuple(self.table.index[self.table["growth_before"] > STEEP])

    def headline(self, name: str) -> str:
        """Return what a series did at the event, as the title of its chart."""
        step, shown = float(self.table["step"][name]), bool(self.table["shown"][name])
        side = "higher" if step > 1 else "lower"
        did = f"{100 * abs(step - 1):.0f}% {side} than their earlier course" if shown else "no change shown"
        return f"{capitalised(name)}: {did} at {self.event}"

    def start(self, name: str) -> pd.Period:
        """Return the first period of a series after the event."""
        index = self.results[name].table.index
        first: pd.Period = index[-int(self.table["after"][name])]
        return first

    def unit(self, name: str) -> str:
        """Return what one period of a series is called, such as ``quarter``."""
        return unit_of_time(pd.PeriodIndex(self.results[name].table.index))

    def span(self, name: str) -> str:
        """Return the periods of a series that were used, in words."""
        return f"{self.table['first'][name]} to {self.table['last'][name]}"

    def course(self, name: str) -> pd.DataFrame:
        """Return a series as a chart shows it.

        Parameters
        ----------
        name : str

        Returns
        -------
        DataFrame
            Over periods: `Observed`, `Fitted`, and from the event on `Expected`, `lower` and `upper`: the mean had
            nothing changed.
        """
        table = self.results[name].table
        expected = table[["expected", "expected_lower", "expected_upper"]]
        ahead = expected[table.index >= self.start(name)].reindex(table.index)
        drawn = table[["observed", "fitted"]].join(ahead)
        return drawn.set_axis(["Observed", "Fitted", "Expected", "lower", "upper"], axis=1)


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
        "first": label(result.table.index[0]),
        "last": label(result.table.index[-1]),
        "dispersion": result.diagnostics["dispersion"],
        "autocorrelation": result.diagnostics["autocorrelation"],
        "ljung_box_p": result.diagnostics["ljung_box_p"],
    }


def _sentence(table: pd.DataFrame, level: float) -> str:
    shown = int(table["shown"].sum())
    fell = int((table["shown"] & (table["step"] < 1)).sum())
    leaves = f"the {100 * level:g}% interval leaves out no change"
    holds = leaves.replace("leaves out", "holds")
    if len(table) == 1:
        return f"One series could be examined. It shows {'a' if shown else 'no'} change: {leaves if shown else holds}."
    ways = f" ({fell} down, {shown - fell} up)" if shown else ""
    return (
        f"Of {len(table)} series, {shown or 'none'} {'shows' if shown <= 1 else 'show'} a change{ways}: "
        f"{leaves}. By chance alone about {len(table) * (1 - level):.1g} would be expected to."
    )
