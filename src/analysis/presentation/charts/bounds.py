"""Charts of shares with two kinds of uncertainty: a dot in its interval, inside the box that the unknown leave open."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import PercentFormatter

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.charts import canvas
from analysis.presentation.display import Figure

_BOX = 0.56
"""Height of a box, of the one that a row has."""

_KEY = (
    "Share among the known",
    "95% interval of that share (chance)",
    "Bounds: if none, or all, of the unknown were of the kind",
)


def bounds(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str,
    half: str = "",
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw a share among the known as a dot on its interval, and its bounds as a box, for each row.

    The box and the interval differ in form, not only in colour: the box is hollow, hatched and tall, the interval a
    thick line.

    Parameters
    ----------
    data : DataFrame
        `share`, `lower`, `upper`, `least` and `most`, fractions of one, over names or Periods, in the order to be
        drawn from the top, as `analysis.statistics.unknowns.bounds` returns them. Rows without a figure are left out.
    half : str
        What a line at one half is called; none is drawn without.
    title, subtitle, unit, source, notes
        As for `lines`; the unit stands above the chart.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    table = data[["share", "lower", "upper", "least", "most"]].astype(float).dropna()
    canvas.check_drawable(table)
    with theme.applied():
        labels = [textwrap.fill(canvas.capital(prose.period_or_name(name)), 22) for name in table.index]
        figure, axes = canvas.new_chart(unit, height=1.9 + 0.62 * len(labels))
        for place, (_, row) in enumerate(table.iterrows()):
            _draw(axes, place, row)
        if half:
            axes.axvline(0.5, color=theme.INK, linewidth=1, zorder=0)
            axes.text(0.5, -0.66, half, ha="center", va="bottom", color=theme.INK)
        _frame(axes, labels)
        figure.legend(handles=_key(), loc="outside lower left", ncols=1, frameon=False)
        svg = canvas.svg(figure)
    said = [f"{prose.period_or_name(name)}: {_in_words(row)}" for name, row in table.iterrows()]
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Chart of shares with intervals and bounds. {canvas.capital('; '.join(said))}.",
        svg=svg,
        notes=citing.with_coverage(notes, data, source),
        sources=canvas.source_lines(data, source),
    )


def _draw(axes: Axes, place: int, row: pd.Series) -> None:
    box = Rectangle((row["least"], place - _BOX / 2), row["most"] - row["least"], _BOX, **_look())
    axes.add_patch(box)
    axes.plot([row["lower"], row["upper"]], [place, place], color=theme.CATEGORICAL[0], linewidth=5, zorder=3)
    axes.plot(row["share"], place, "o", color="white", markeredgecolor=theme.CATEGORICAL[0], markersize=9, zorder=4)
    for end, side, gap in ((row["least"], "right", -0.01), (row["most"], "left", 0.01)):
        axes.text(end + gap, place, prose.percent(end), ha=side, va="center", color=theme.INK)


def _look() -> dict[str, Any]:
    return {"facecolor": "white", "edgecolor": theme.CATEGORICAL[2], "hatch": "///", "linewidth": 1.4, "zorder": 2}


def _frame(axes: Axes, labels: list[str]) -> None:
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.6)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _key() -> list[Line2D | Patch]:
    colour = theme.CATEGORICAL[0]
    dot = Line2D([], [], marker="o", color="white", markeredgecolor=colour, markersize=9, linestyle="", label=_KEY[0])
    return [dot, Line2D([], [], color=colour, linewidth=5, label=_KEY[1]), Patch(label=_KEY[2], **_look())]


def _in_words(row: pd.Series) -> str:
    share, lower, upper, least, most = (prose.percent(row[end]) for end in ("share", "lower", "upper", "least", "most"))
    return f"{share} among the known (95% interval {lower} to {upper}), of all between {least} and {most}"
