"""What a chart shows, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.prose.numbers import SUPPRESSED, count, noun
from analysis.prose.words import listing, period_or_name


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
