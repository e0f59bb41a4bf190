"""The periods that claims are about: a year, quarter or month, a span of them, or one of two readings."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from analysis import periods
from analysis.errors import BadPeriod

EACH_YEAR = "each year"
"""What a claim about every year has for its period."""

OR = " or "
"""What stands between two readings of an unclear period."""

_PARSERS = (periods.financial_year, periods.quarter, periods.calendar_year, periods.month)
_EXPECTED = "2021-22, 2021-22 Q4, 2021, 2021 Q4, 2021-11, '2019 to 2021', '2021 Q4 or 2021-22 Q4' or 'each year'"


@dataclass(frozen=True)
class Span:
    """From the beginning of one period to the end of another, or the same.

    Attributes
    ----------
    first, last : Period
        Where they are of different kinds, as in ``2015 to 2021-22``, the span begins with the first period of the kind
        of `last` that begins in `first`.
    """

    first: pd.Period
    last: pd.Period

    def __str__(self) -> str:
        if self.first == self.last:
            return periods.label(self.last)
        return f"{periods.label(self.first)} to {periods.label(self.last)}"

    @property
    def start(self) -> pd.Timestamp:
        """The first moment."""
        if self.first.freqstr == self.last.freqstr:
            return self.first.start_time
        begun = pd.Period(self.first.start_time, freq=self.last.freqstr)
        return begun.start_time if begun.start_time >= self.first.start_time else (begun + 1).start_time

    @property
    def end(self) -> pd.Timestamp:
        """The last moment."""
        return self.last.end_time

    def parts(self, frequency: str) -> pd.PeriodIndex:
        """Return the periods of a frequency that make up the span; none where they do not fit into it.

        Parameters
        ----------
        frequency : str
            Such as ``Q-DEC``.
        """
        parts = pd.period_range(self.start, self.end, freq=frequency)
        fits = len(parts) and parts[0].start_time == self.start and parts[-1].end_time == self.end
        return parts if fits else parts[:0]

    def lies_in(self, other: Span) -> bool:
        """Tell whether no part of the span is outside another."""
        return bool(other.start <= self.start and self.end <= other.end)


def read(text: str) -> tuple[Span, ...]:
    """Read the period of a claim.

    Parameters
    ----------
    text : str
        A financial year, quarter, calendar year or month as `analysis.periods` reads them, two of them with ``to``
        between them, or two readings of an unclear one with ``or`` between them. Two years that follow one another are
        a financial year, never a month: ``2011-12``.

    Returns
    -------
    tuple of Span
        One for each reading; none for ``each year``.

    Raises
    ------
    BadPeriod

    Examples
    --------
    >>> [str(span) for span in read("2021 Q4 or 2021-22 Q4")]
    ['2021 Q4', '2021-22 Q4']
    """
    if text == EACH_YEAR:
        return ()
    return tuple(_span(reading) for reading in text.split(OR))


def _span(text: str) -> Span:
    first, _, last = text.partition(" to ")
    span = Span(_period(first), _period(last or first))
    if span.end < span.first.start_time:
        raise BadPeriod(f"'{text}' ends before it begins", expected="the earlier period first")
    return span


def _period(text: str) -> pd.Period:
    for parse in _PARSERS:
        try:
            return parse(text)
        except BadPeriod:
            continue
    # A spreadsheet takes 2021-12 for a month and writes Dec-21 in its place.
    rewritten = re.fullmatch(r"([A-Z][a-z]{2})-(\d\d)", text)
    month = pd.to_datetime(f"{rewritten[1]} 20{rewritten[2]}", format="%b %Y", errors="coerce") if rewritten else pd.NaT
    nearest = [] if pd.isna(month) else [f"{month:%Y-%m}"]
    raise BadPeriod(f"'{text}' is no period", expected=_EXPECTED, nearest=nearest)
