"""A series and what was to be expected of it: the trend of the time before an event, carried on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.presentation.charts.marks import lines
from analysis.presentation.drawing import house_style

_ABOVE = 1.2
"""How far the axis reaches past the highest line: an interval that is wider is cut."""


def carried_on(axes: Axes, course: pd.DataFrame, day: dt.date, event: str) -> Axes:
    """Draw a series and its earlier trend carried on, within its interval, from an event on.

    Parameters
    ----------
    axes : Axes
    course : DataFrame
        Over Periods: what was observed, what was to be expected, and ``lower`` and ``upper`` of that, the last three
        missing before the event.
    day : date
        Of the event.
    event : str
        Its name, written above a vertical line.

    Returns
    -------
    Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> quarters = pd.period_range("2020Q1", periods=3, freq="Q-DEC")
    >>> numbers = {"Observed": [9.0, 4, 6], "Trend": [None, 9, 10], "lower": [None, 7, 7], "upper": [None, 11, 13]}
    >>> course = pd.DataFrame(numbers, index=quarters, dtype=float)
    >>> carried_on(plt.subplots()[1], course, dt.date(2020, 3, 23), "First lockdown").texts[0].get_text()
    'First lockdown'
    """
    known = course.drop(columns=["lower", "upper"])
    lines(axes, known)
    axes.get_lines()[-1].set_linestyle((0, (4, 1.5)))
    ahead = course.dropna().astype(float)
    band: dict[str, Any] = {"color": house_style.GREY, "alpha": 0.35, "linewidth": 0, "label": "_band"}
    axes.fill_between(list(ahead.index), ahead["lower"], ahead["upper"], **band)
    # A date is a point on the axis that Periods make.
    axes.axvline(day, color=house_style.SOFT, linewidth=1, label="_guide")  # type: ignore[arg-type]
    across = axes.get_xaxis_transform()
    axes.text(day, 1.01, event, ha="center", va="bottom", weight="semibold", transform=across)  # type: ignore[arg-type]
    axes.set_ylim(0, _ABOVE * float(known.astype(float).max().max()))
    return axes
