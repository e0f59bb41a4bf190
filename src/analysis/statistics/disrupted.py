"""What each of several series did at one event: as a table, as a chart, and in words that need no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import capitalised, to_a_tenth, unit_of_time, within
from analysis.statistics.interruption import Interruption
from analysis.statistics.result import Interval

STEEP = 2.0
"""Yearly growth beyond which no course goes on for long; carrying a doubling on says more of the model than of life."""


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
        `growth_before`, `before`, `after` (periods), `below` (in how many of the periods after the event
        the count was below the same season of the last year before it), `last_below` (the newest of these; missing
        where there is none), `dispersion`, `autocorrelation`,
        `ljung_box_p`.
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
            "slope": "Growth",
            "slope_lower": "Growth, 95% from",
            "slope_upper": "Growth, 95% to",
        }
        return self.table[list(headings)].rename(columns=headings, index=capitalised)

    @property
    def recovery(self) -> pd.DataFrame:
        """How long each series was below the year before the event, with headings for a table."""
        rows = {}
        for name, result in self.results.items():
            lowest = result.table["observed"][self.start(name) :].min()
            rows[capitalised(name)] = (
                f"{self.table['below'][name]} of {self.table['after'][name]} {self.unit(name)}s",
                self._last_below(name),
                lowest,
            )
        headings = ["Below the year before", "Most recently in", "Lowest count since"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=headings)

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
        return self.table[list(headings)].rename(columns=headings, index=capitalised)

    @property
    def caution(self) -> str:
        """Which expected courses mean little, and which series could not be estimated, in a paragraph."""
        steep = ", ".join(self.steep)
        said = [
            f"The expected course means little for {steep}: before {self.event} they more than doubled each "
            "year, and nothing does so for long."
            if steep
            else f"No series more than doubled each year before {self.event}, as none could do for long.",
            *(f"Not estimated: {name}. {reason}" for name, reason in self.unanswered.items()),
        ]
        return " ".join(said)

    @property
    def steep(self) -> tuple[str, ...]:
        """Series whose earlier growth could not have gone on, so that their expected course means little."""
        return tuple(self.table.index[self.table["growth_before"] > STEEP])

    def lead(self, name: str) -> str:
        """Return what a series did at the event and how long it took to come back, in plain words."""
        step, *ends = (_beside(float(self.table[end][name])) for end in ("step", "lower", "upper"))
        caution = "" if self.table["shown"][name] else "; chance alone could bring this about"
        return (
            f"In {label(self.start(name))}, the first whole {self.unit(name)} of {self.event}, {name} were {step} "
            f"the course that they had been on (95% interval {' to '.join(ends)}{caution}). {self._return(name)}"
        )

    def growth(self, name: str) -> str:
        """Return how the growth of a series changed after the event, and what that cannot tell, in plain words."""
        slope, lower, upper = (float(self.table[end][name]) for end in ("slope", "slope_lower", "slope_upper"))
        interval = Interval(lower - 1, upper - 1)
        caution = ", which chance alone could bring about" if 0 in interval else ""
        return (
            f"After that, {name} grew from year to year by a factor {to_a_tenth(abs(slope - 1))} "
            f"{'higher' if slope >= 1 else 'lower'} than before ({within(interval, to_a_tenth)}){caution}. This dates "
            f"a change and does not explain it: one series cannot tell {self.event} from all else that happened then."
        )

    def _return(self, name: str) -> str:
        below, after, unit = self.table["below"][name], self.table["after"][name], self.unit(name)
        same = f"the same {unit} of the last year before it"
        if not below:
            return f"They never fell below {same}."
        recent = f"most recently in {self._last_below(name)}"
        return f"In {below} of the {after} {unit}s from then on they were below {same}, {recent}."

    def _last_below(self, name: str) -> str:
        return label(self.table["last_below"][name]) if self.table["below"][name] else "none"

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


def _beside(ratio: float) -> str:
    return f"{100 * abs(ratio - 1):.0f}% {'below' if ratio < 1 else 'above'}"
