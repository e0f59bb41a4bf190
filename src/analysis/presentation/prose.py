"""Numbers in words: one place decides how a count, a share and a change are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import pandas as pd

from analysis import periods
from analysis.provenance import MADE_UP, Provenance

MINUS = "\N{MINUS SIGN}"

MOST_SOURCES = 3
"""How many releases are named below a chart or a table; more would drown it."""

NOT_AVAILABLE = "[x]"
"""Marker of government spreadsheets for a figure that is not available."""

NOT_APPLICABLE = "[z]"
"""Marker of government spreadsheets for a figure that would have no meaning."""

SUPPRESSED = "[c]"
"""Marker of government spreadsheets for a figure that is confidential."""

NOTHING_SUPPRESSED = "Published national figures: no suppression applied."
"""Note for a table or chart of published figures about people, beside others that are suppressed."""

PROVISIONAL, REVISED = "[p]", "[r]"
"""Markers of government spreadsheets for figures that may still change, and for those that have."""


def count(number: float | pd.api.typing.NAType) -> str:
    """Write a whole number with thousands commas; one that is missing as ``[x]``.

    Examples
    --------
    >>> count(12727)
    '12,727'
    """
    return NOT_AVAILABLE if pd.isna(number) else f"{number:,.0f}"


def percent(share: float | pd.api.typing.NAType, places: int = 0) -> str:
    """Write a share as a percentage; one that is missing as ``[x]``, and a little never as nothing or as all.

    Examples
    --------
    >>> percent(0.4296), percent(0.004), percent(0.999)
    ('43%', 'under 1%', 'over 99%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    written = f"{share:.{places}%}"
    step = 0.01 / 10**places
    if 0 < share <= step / 2:
        return f"under {step:.{places}%}"
    return f"over {1 - step:.{places}%}" if 1 - step / 2 <= share < 1 else written


def to_a_tenth(share: float | pd.api.typing.NAType) -> str:
    """Write a share as a percentage to one decimal; one that is missing as ``[x]``."""
    return percent(share, places=1)


def decimal(number: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a number with decimals and thousands commas; one that is missing as ``[x]``."""
    return NOT_AVAILABLE if pd.isna(number) else f"{number:,.{places}f}"


def pounds(number: float | pd.api.typing.NAType) -> str:
    """Write an amount of money in whole pounds; one that is missing as ``[x]``.

    Examples
    --------
    >>> pounds(2512000)
    '£2,512,000'
    """
    return NOT_AVAILABLE if pd.isna(number) else f"£{count(number)}"


def hundredths(number: float | pd.api.typing.NAType) -> str:
    """Write a number with two decimals and a true minus sign; one that is missing as ``[x]``.

    Examples
    --------
    >>> hundredths(-0.194), hundredths(-0.001), hundredths(220.04)
    ('\N{MINUS SIGN}0.19', '0.00', '220.04')
    """
    if pd.isna(number):
        return NOT_AVAILABLE
    return decimal(round(number, 2) + 0.0, 2).replace("-", MINUS)


def rate(number: float | pd.api.typing.NAType) -> str:
    """Write a rate with one decimal; one that would mean nothing, and was therefore not made, as ``[z]``."""
    return NOT_APPLICABLE if pd.isna(number) else decimal(number)


def ratio(number: float | pd.api.typing.NAType) -> str:
    """Write a ratio with two decimals; one to nought, which would mean nothing, as ``[z]``."""
    return NOT_APPLICABLE if pd.isna(number) else decimal(number, 2)


def points(difference: float | pd.api.typing.NAType) -> str:
    """Write a difference of two shares in percentage points with its sign; one that is missing as ``[x]``.

    Examples
    --------
    >>> points(0.1004), points(-0.0031)
    ('+10.0', '\N{MINUS SIGN}0.3')
    """
    if pd.isna(difference):
        return NOT_AVAILABLE
    written = f"{abs(100 * difference):,.1f}"
    return f"{'+' if difference > 0 else MINUS}{written}" if float(written.replace(",", "")) else written


def noun(number: float | pd.api.typing.NAType, singular: str, plural: str | None = None) -> str:
    """Write a count with the noun in the number that it calls for.

    Examples
    --------
    >>> noun(1, "boat"), noun(1034, "boat"), noun(2, "person", "people")
    ('1 boat', '1,034 boats', '2 people')
    """
    is_one = not pd.isna(number) and number == 1
    return f"{count(number)} {singular if is_one else plural or singular + 's'}"


def difference(number: float | pd.api.typing.NAType) -> str:
    """Write a difference with its sign, or ``no change``; one that is missing as ``[x]``.

    Examples
    --------
    >>> difference(-26), difference(4), difference(0)
    ('\N{MINUS SIGN}26', '+4', 'no change')
    """
    if pd.isna(number):
        return NOT_AVAILABLE
    if number == 0:
        return "no change"
    return f"{'+' if number > 0 else MINUS}{count(abs(number))}"


def movement(before: float | pd.api.typing.NAType, after: float | pd.api.typing.NAType) -> str:
    """Say which way a count went and by how much of what it was, or that this is not known.

    Examples
    --------
    >>> movement(10601, 12727), movement(8, 8), movement(0, 5)
    ('up 20%', 'unchanged', 'up from none')
    """
    if pd.isna(before) or pd.isna(after):
        return "a change that is not known"
    if after == before:
        return "unchanged"
    direction = "up" if after > before else "down"
    if before == 0:
        return "up from none"
    change = abs(after / before - 1)
    return f"{direction} less than 1%" if change < 0.005 else f"{direction} {percent(change)}"


def signed_percent(share: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a relative change with its sign; one that is missing as ``[x]``, and a little never as nothing.

    Examples
    --------
    >>> signed_percent(0.5556), signed_percent(-0.0031), signed_percent(0)
    ('+55.6%', '\N{MINUS SIGN}0.3%', '0.0%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    written = f"{abs(share):.{places}%}"
    if share and float(written[:-1]) == 0:
        end = f"{0.01 / 10**places:.{places}%}"
        return f"between 0% and +{end}" if share > 0 else f"between {MINUS}{end} and 0%"
    return written if share == 0 else f"{'+' if share > 0 else MINUS}{written}"


def ratio_as_change(ratio: float | pd.api.typing.NAType) -> str:
    """Write a ratio as the relative change that it means, in whole per cent.

    Examples
    --------
    >>> ratio_as_change(0.73), ratio_as_change(1.32), ratio_as_change(1), ratio_as_change(290)
    ('\N{MINUS SIGN}27%', '+32%', '0%', 'over +1,000%')
    """
    if pd.isna(ratio):
        return NOT_AVAILABLE
    return "over +1,000%" if ratio > 11 else signed_percent(ratio - 1, places=0)


def releases(provenance: Provenance) -> str:
    """Say from how many releases figures come, and where they were read.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    str
        A sentence.
    """
    every = provenance.releases
    days = sorted(release.date for release in every if release.date)
    quoted = sum(release.standing == "secondary" for release in every)
    downloaded = sum(release.downloaded for release in every)
    between = f" of {periods.day(days[0])} to {periods.day(days[-1])}" if len(days) > 1 else ""
    official = "all official" if not quoted else f"{quoted} of them as quoted in a secondary source"
    made_up = sum(release.is_demonstration for release in every)
    warned = (
        f" {MADE_UP}." if made_up == len(every) else f" {made_up} of them made up: demonstration data, not evidence."
    )
    read = "all from the repository" if not downloaded else f"{downloaded} of them from downloaded files"
    return f"Figures of {noun(len(every), 'release')}{between}: {official}, {read}.{warned if made_up else ''}"


def sources(provenance: Provenance) -> tuple[str, ...]:
    """Name the sources of a chart or a table: each release where they are few, else how many and of whom.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    tuple of str
        The list at the end of the page names each in full.
    """
    every = provenance.releases
    if len(every) <= MOST_SOURCES:
        return tuple(str(release) for release in every)
    publishers = listing(dict.fromkeys(release.publisher for release in every))
    days = sorted(release.date for release in every if release.date)
    between = f" of {periods.day(days[0])} to {periods.day(days[-1])}" if days else ""
    named = f"{publishers}, {len(every)} releases{between}, which the list of sources names"
    return (f"{named} ({MADE_UP})" if any(release.is_demonstration for release in every) else named,)


def listing(names: Iterable[str]) -> str:
    """Write names as a list.

    Examples
    --------
    >>> listing(["Kent", "Essex", "Dorset"])
    'Kent, Essex and Dorset'
    """
    written = list(names)
    return " and ".join(written) if len(written) < 3 else f"{', '.join(written[:-1])} and {written[-1]}"


def series_in_words(
    series: pd.Series, write: Callable[[float], str] | None = None, suppressed: pd.Series | None = None
) -> str:
    """Say in a sentence what a line of a chart shows: where it starts and ends, its lowest and its highest point.

    Parameters
    ----------
    series : Series
        Numbers over a PeriodIndex or over categories, in order.
    write : callable, optional
        How to write a number; `count` by default.
    suppressed : Series, optional
        Over the same index, whether a missing number is suppressed (see `gaps_in_words`).

    Returns
    -------
    str
        Without a full stop.
    """
    known = series.dropna()
    gaps = gaps_in_words(series, suppressed)
    say = write or count
    if known.empty:
        return "; ".join(["no figures", *gaps])
    points = {
        "first": (known.index[0], known.iloc[0]),
        "lowest": (known.idxmin(), known.min()),
        "highest": (known.idxmax(), known.max()),
        "last": (known.index[-1], known.iloc[-1]),
    }
    (start, first), (end, last) = points["first"], points["last"]
    said = [f"from {say(first)} in {period_or_name(start)} to {say(last)} in {period_or_name(end)}"]
    for word in ("lowest", "highest"):
        where, value = points[word]
        if where not in (start, end):
            said.append(f"{word} {say(value)} in {period_or_name(where)}")
    return "; ".join([*said, *gaps])


def gaps_in_words(series: pd.Series, suppressed: pd.Series | None) -> list[str]:
    """Say how many points of a line are suppressed.

    Parameters
    ----------
    series : Series
    suppressed : Series or None
        Over the same index, whether (or how often) a figure behind it is suppressed.

    Returns
    -------
    list of str
        One part of a sentence, or none.
    """
    if suppressed is None:
        return []
    number = int((series.isna() & (suppressed.reindex(series.index).fillna(0) > 0)).sum())
    are = "is" if number == 1 else "are"
    return [f"{noun(number, 'point')} {are} suppressed as small numbers about people"] if number else []


def categories_in_words(
    series: pd.Series, write: Callable[[float], str] | None = None, suppressed: pd.Series | None = None
) -> str:
    """Say in a sentence what the bars of a chart show, each with its number.

    Parameters
    ----------
    series : Series
        Numbers over categories, in the order drawn.
    write : callable, optional
        How to write a number; `count` by default.
    suppressed : Series, optional
        Over the same index, whether a missing number is suppressed.
    """
    numbers = written(series, write, suppressed)
    return listing([f"{name} {number}" for name, number in zip(series.index, numbers, strict=True)])


def written(
    series: pd.Series, write: Callable[[float], str] | None = None, suppressed: pd.Series | None = None
) -> list[str]:
    """Write each number of a Series; one that is missing as ``[c]`` where it is suppressed.

    Parameters
    ----------
    series : Series
    write : callable, optional
        How to write any other; `count`, which writes a missing one as ``[x]``, by default.
    suppressed : Series, optional
        Over the same index, whether (or how often) a figure behind it is suppressed.
    """
    say = write or count
    counts = pd.Series(0, index=series.index) if suppressed is None else suppressed.reindex(series.index).fillna(0)
    return [
        SUPPRESSED if pd.isna(number) and hidden > 0 else say(number)
        for number, hidden in zip(series.array, counts.array, strict=True)
    ]


def period_or_name(label: object) -> str:
    """Write an index label: a Period in its own form, a day in full, anything else as it is."""
    if isinstance(label, dt.date):
        return periods.day(label)
    return periods.label(label) if isinstance(label, pd.Period) else str(label)
