"""The few ways in which a page says what it found: each takes figures and words them, so that both always agree.

Writers return phrases (`Sentence` without a full stop) that a page puts into its own sentences with `say`.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from analysis import periods, settings
from analysis.errors import NotCovered, UnknownName, nearest_names
from analysis.prose import numbers
from analysis.prose.figures import Figure, Sentence, joined
from analysis.prose.spans import Span, covered, is_whole, nearest_year, time_column, when, within

_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIMES = {2: "twice"} | {number: f"{word} times" for number, word in enumerate(_NUMBERS, start=3)}


def total(frame: pd.DataFrame, span: Span, column: str = "", **levels: str) -> Figure:
    """Return the sum of a measure over a year, or over those of its periods that are covered.

    Parameters
    ----------
    frame : DataFrame
        As loaded: a column of Periods first; every period of the span must be there.
    span : Period or PeriodIndex
        A year, or part of one as `covered` gives it.
    column : str, optional
        The measure; the first column of numbers without it.
    **levels
        Only the rows with this value in a column, such as ``age_group="Child (17 or under)"``.

    Returns
    -------
    Figure

    Raises
    ------
    NotCovered
        Where a period is missing, or a figure of it.

    Examples
    --------
    >>> referrals = load("nrm_referrals", by="age_group", as_at="2024-06-30")
    >>> str(total(referrals, periods.financial_year("2021-22"), age_group="Child (17 or under)"))
    '5,557'
    """
    measure = column or _measure(frame)
    every = within(frame, span)
    for name, level in levels.items():
        if level not in set(frame[name]):
            what = f"there is no '{level}' in the column {name}"
            raise UnknownName(what, nearest=nearest_names(level, set(frame[name])))
        every = every[every[name] == level]
    there = pd.PeriodIndex(every[time_column(frame)]).unique()
    span_of = pd.period_range(span.start_time, span.end_time, freq=there.freq) if isinstance(span, pd.Period) else span
    if every.empty or len(there) < len(span_of):
        held = frame[time_column(frame)].dropna()
        there_is = (
            [f"The figures reach from {periods.label(held.min())} to {periods.label(held.max())}."] if len(held) else []
        )
        raise NotCovered(f"Not all of {when(span)} is covered", there_is)
    if every[measure].isna().any():
        raise NotCovered(f"A figure of {when(span)} is missing or suppressed")
    return _figure(frame, float(every[measure].sum()), measure, when(span))


def less(whole: Figure, part: Figure) -> Figure:
    """Return what is left of a count without a part of it.

    Examples
    --------
    >>> str(less(Figure(13539, "13,539"), Figure(5451, "5,451")))
    '8,088'
    """
    left = whole.value - part.value
    return replace(whole, value=left, said=numbers.count(left))


def at(frame: pd.DataFrame, period: pd.Period, column: str = "") -> Figure:
    """Return the value of a measure in one period of its own frequency.

    Raises
    ------
    NotCovered
        Where there is none.

    Examples
    --------
    >>> boats = load("small_boat_years", until="2021", as_at="2022-03-31")
    >>> str(at(boats, periods.calendar_year("2021")))
    '28,526'
    """
    measure = column or _measure(frame)
    rows = frame[frame[time_column(frame)] == period]
    if len(rows) != 1 or rows[measure].isna().any():
        raise NotCovered(f"there is no figure of {periods.in_text(period)}")
    return _figure(frame, float(rows[measure].iloc[0]), measure, periods.in_text(period))


def highest(frame: pd.DataFrame, until: pd.Period | None = None, column: str = "") -> Sentence:
    """Say which period had the highest value, such as ``3,773 in January to March 2022``.

    Parameters
    ----------
    frame : DataFrame
        As for `total`.
    until : Period, optional
        Leave out what is later.
    column : str, optional

    Returns
    -------
    Sentence

    Examples
    --------
    >>> str(highest(load("nrm_referrals", as_at="2024-06-30"), periods.financial_year("2021-22")))
    '3,773 in January to March 2022'
    """
    at, measure = time_column(frame), column or _measure(frame)
    known = frame.dropna(subset=[measure])
    if until is not None:
        known = known[pd.PeriodIndex(known[at]).end_time <= until.end_time]
    if known.empty:
        raise NotCovered("there is no figure to compare")
    peak = known.iloc[int(known[measure].astype(float).argmax())]
    period = periods.in_text(peak[at])
    return joined(_figure(frame, float(peak[measure]), measure, period), f" in {period}")


def small_base() -> int:
    """Return the count below which there is no percentage: that of ``report.toml``.

    Examples
    --------
    >>> small_base()
    30
    """
    return settings.current().small_base


def change(after: Figure, before: Figure) -> Sentence:
    """Say how a count changed: ``up 27% from 10,660``; below the small base of ``report.toml`` two counts alone.

    Parameters
    ----------
    after, before : Figure
        Complete counts: they have no interval.

    Returns
    -------
    Sentence

    Examples
    --------
    >>> str(change(Figure(13539, "13,539"), Figure(10660, "10,660")))
    'up 27% from 10,660'
    """
    if after.value == before.value:
        return joined("unchanged from ", before)
    if before.value < small_base():
        return joined("compared with ", before)
    moved = after.value / before.value - 1
    way = "up" if moved > 0 else "down"
    if abs(moved) < 0.005:
        return joined(f"{way} slightly from ", before)
    if moved >= 1.5:
        return joined(ratio(after, before), " the ", before)
    said = replace(after, value=moved, said=numbers.percent(abs(moved)), unit="%", coverage="")
    return joined(f"{way} ", said, " from ", before)


def ratio(after: Figure, before: Figure) -> Sentence:
    """Say how many times one figure is of another: ``more than three times``.

    Examples
    --------
    >>> str(ratio(Figure(31711, "31,711"), Figure(9360, "9,360")))
    'more than three times'
    """
    times = after.value / before.value
    near, below = round(times), math.floor(times)
    if near in _TIMES and abs(times - near) < 0.1:
        lead, word = "about ", _TIMES[near]
    elif below in _TIMES and times - below < 0.6:
        lead, word = "more than ", _TIMES[below]
    elif near > max(_TIMES):
        lead, word = "about ", f"{numbers.count(near)} times"
    else:
        lead, word = "", f"{numbers.decimal(times)} times"
    return joined(lead, replace(after, value=times, said=word, unit="times", coverage=""))


def share(part: Figure, whole: Figure, *, counts: bool = True) -> Sentence:
    """Say what share one figure is of another, with both: ``41% (5,560 of 13,539)``.

    Parameters
    ----------
    part, whole : Figure
    counts : bool
        With the two counts behind it.

    Returns
    -------
    Sentence

    Examples
    --------
    >>> str(share(Figure(5560, "5,560"), Figure(13539, "13,539")))
    '41% (5,560 of 13,539)'
    """
    if not whole.value:
        return joined("none of ", whole)
    value = part.value / whole.value
    said = replace(part, value=value, said=numbers.percent(value), unit="%", coverage="")
    return joined(said, " (", part, " of ", whole, ")") if counts else joined(said)


def bounds(part: Figure, unknown: Figure, whole: Figure) -> Sentence:
    """Say within which limits a share lies where some are of unknown kind: ``41% to 48%``.

    Examples
    --------
    >>> str(bounds(Figure(410, "410"), Figure(70, "70"), Figure(1000, "1,000")))
    '41% to 48%'
    """
    low, high = part.value / whole.value, (part.value + unknown.value) / whole.value
    if high - low < 0.005:
        # One person of unknown kind must not make two numbers of one.
        high = low
    ends = [replace(part, value=each, said=numbers.percent(each), unit="%", coverage="") for each in (low, high)]
    return joined(ends[0], " to ", ends[1]) if ends[0].said != ends[1].said else joined(ends[0])


def share_change(now: tuple[Figure, Figure], then: tuple[Figure, Figure]) -> Sentence:
    """Say a share, and how it moved: ``33%, up from 24%``.

    Parameters
    ----------
    now, then : tuple of Figure
        A part and its whole, in a period and in an earlier one.

    Returns
    -------
    Sentence

    Examples
    --------
    >>> whole = Figure(1000, "1,000")
    >>> str(share_change((Figure(326, "326"), whole), (Figure(239, "239"), whole)))
    '33%, up from 24%'
    """
    after, before = share(*now, counts=False), share(*then, counts=False)
    moved = now[0].value / now[1].value - then[0].value / then[1].value
    way = "compared with" if str(after) == str(before) else "up from" if moved > 0 else "down from"
    return joined(after, f", {way} ", before)


def points(after: float, before: float) -> Sentence:
    """Say how a share changed, in percentage points: ``up 9 percentage points``.

    Examples
    --------
    >>> str(points(0.33, 0.24))
    'up 9 percentage points'
    """
    moved = round(100 * (after - before))
    if moved == 0:
        return joined("about the same")
    noun = "percentage point" if abs(moved) == 1 else "percentage points"
    return joined("up " if moved > 0 else "down ", Figure(moved / 100, str(abs(moved)), unit=noun), f" {noun}")


def difference(after: Figure, before: Figure) -> Sentence:
    """Say by how many one count is above or below another: ``387 more``.

    Examples
    --------
    >>> str(difference(Figure(1034, "1,034"), Figure(647, "647")))
    '387 more'
    """
    gap = after.value - before.value
    if not gap:
        return joined("the same")
    said = replace(after, value=abs(gap), said=numbers.count(abs(gap)), coverage="")
    return joined(said, " more" if gap > 0 else " fewer")


def _figure(frame: pd.DataFrame, value: float, measure: str, period: str) -> Figure:
    provenance = frame.attrs.get("provenance")
    return Figure(
        value=value,
        said=numbers.count(value) if value == round(value) else numbers.number(value),
        unit=measure,
        measure=str(frame.attrs.get("title", measure)),
        period=period,
        area=str(frame.attrs.get("area", "")),
        source=tuple(release.key for release in provenance.releases) if provenance else (),
        coverage=str(frame.attrs.get("covers", "")),
    )


def _measure(frame: pd.DataFrame) -> str:
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[name]) and not pd.api.types.is_bool_dtype(frame[name]):
            return str(name)
    raise ValueError("the table has no column of numbers")


__all__ = [
    "at",
    "bounds",
    "change",
    "covered",
    "difference",
    "highest",
    "is_whole",
    "less",
    "nearest_year",
    "points",
    "ratio",
    "share",
    "share_change",
    "small_base",
    "total",
    "when",
    "within",
]
