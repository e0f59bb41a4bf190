"""Lines, bars, points and cells on an `Axes`, as the house draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis import periods
from analysis.presentation.charts.labels import name_lines, value_labels
from analysis.presentation.drawing import house_style
from analysis.presentation.drawing.period_axis import place

Writer = Callable[[float], str]


def lines(axes: Axes, table: pd.DataFrame | pd.Series, *, write: Writer | None = None, highlight: str = "") -> Axes:
    """Draw a line for each column, named at its end.

    Parameters
    ----------
    axes : Axes
    table : DataFrame or Series
        Numbers over Periods, dates or numbers. At most four columns, or any number with `highlight`.
    write : callable, optional
        Writes the last value behind a name.
    highlight : str
        The column that matters: the others are grey.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Where more than four lines are to be told apart.

    Examples
    --------
    >>> quarters = pd.period_range("2021Q1", periods=3, freq="Q-DEC")
    >>> len(lines(ax, pd.Series([1, 2, 4], quarters, name="Referrals")).lines)
    1
    """
    wide = table.to_frame() if isinstance(table, pd.Series) else table
    if len(wide.columns) > len(house_style.CATEGORICAL) and not highlight:
        raise ValueError(
            f"{len(wide.columns)} lines cannot be told apart: draw the main ones, or name one to highlight"
        )
    across = list(wide.index) if isinstance(wide.index.dtype, pd.PeriodDtype) else wide.index
    for name in sorted(wide.columns, key=lambda each: str(each) == highlight):
        grey: dict[str, Any] = {"color": house_style.GREY, "linewidth": 1.2, "label": f"_{name}"}
        figures = wide[name].astype(float)
        # A figure between two that are missing has no line to stand on.
        alone = figures.notna() & figures.shift().isna() & figures.shift(-1).isna()
        style = {"label": str(name)} if highlight in ("", str(name)) else grey
        marked: dict[str, Any] = {}
        if alone.any():
            marked = {"marker": "o", "markevery": list(alone.to_numpy().nonzero()[0]), "clip_on": False}
        axes.plot(across, figures, **marked, **style)
    if isinstance(wide.index, pd.PeriodIndex) and wide.index.freqstr.startswith("Y"):
        axes.set_xticks([place(year) for year in wide.index], _names(wide.index))
    if len(wide.columns) > 1 or write:
        name_lines(axes, write)
    return axes


def columns(axes: Axes, series: pd.Series, *, write: Writer | None = None, highlight: Any = None) -> Axes:
    """Draw an upright bar for each value, with its number where there are under 15.

    Parameters
    ----------
    axes : Axes
    series : Series
        Numbers over Periods or names, in the order to be drawn.
    write : callable, optional
    highlight : object, optional
        Index label of the bar that matters: the others are pale.

    Returns
    -------
    Axes

    Examples
    --------
    >>> len(columns(ax, pd.Series({"2020-21": 10, "2021-22": 13}), highlight="2021-22").patches)
    2
    """
    shades = [house_style.CATEGORICAL[0] if highlight in (None, label) else "#8FA8BF" for label in series.index]
    axes.bar(_names(series.index), series.astype(float), color=shades, width=0.75)
    axes.xaxis.set_tick_params(length=0)
    return value_labels(axes, write) if len(series) < 15 else axes


def bars(axes: Axes, series: pd.Series, *, write: Writer | None = None) -> Axes:
    """Draw a bar to the right for each name, the first at the top, with its number.

    Parameters
    ----------
    axes : Axes
    series : Series
        Numbers over names.
    write : callable, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> bars(ax, pd.Series({"Police": 5, "Local authority": 2})).get_yticklabels()[0].get_text()
    'Police'
    """
    axes.barh(_names(series.index), series.astype(float), color=house_style.CATEGORICAL[0], height=0.72)
    return value_labels(_sideways(axes), write)


def stacked(axes: Axes, table: pd.DataFrame, *, write: Writer | None = None, rest: str = "") -> Axes:
    """Draw a bar to the right for each row, made of its columns.

    Parameters
    ----------
    axes : Axes
    table : DataFrame
        Counts over names or Periods, a column for each part; at most four beside `rest`.
    write : callable, optional
    rest : str
        The column of what is unknown or other, which is grey.

    Returns
    -------
    Axes

    Examples
    --------
    >>> table = pd.DataFrame({"Positive": [8], "Negative": [1], "Unknown": [1]}, index=["2021-22"])
    >>> len(stacked(ax, table, rest="Unknown").patches)
    3
    """
    start = np.zeros(len(table))
    colours = iter(house_style.CATEGORICAL)
    for name in table.columns:
        values = table[name].astype(float).fillna(0).to_numpy()
        colour = house_style.GREY if str(name) == rest else next(colours)
        axes.barh(_names(table.index), values, left=start, color=colour, label=str(name), height=0.72)
        start = start + values
    axes.legend()
    return value_labels(_sideways(axes), write)


def grouped(axes: Axes, table: pd.DataFrame, *, write: Writer | None = None) -> Axes:
    """Draw a group of upright bars for each row, one for each column.

    Parameters
    ----------
    axes : Axes
    table : DataFrame
        Numbers over names or Periods; at most four columns.
    write : callable, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> table = pd.DataFrame({"Adults": [7, 8], "Children": [3, 5]}, index=["2020-21", "2021-22"])
    >>> len(grouped(ax, table).patches)
    4
    """
    width = 0.8 / len(table.columns)
    middles = np.arange(len(table), dtype=float)
    for order, (name, colour) in enumerate(zip(table.columns, house_style.CATEGORICAL, strict=False)):
        across = middles + width * (order - (len(table.columns) - 1) / 2)
        axes.bar(across, table[name].astype(float), width=width * 0.94, color=colour, label=str(name))
    axes.set_xticks(middles, _names(table.index))
    axes.xaxis.set_tick_params(length=0)
    axes.legend()
    return value_labels(axes, write) if table.size < 15 else axes


def points(axes: Axes, table: pd.DataFrame, *, reference: float | None = None) -> Axes:
    """Draw a point with its interval for each name, the first at the top.

    Parameters
    ----------
    axes : Axes
    table : DataFrame
        Columns ``estimate``, ``lower`` and ``upper`` over names.
    reference : float, optional
        Where to draw a line to compare with, such as no change.

    Returns
    -------
    Axes

    Examples
    --------
    >>> table = pd.DataFrame({"estimate": [0.8], "lower": [0.7], "upper": [0.9]}, index=["First lockdown"])
    >>> points(ax, table, reference=1).get_yticklabels()[0].get_text()
    'First lockdown'
    """
    up = np.arange(len(table), dtype=float)
    estimate = table["estimate"].astype(float).to_numpy()
    reach = np.abs(table[["lower", "upper"]].astype(float).to_numpy().T - estimate)
    axes.errorbar(estimate, up, xerr=reach, fmt="o", color=house_style.CATEGORICAL[0], capsize=0, elinewidth=1.8)
    axes.set_yticks(up, _names(table.index))
    if reference is not None:
        axes.axvline(reference, color=house_style.SOFT, linewidth=1, label="_guide")
    _sideways(axes)
    axes.grid(visible=True, axis="x")
    axes.xaxis.set_visible(True)
    return axes


def heat(axes: Axes, table: pd.DataFrame, *, write: Writer | None = None) -> Axes:
    """Draw a cell for each number, darker where it is larger, with the number in it.

    Parameters
    ----------
    axes : Axes
    table : DataFrame
        Numbers over names (down) and columns (across).
    write : callable, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> table = pd.DataFrame({"Adults": [7, 8], "Children": [3, 5]}, index=["Albania", "Vietnam"])
    >>> [text.get_text() for text in heat(ax, table).texts]
    ['7', '3', '8', '5']
    """
    import seaborn as sns  # noqa: PLC0415  # takes half a second, which other charts need not wait for

    numbers = table.astype(float).set_axis(_names(table.index), axis=0)
    text = numbers.map(write) if write else numbers.map("{:,.0f}".format)
    sns.heatmap(numbers, annot=text, fmt="", cmap="Blues", cbar=False, linewidths=1, ax=axes)
    axes.set(xlabel="", ylabel="")
    axes.tick_params(length=0, rotation=0)
    return axes


def as_shares(axes: Axes, *, whole: bool = False) -> Axes:
    """Write the vertical axis in per cent, up to 100 where `whole`.

    Examples
    --------
    >>> as_shares(ax, whole=True).yaxis.get_major_formatter()(0.4)
    '40%'
    """
    axes.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    if whole:
        axes.set_ylim(0, 1)
    return axes


def _names(index: pd.Index) -> list[str]:
    return [periods.label(each) if isinstance(each, pd.Period) else str(each) for each in index]


def _sideways(axes: Axes) -> Axes:
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.margins(x=0.1)
    return axes
