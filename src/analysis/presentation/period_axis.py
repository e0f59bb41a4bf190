"""Periods on the axes of charts, and numbers of an axis written as a reader writes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import dates, ticker, units
from matplotlib.axes import Axes

from analysis import periods

Numbers = npt.NDArray[np.float64]


class PeriodConverter(units.ConversionInterface):
    """Puts a Period at its middle, so that seaborn and matplotlib draw columns of Periods as they are."""

    @staticmethod
    def convert(value: Any, unit: Any, axis: Any) -> Numbers | float:
        """Return the place of a Period, or of several, on an axis of dates."""
        return np.array([place(each) for each in value]) if np.iterable(value) else place(value)

    @staticmethod
    def axisinfo(unit: Any, axis: Any) -> units.AxisInfo:
        """Return how such an axis is labelled: by years, or by shorter periods where it has few years."""
        return units.AxisInfo(majloc=YearStarts(), majfmt=ticker.FuncFormatter(_written))


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
    if named := _by_place(tuple(known)).get(round(middle, 1)):
        return named
    if isinstance(axes.xaxis.get_major_locator(), dates.DateLocator):
        return f"{dates.num2date(middle):%B %Y}"
    labels = _fixed(axes)
    return labels.get(round(middle), f"{middle:g}") if middle == round(middle) else f"{middle:g}"


@lru_cache(maxsize=8)
def _by_place(known: tuple[pd.Period, ...]) -> dict[float, str]:
    return {round(place(period), 1): periods.in_text(period) for period in known}


def _fixed(axes: Axes) -> dict[int, str]:
    places, labels = axes.get_xticks(), [label.get_text() for label in axes.get_xticklabels()]
    return {round(at): text for at, text in zip(places, labels, strict=False) if text}


def _written(value: float, position: int | None = None) -> str:
    moment = dates.num2date(value)
    return f"{moment:%Y}" if (moment.month, moment.day) == (1, 1) else f"{moment:%b %Y}"
