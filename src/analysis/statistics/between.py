"""Two periods compared where a figure of one may be suppressed or not held: a result, or a plain reason for none.

Used for planned outcomes, where a figure that is missing makes a criterion that cannot be told and no error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import capitalised, moved, number, percentage, percentage_points, to_a_tenth, within
from analysis.statistics import checks, totals, yearly
from analysis.statistics.change import percentage_change
from analysis.statistics.result import Estimate, Interval
from analysis.statistics.shares import difference, each

_HIDDEN = "suppressed as a small number about people, or not held"


@dataclass(frozen=True)
class Compared:
    """A later period beside an earlier one.

    Attributes
    ----------
    found : Estimate or None
        Relative change, or difference of two shares, as a fraction of one; None where it cannot be made.
    sentence : str
        The comparison in plain English, or what is known of it.
    headline : str
        The direction and the size alone, or that no comparison can be shown.
    lacking : str
        Why there is none; blank where there is one.
    """

    found: Estimate | None
    sentence: str
    headline: str
    lacking: str = ""


def change(
    counts: pd.Series,
    before: pd.Period,
    after: pd.Period,
    *,
    noun: str,
    parts: pd.Series | None = None,
    level: float = 0.95,
) -> Compared:
    """Compare a count of one period with that of an earlier one.

    Parameters
    ----------
    counts : Series
        Events over a PeriodIndex; missing where suppressed.
    before, after : Period
    noun : str
        What is counted, in the plural.
    parts : Series, optional
        The same counts by quarter or month, for two financial years that follow each other. Where none of them is
        missing, an uneven rise widens the interval (see `yearly.year_on_year`).
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    Compared
        With the relative change; without `parts`, its interval is the score interval of a rate ratio.
    """
    first, last = (_known(counts, period) for period in (before, after))
    if math.isnan(first + last):
        return _missing(noun, {before: first, after: last})
    stated = f"from {number(first)} in {label(before)} to {number(last)} in {label(after)}"
    if first == 0:
        reason = f"there were none in {label(before)}"
        return Compared(None, capitalised(f"{noun} went {stated}."), capitalised(f"{noun}: {stated}"), reason)
    if parts is not None and last and _whole_parts(parts, (before, after)):
        widened = yearly.year_on_year(totals.since(parts, str(before.start_time)), after, noun=noun, level=level)
        return Compared(widened.change, widened.sentence, _headline(noun, last / first - 1, after))
    found = percentage_change(first, last, level=level, noun=noun)
    caution = "; chance alone could bring this about" if found.estimate and 0 in found.interval else ""
    sentence = f"{noun} {moved(found.estimate)}, {stated} ({within(found.interval, to_a_tenth)}{caution})."
    return Compared(found, capitalised(sentence), _headline(noun, found.estimate, after))


def share(
    parts: pd.Series,
    wholes: pd.Series,
    before: pd.Period,
    after: pd.Period,
    *,
    noun: str,
    level: float = 0.95,
) -> Compared:
    """Compare a share in one period with that in an earlier one.

    Parameters
    ----------
    parts, wholes : Series
        Numerators and denominators over a PeriodIndex; missing where suppressed.
    before, after : Period
    noun : str
        What is a share of what, in the singular, such as 'the share of events with a completed script'.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    Compared
        With the difference later less earlier (Newcombe's interval).
    """
    counts = {period: (_known(parts, period), _known(wholes, period)) for period in (before, after)}
    sums = {period: sum(pair) for period, pair in counts.items()}
    if math.isnan(sum(sums.values())):
        return _missing(noun, sums)
    empty = [period for period, pair in counts.items() if not pair[1]]
    if empty:
        reason = f"there is nothing to take a share of in {label(empty[0])}"
        return _nothing(noun, reason)
    (first, first_whole), (last, last_whole) = counts.values()
    found = difference(last, last_whole, first, first_whole, level=level)
    stated = [
        f"{to_a_tenth(part / whole)} in {label(period)} ({number(part)} of {number(whole)})"
        for period, (part, whole) in counts.items()
    ]
    caution = "; chance alone could bring this about" if found.estimate and 0 in found.interval else ""
    direction = "more" if found.estimate >= 0 else "less"
    # The sign of a fall is that of its interval, so that the two can be read together.
    signed = f"difference {percentage(found.estimate)}, " if found.estimate < 0 else ""
    sentence = (
        f"{noun} went from {stated[0]} to {stated[1]}, {percentage_points(abs(found.estimate))} {direction} "
        f"({signed}{within(found.interval, percentage)}{caution})."
    )
    headline = f"{noun} was {to_a_tenth(last / last_whole)} in {label(after)}, after {to_a_tenth(first / first_whole)}"
    return Compared(found, capitalised(sentence), capitalised(headline))


def shares_known(parts: pd.Series, wholes: pd.Series, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate a share in each period in which neither of its two counts is missing.

    Parameters
    ----------
    parts, wholes : Series
        Numerators and denominators over the same index; missing where suppressed.
    level : float
        Nominal coverage of each interval.

    Returns
    -------
    DataFrame
        As `shares.each`, over the whole index; missing where it cannot be made.

    Raises
    ------
    CannotEstimate
        Where it can be made nowhere.
    """
    both = parts.notna() & wholes.notna() & (wholes.fillna(0) > 0)
    if not both.any():
        raise checks.CannotEstimate(f"no share can be shown: every figure that it needs is {_HIDDEN}")
    known = each(parts[both], wholes[both], level=level).reindex(parts.index)
    return known.assign(numerator=parts, denominator=wholes)


def mean_of_year(means: pd.DataFrame, year: pd.Period, *, amount: str, unit: str) -> str:
    """Say how many of something came with each of something else in a year, with the interval.

    Parameters
    ----------
    means : DataFrame
        As `yearly.means` returns it.
    year : Period
    amount, unit : str
        Such as 'intelligence reports' and 'operation'.

    Raises
    ------
    CannotEstimate
        Where the year is not held as a whole, or there was no unit.
    """
    found = means[means.index == year].astype(float)
    if not found["units"].sum():
        raise checks.CannotEstimate(f"no {unit} of {label(year)} is held, or not the whole year")
    row = found.iloc[0]
    ends = Interval(row["lower"], row["upper"])
    known_to = "too few months to say how sure that is" if math.isnan(ends.lower) else within(ends)
    return (
        f"In {label(year)} there were {number(row['mean'])} {amount} for each {unit}, {number(row['amount'])} of "
        f"{number(row['units'])} ({known_to})."
    )


def known(counts: pd.Series, noun: str) -> pd.Series:
    """Return counts of which at least one is known.

    Raises
    ------
    CannotEstimate
        Where every one is missing.
    """
    if counts.isna().all():
        raise checks.CannotEstimate(f"no {noun} can be shown: every figure is {_HIDDEN}")
    return counts


def _known(counts: pd.Series, period: pd.Period) -> float:
    value = counts.get(period)
    return math.nan if value is None or pd.isna(value) else float(value)


def _missing(noun: str, known: dict[pd.Period, float]) -> Compared:
    absent = " and ".join(label(period) for period, value in known.items() if math.isnan(value))
    reason = f"the figure for {absent} is {_HIDDEN}"
    return _nothing(noun, reason)


def _nothing(noun: str, reason: str) -> Compared:
    return Compared(None, capitalised(f"{noun}: {reason}."), capitalised(f"{noun}: no comparison can be shown"), reason)


def _headline(noun: str, relative: float, after: pd.Period) -> str:
    return capitalised(f"{noun} {moved(relative)} in {label(after)}")


def _whole_parts(parts: pd.Series, years: tuple[pd.Period, pd.Period]) -> bool:
    held = [totals.within(parts, year) for year in years]
    return len(held[0]) == len(held[1]) > 0 and not pd.concat(held).isna().any()
