"""What a stock of open cases says of how many are opened and how long they last: not either, but both together.

A stock grows when more cases are opened and when they last longer, and its size alone cannot tell the two apart: in a
steady state it is the cases opened each month times their mean length (Little, Operations Research 1961; 9: 383-387).
What the stock says of one follows from what is assumed of the other, so the answer is given for a range of assumptions.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from scipy.optimize import brentq

from analysis.periods import label
from analysis.prose import capitalised, number, rose, to_a_tenth, within
from analysis.statistics import checks
from analysis.statistics.change import percentage_change
from analysis.statistics.result import Interval, TableEstimate
from analysis.statistics.yearly import YearOnYear

LENGTHS = (6, 12, 18, 24)
"""Mean lengths in months that are tried where none is known."""

_LONGEST = 1200.0
"""Months; a mean length beyond a century means that next to nothing is closed."""


def turnover(
    stock: pd.Series, year: pd.Period, *, lengths: Sequence[float] = LENGTHS, noun: str = "cases"
) -> TableEstimate:
    """Say what the growth of a stock over a year takes: more cases opened, or cases that last longer.

    Parameters
    ----------
    stock : Series of counts by month
        Cases open at the end of each month, from the month before the year before `year` on.
    year : Period
        Financial (``Y-MAR``) or calendar year.
    lengths : sequence of float
        Mean lengths to try, in months. Each month one in so many cases is closed, whatever its age.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    TableEstimate
        Relative change, from the year before, of the cases opened a month if their mean length was the middle one of
        `lengths`; the interval has level 1 and holds the changes for all of them. The table has a row for each
        length: `before` and `after` (opened a month in the year before and in the year), `change` (relative), and
        `length` (mean length in months that would explain the year's growth had openings stayed as before; missing
        where nothing but closing none would).

    Raises
    ------
    CannotEstimate
        Where a month of either year, or the one before them, is missing, or a length is under one month.
    """
    months = _two_years(stock, year)
    rows = {}
    for length in lengths:
        if checks.positive(length, "length") < 1:
            raise checks.CannotEstimate(f"length is {length}", expected="one month or more")
        opened = months - months.shift() * (1 - 1 / length)
        before, after = float(opened.iloc[1:13].mean()), float(opened.iloc[13:].mean())
        rows[length] = {
            "before": before,
            "after": after,
            "change": after / before - 1 if before > 0 else float("nan"),
            "length": _length_needed(float(months.iloc[12]), float(months.iloc[24]), before),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("assumed")
    changes = table["change"].dropna()
    if changes.empty:
        raise checks.CannotEstimate(f"no {noun} were opened in {label(year - 1)}", expected="some, to compare with")
    middle = table["change"].iloc[len(table) // 2]
    interval = Interval(float(changes.min()), float(changes.max()), 1.0)
    return TableEstimate(
        estimate=float(middle),
        interval=interval,
        method="stock and flow, closing at a constant rate; bounds over assumed mean lengths",
        n=float(months.iloc[24]),
        sentence=_sentence(table, interval, year, noun),
        diagnostics={"first": float(months.iloc[12]), "last": float(months.iloc[24]), "lengths": len(table)},
        table=table,
    )


def on_year(stock: pd.Series, month: pd.Period, *, noun: str, level: float = 0.95) -> YearOnYear:
    """Compare what there was at the end of a month with the end of the same month a year before.

    Parameters
    ----------
    stock : Series
        What there is at the end of each month, over a PeriodIndex of months.
    month : Period
        With the frequency ``M``.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of the interval, which takes both counts as independent and Poisson. Cases open at both dates
        make it too wide, cases that came in groups too narrow.

    Returns
    -------
    YearOnYear

    Raises
    ------
    MissingFigure
        Where there is no figure of the month.
    """
    known = stock.dropna().to_dict()
    if month not in known:
        raise checks.MissingFigure(f"{noun} at the end of {label(month)} are missing", expected="a figure to compare")
    total, before = float(known[month]), known.get(month - 12)
    there_were = f"There were {number(total)} {noun} at the end of {label(month)}"
    if before is None or not before:
        return YearOnYear(total, None, None, f"{there_were}; a year before there is no figure to compare with.")
    change = percentage_change(float(before), total, level=level, noun=noun)
    sentence = (
        f"{there_were}, {_than(change.estimate, float(before))} a year before ({within(change.interval, to_a_tenth)})."
    )
    return YearOnYear(total, float(before), change, sentence)


def _two_years(stock: pd.Series, year: pd.Period) -> pd.Series:
    counts = checks.counts(stock, "stock")
    first = (year - 1).start_time.to_period("M") - 1
    wanted = pd.period_range(first, periods=25, freq="M")
    missing = [month for month in wanted if month not in counts.index]
    if missing:
        raise checks.CannotEstimate(
            f"the stock of {label(missing[0])} is not held", expected=f"each month from {label(first)} to {label(year)}"
        )
    return counts.reindex(wanted)


def _length_needed(start: float, end: float, opened: float) -> float:
    def excess(length: float) -> float:
        kept = (1 - 1 / length) ** 12
        return start * kept + opened * length * (1 - kept) - end

    if excess(1.0) >= 0 or excess(_LONGEST) < 0:
        return float("nan")
    return float(brentq(excess, 1.0, _LONGEST))


def _sentence(table: pd.DataFrame, interval: Interval, year: pd.Period, noun: str) -> str:
    shortest, longest = float(table.index.min()), float(table.index.max())
    openings = (
        f"If {noun} last between {number(shortest)} and {number(longest)} months on average, openings in {label(year)} "
        f"{_between(interval)} from the year before."
    )
    needed = table["length"].dropna()
    if needed.empty:
        return openings
    assumed = float(needed.index[len(needed) // 2])
    longer = (
        f"had openings stayed as they were, a mean length of {number(assumed)} months would have had to become "
        f"{number(round(float(needed[assumed]), 1))} months"
    )
    return f"{openings} {capitalised(longer)}. The number open cannot tell which of the two it was."


def _between(interval: Interval) -> str:
    ends = interval.lower, interval.upper
    if ends[0] * ends[1] <= 0:
        return f"changed by between {to_a_tenth(ends[0])} and {to_a_tenth(ends[1])}"
    least, most = sorted(map(abs, ends))
    return f"{rose(ends[0])} by between {to_a_tenth(least)} and {to_a_tenth(most)}"


def _than(change: float, before: float) -> str:
    if change == 0:
        return "as many as"
    return f"{to_a_tenth(abs(change))} {'more' if change > 0 else 'fewer'} than the {number(before)}"
