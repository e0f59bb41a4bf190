"""Funnel plots: rates or shares of areas by their size, between limits that narrow as areas grow."""

from __future__ import annotations

import textwrap
from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.presentation.old_charts.canvas import Writer

_LIMITS = {"95": (theme.STROKES[1], 1.2), "99.8": ("solid", 1.2)}
_TICKS = [base * 10**power for power in range(9) for base in (1, 2, 5)]
_MOST_NAMED = 14
"""More names have no room: those picked out and those least likely by chance come first; the text has all."""


def funnel(
    areas: pd.DataFrame,
    curve: pd.DataFrame,
    *,
    value: str,
    size: str,
    title: str,
    subtitle: str,
    unit: str,
    size_unit: str,
    write: Writer = prose.decimal,
    highlight: Collection[str] = (),
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw areas against funnel limits, those that stand out and those picked out with their names.

    Parameters
    ----------
    areas : DataFrame
        A row for each area, with the columns that `value` and `size` name, `position` ("within", "above", "below") and
        `p`.
    curve : DataFrame
        Over a range of sizes: `size`, `target`, `lower_95`, `upper_95`, `lower_99.8`, `upper_99.8`.
    value, size : str
        Columns of `areas`.
    title, subtitle, unit, write, source, notes
        As for `lines`; the unit is that of the value.
    size_unit : str
        What the size is; stands below the horizontal axis.
    highlight : collection of str
        Areas to pick out.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, an area to pick out is not there, or no provenance.
    """
    canvas.check_drawable(areas[[value]])
    if strange := [name for name in highlight if name not in areas.index]:
        raise ValueError(f"no area '{strange[0]}' to pick out")
    with theme.applied():
        figure, axes = canvas.new_chart(unit, height=4.6)
        _draw_limits(axes, curve)
        _draw_areas(axes, areas, value, size, highlight)
        canvas.number_axis(axes, prose.count)
        _size_axis(axes, areas[size], size_unit)
        _name_areas(axes, areas, value, size, highlight)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2, frameon=False, fontsize=10)
        svg = canvas.svg(figure)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=_in_words(areas, curve, value, write, highlight),
        svg=svg,
        notes=citing.with_coverage(notes, areas, source),
        sources=canvas.source_lines(areas, source),
    )


def _draw_limits(axes: Axes, curve: pd.DataFrame) -> None:
    axes.plot(curve["size"], curve["target"], color=theme.INK, linewidth=1.2, label="All areas together")
    for level, (stroke, width) in _LIMITS.items():
        for side in ("lower", "upper"):
            label = f"{level}% limits" if side == "upper" else None
            heights = curve[f"{side}_{level}"]
            axes.plot(
                curve["size"], heights, color=theme.CATEGORICAL[1], linestyle=stroke, linewidth=width, label=label
            )


def _draw_areas(axes: Axes, areas: pd.DataFrame, value: str, size: str, highlight: Collection[str]) -> None:
    chosen, within = areas.index.isin(list(highlight)), areas["position"] == "within"
    kinds = [
        (within & ~chosen, "o", "white", "Does not stand out"),
        (~within & ~chosen, "D", theme.CATEGORICAL[0], "Stands out"),
        (pd.Series(chosen, index=areas.index), "*", theme.CATEGORICAL[3], "Picked out"),
    ]
    for rows, marker, face, label in kinds:
        if rows.any():
            shown = areas[rows]
            axes.scatter(
                shown[size],
                shown[value],
                marker=marker,
                s=150 if marker == "*" else 26,
                facecolor=face,
                edgecolor=theme.CATEGORICAL[0],
                linewidth=1,
                zorder=3,
                label=label,
            )


def _size_axis(axes: Axes, sizes: pd.Series, unit: str) -> None:
    axes.set_xscale("log")
    low, high = float(sizes.min()) * 0.9, float(sizes.max()) * 1.1
    axes.set_xlim(low, high)
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in _TICKS if low <= tick <= high]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: _short(number)))
    axes.set_xlabel(unit, color=theme.INK)


def _short(number: float) -> str:
    return f"{number / 1e6:g} million" if number >= 1e6 else f"{number:,.0f}"


def _name_areas(axes: Axes, areas: pd.DataFrame, value: str, size: str, highlight: Collection[str]) -> None:
    chosen, outside = areas.index.isin(list(highlight)), areas["position"] != "within"
    named = pd.concat([areas[chosen], areas[~chosen & outside].sort_values("p")]).head(_MOST_NAMED)
    names = {str(name): textwrap.fill(prose.spoken(str(name)), 20) for name in named.index}
    points = {str(row.Index): (getattr(row, size), getattr(row, value)) for row in named.itertuples()}
    line_height = 0.058 * axes.get_ylim()[1]
    tall = {name: line_height * (words.count("\n") + 1) for name, words in names.items()}
    heights = {name: float(point[1]) for name, point in points.items()}
    for name, height in canvas.spread(heights, tall).items() if names else ():
        axes.annotate(
            names[name],
            points[name],
            xytext=(axes.get_xlim()[1] * 1.04, height),
            va="center",
            fontsize=10,
            color=theme.INK,
            annotation_clip=False,
            arrowprops=canvas.LEADER | {"color": theme.CATEGORICAL[0], "linewidth": 0.6},
        )


def _in_words(areas: pd.DataFrame, curve: pd.DataFrame, value: str, write: Writer, highlight: Collection[str]) -> str:
    target = write(float(curve["target"].iloc[0]))
    said = [f"Funnel plot of {prose.noun(len(areas), 'area')} about {target}, the value of all together"]
    for position in ("above", "below"):
        there = areas[areas["position"] == position]
        names = prose.listing([f"{name} ({write(number)})" for name, number in there[value].items()])
        said.append(f"Stands out {position} it: {names or 'none'}")
    said.append(f"{prose.count(int((areas['position'] == 'within').sum()))} do not stand out")
    for name in highlight:
        said.append(f"Picked out: {name}, {write(float(areas[value][name]))}, {areas['position'][name]}")
    return f"{'. '.join(said)}."
