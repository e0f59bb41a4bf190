"""Funnel plots: rates of areas by their size, between limits that narrow as areas grow."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis import prose
from analysis.presentation.drawing import alternatives, house_style

_TICKS = [base * 10**power for power in range(9) for base in (1, 2, 5)]
_MOST_NAMED = 8
"""More names than these have no room: the text has all."""


def funnel(
    axes: Axes,
    areas: pd.DataFrame,
    curve: pd.DataFrame,
    *,
    value: str,
    size: str,
    highlight: Collection[str] = (),
    write: Callable[[float], str] = prose.decimal,
) -> Axes:
    """Draw areas against funnel limits, with the names of those outside and of those picked out.

    Parameters
    ----------
    axes : Axes
    areas : DataFrame
        A row for each area, with the columns that `value` and `size` name, and ``position`` ("within", "above" or
        "below"); with ``p``, those least likely by chance are named where there is no room for all.
    curve : DataFrame
        Over a range of sizes: ``size``, ``target``, ``lower_95``, ``upper_95``, ``lower_99.8``, ``upper_99.8``.
    value, size : str
        Columns of `areas`.
    highlight : collection of str
        Areas to pick out.
    write : callable
        How to write a value.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Where an area to pick out is not there.

    Examples
    --------
    >>> areas = pd.DataFrame({"rate": [4.0, 9.0], "people": [1e6, 2e6]}, index=["Kent", "Essex"])
    >>> areas["position"] = ["within", "above"]
    >>> limits = {"lower_95": 3.0, "upper_95": 7.0, "lower_99.8": 2.0, "upper_99.8": 8.0}
    >>> curve = pd.DataFrame({"size": [1e6, 2e6], "target": 5.0, **limits})
    >>> funnel(ax, areas, curve, value="rate", size="people").texts[0].get_text()
    'Essex'
    """
    if strange := [name for name in highlight if name not in areas.index]:
        raise ValueError(f"no area '{strange[0]}' to pick out")
    axes.plot(curve["size"], curve["target"], color=house_style.INK, linewidth=1.2, label="All areas together")
    for level, stroke in (("95", (0, (5, 1.5))), ("99.8", "solid")):
        look: dict[str, Any] = {"color": house_style.CATEGORICAL[1], "linestyle": stroke, "linewidth": 1.2}
        axes.plot(curve["size"], curve[f"lower_{level}"], label="_lower", **look)
        axes.plot(curve["size"], curve[f"upper_{level}"], label=f"{level}% control limits", **look)
    chosen, outside = areas.index.isin(list(highlight)), (areas["position"] != "within").to_numpy()
    for rows, marker, face in (
        (~outside & ~chosen, "o", "white"),
        (outside & ~chosen, "D", house_style.CATEGORICAL[0]),
        (chosen, "*", house_style.CATEGORICAL[3]),
    ):
        shown = areas[rows]
        marked: dict[str, Any] = {
            "s": 150 if marker == "*" else 26,
            "edgecolor": house_style.CATEGORICAL[0],
            "linewidth": 1,
        }
        axes.scatter(shown[size], shown[value], marker=marker, facecolor=face, zorder=3, **marked)
    _size_axis(axes, areas[size])
    others = areas[outside & ~chosen]
    likely = others.sort_values("p") if "p" in others else others
    for row in pd.concat([areas[chosen], likely]).head(_MOST_NAMED).itertuples():
        _name(axes, str(row.Index), (getattr(row, size), getattr(row, value)))
    axes.legend()
    said = [_in_words(areas, curve, value, write)]
    said += [f"Picked out: {name} ({write(areas[value][name])}, {areas['position'][name]})" for name in highlight]
    alternatives.put_in_words(axes, ". ".join(said))
    return axes


def _name(axes: Axes, name: str, point: tuple[float, float]) -> None:
    """Write a name beside a point, on the side that has room."""
    left, right = axes.get_xlim()
    at_right = point[0] ** 2 > left * right  # the middle of an axis whose steps multiply
    # A limit that runs behind a name would strike it through; a point behind it would be hidden.
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    look: dict[str, Any] = {"va": "center", "fontsize": 11, "bbox": ground, "zorder": 2.5}
    look["ha"] = "right" if at_right else "left"
    axes.annotate(name, point, xytext=(-9 if at_right else 9, 0), textcoords="offset points", **look)


def _size_axis(axes: Axes, sizes: pd.Series) -> None:
    axes.set_xscale("log")
    low, high = float(sizes.min()) * 0.9, float(sizes.max()) * 1.35
    axes.set_xlim(low, high)
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in _TICKS if low <= tick <= high]))
    axes.xaxis.set_minor_locator(NullLocator())
    short = FuncFormatter(lambda number, _: f"{number / 1e6:g} million" if number >= 1e6 else f"{number:,.0f}")
    axes.xaxis.set_major_formatter(short)


def _in_words(areas: pd.DataFrame, curve: pd.DataFrame, value: str, write: Callable[[float], str]) -> str:
    target = write(float(curve["target"].iloc[0]))
    said = [f"A funnel plot of {prose.noun(len(areas), 'area')} about {target}, the value of all together"]
    for position, side in (("above", "high"), ("below", "low")):
        there = areas[areas["position"] == position]
        names = prose.listing(f"{name} ({write(number)})" for name, number in there[value].items())
        said.append(f"Stand out as {side}: {names or 'none'}")
    return ". ".join([*said, f"{prose.count(int((areas['position'] == 'within').sum()))} do not stand out"])
