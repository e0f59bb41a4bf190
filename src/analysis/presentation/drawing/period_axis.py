"""Periods on the axes of charts, and numbers of an axis written as a reader writes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import category, dates, ticker, units
from matplotlib.axes import Axes
from matplotlib.axis import Axis

from analysis import periods

NAMED = (ticker.FixedLocator, category.StrCategoryLocator)
"""How an axis of names places its labels."""

Numbers = npt.NDArray[np.float64]

_DRAWN: WeakKeyDictionary[Axis, set[pd.Period]] = WeakKeyDictionary()
"""The Periods that other libraries have drawn on an axis."""


class PeriodConverter(units.ConversionInterface):
    """Puts a Period at its middle, so that seaborn and matplotlib draw columns of Periods as they are."""

    @staticmethod
    def convert(value: Any, unit: Any, axis: Any) -> Numbers | float:
        """Return the place of a Period, or of several, on an axis of dates, and keep with the axis which they are."""
        every = value if np.iterable(value) else [value]
        _DRAWN.setdefault(axis, set()).update(each for each in every if isinstance(each, pd.Period))
        return np.array([place(each) for each in value]) if np.iterable(value) else place(value)

    @staticmethod
    def axisinfo(unit: Any, axis: Any) -> units.AxisInfo:
        """Return how such an axis is labelled: by years, or by shorter periods where it has few years."""
        return units.AxisInfo(majloc=YearStarts(), majfmt=ticker.FuncFormatter(written))


class YearStarts(dates.AutoDateLocator):
    """Marks the beginnings of years or, on an axis of a few years, of months."""

    def __init__(self) -> None:
        super().__init__(minticks=3, maxticks=10)


def place(value: Any) -> float:
    """Return where a Period, a date or a number stands on an axis of dates."""
    if isinstance(value, pd.Period):
        start = dates.date2num(value.start_time)
        return float(start + (dates.date2num((value + 1).start_time) - start) / 2)
    if pd.isna(value):
        return float("nan")
    return float(value) if isinstance(value, (int, float, np.number)) else float(dates.date2num(value))


def marks(limits: tuple[float, float], most: int) -> dates.DateLocator:
    """Return what marks an axis of dates: beginnings of years or, on an axis of under three years, of months.

    Parameters
    ----------
    limits : tuple of float
        Of the axis, in days.
    most : int
        How many labels have room.

    Returns
    -------
    DateLocator
    """
    years = (limits[1] - limits[0]) / 365.25
    if years >= 3:
        base = next((each for each in (1, 2, 5, 10, 20) if years / each <= most), 50)
        return dates.YearLocator(base)
    step = next((each for each in (1, 3, 6) if 12 * years / each <= most), 12)
    return dates.MonthLocator(bymonth=range(1, 13, step))


def register() -> None:
    """Let matplotlib draw Periods."""
    units.registry[pd.Period] = PeriodConverter()


def in_words(axes: Axes, value: Any, known: Iterable[pd.Period] = ()) -> str:
    """Say which point of the horizontal axis a number stands for.

    Parameters
    ----------
    axes : Axes
    value : Period, date, number or str
    known : iterable of Period
        Those that were drawn: a number at the middle of one of them is that Period.

    Returns
    -------
    str
    """
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Period):
        return periods.in_text(value)
    middle = place(value)
    if named := _by_place(tuple(known) or tuple(_DRAWN.get(axes.xaxis, ()))).get(round(middle, 1)):
        return named
    if isinstance(axes.xaxis.get_major_locator(), dates.DateLocator):
        return f"{dates.num2date(middle):%B %Y}"
    labels = _fixed(axes) if isinstance(axes.xaxis.get_major_locator(), NAMED) else {}
    return labels.get(round(middle), f"{middle:g}") if middle == round(middle) else f"{middle:g}"


@lru_cache(maxsize=8)
def _by_place(known: tuple[pd.Period, ...]) -> dict[float, str]:
    return {round(place(period), 1): periods.in_text(period) for period in known}


def _fixed(axes: Axes) -> dict[int, str]:
    places, labels = axes.get_xticks(), [label.get_text() for label in axes.get_xticklabels()]
    return {round(at): text for at, text in zip(places, labels, strict=False) if text}


def written(value: float, _: int | None = None) -> str:
    """Write a day of an axis: its year, or its month where it begins no year."""
    moment = dates.num2date(value)
    return f"{moment:%Y}" if (moment.month, moment.day) == (1, 1) else f"{moment:%b %Y}"
