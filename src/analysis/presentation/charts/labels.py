"""Words in a chart: the year reported on, names beside lines, numbers on bars, a point that matters."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from analysis import periods
from analysis.presentation.drawing import frame, house_style
from analysis.presentation.drawing.period_axis import place
from analysis.prose import number

_LINE = 15
"""Height of a line of labels, in points."""


def shade(axes: Axes, period: pd.Period) -> Axes:
    """Shade and name the period reported on.

    Parameters
    ----------
    axes : Axes
        With Periods or dates across.
    period : Period

    Returns
    -------
    Axes

    Examples
    --------
    >>> shade(ax, periods.financial_year("2021-22")).texts[0].get_text()
    '2021-22'
    """
    start, end = place(period.start_time), place((period + 1).start_time)
    axes.axvspan(start, end, color=house_style.SHADE, zorder=0, linewidth=0, label="_guide")
    across = axes.get_xaxis_transform()
    words: dict[str, Any] = {"ha": "center", "va": "bottom", "weight": "semibold", "color": house_style.CATEGORICAL[0]}
    axes.text((start + end) / 2, 1.01, periods.label(period), transform=across, **words)
    return axes


def name_lines(axes: Axes, write: Callable[[float], str] | None = None) -> Axes:
    """Write the name of each line at its end, in its colour, in place of a legend.

    Parameters
    ----------
    axes : Axes
        Whose lines have labels.
    write : callable, optional
        Writes the last value behind the name, such as `prose.percent`.

    Returns
    -------
    Axes

    Examples
    --------
    >>> _ = ax.plot([1, 2], [3, 4], label="Adults")
    >>> _ = ax.legend()
    >>> name_lines(ax).get_legend() is None
    True
    """
    if legend := axes.get_legend():
        legend.remove()

    def placed(phone: bool) -> list[Artist]:
        named = [line for line in axes.get_lines() if not str(line.get_label()).startswith("_")]
        ends = {}
        for line in named:
            across, up = (np.asarray(each, dtype=float) for each in line.get_data(orig=False))
            known = np.flatnonzero(np.isfinite(up))
            if known.size:
                ends[line] = (float(across[known[-1]]), float(up[known[-1]]))
        said = {line: f"{line.get_label()}{f' {write(end[1])}' if write else ''}" for line, end in ends.items()}
        said = {line: textwrap.fill(text, 11 if phone else 22) for line, text in said.items()}
        tall = {line: _pixels(axes) * (text.count("\n") + 1) for line, text in said.items()}
        heights = _apart({line: axes.transData.transform(end)[1] for line, end in ends.items()}, tall)
        # Names stand in one row at the right, but one whose line ends well before stays with its line.
        right = max((end[0] for end in ends.values()), default=0.0)
        near = right - 0.1 * abs(np.diff(axes.get_xlim())[0])
        inverse = axes.transData.inverted()
        return [
            axes.annotate(
                said[line],
                (right if ends[line][0] > near else ends[line][0], inverse.transform((0, heights[line]))[1]),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                weight="semibold",
                color=line.get_color(),
                annotation_clip=False,
            )
            for line in ends
        ]

    frame.at_each_width(_figure(axes), placed)
    return axes


def value_labels(axes: Axes, write: Callable[[float], str] | None = None) -> Axes:
    """Write its number on each bar: inside the bars of a stack where it fits, else at the end.

    Parameters
    ----------
    axes : Axes
    write : callable, optional
        How to write a number; whole numbers with commas otherwise.

    Returns
    -------
    Axes

    Examples
    --------
    >>> _ = ax.bar(["2020-21", "2021-22"], [10660, 13539])
    >>> value_labels(ax, prose.count) is ax
    True
    """
    say = write or (lambda value: number(float(value)))
    kept = [container for container in axes.containers if isinstance(container, BarContainer)]
    stack = len(kept) > 1 and _is_stacked(kept)

    def placed(_: bool) -> list[Artist]:
        written: list[Artist] = []
        for bars in kept:
            ink = _contrasting(bars.patches[0].get_facecolor()) if stack and bars.patches else house_style.INK
            options: dict[str, Any] = {"label_type": "center"} if stack else {"padding": 3}
            texts = axes.bar_label(bars, fmt=lambda value: say(value) if value else "", color=ink, **options)
            written += [text for text, bar in zip(texts, bars.patches, strict=True) if _fits(text, bar, stack=stack)]
            for text in set(texts) - set(written):
                text.remove()
        return _without_collisions(written)

    frame.at_each_width(_figure(axes), placed)
    if not stack and all(bars.orientation == "vertical" for bars in kept):
        axes.margins(y=0.12)
    return axes


def mark(axes: Axes, at: Any, value: float, text: str) -> Axes:
    """Mark a point with a dot and a few words beside it.

    Parameters
    ----------
    axes : Axes
    at : Period, date, number or str
        Across.
    value : float
        Up.
    text : str

    Returns
    -------
    Axes

    Examples
    --------
    >>> mark(ax, pd.Period("2022Q1", freq="Q-DEC"), 3773, "3,773").texts[0].get_text()
    '3,773'
    """
    across = place(at) if isinstance(at, pd.Period) else at
    axes.plot([across], [value], "o", color=house_style.CATEGORICAL[0], label="_guide", zorder=5)
    words: dict[str, Any] = {"ha": "right", "weight": "semibold", "color": house_style.CATEGORICAL[0]}
    axes.annotate(
        text,
        (across, value),
        xytext=(-6, 5),
        textcoords="offset points",
        va="bottom",
        **words,
    )
    return axes


def _apart(heights: Mapping[Any, float], tall: Mapping[Any, float]) -> dict[Any, float]:
    """Move labels apart that would overlap, in their order."""
    ordered = sorted(heights, key=lambda name: heights[name])
    placed = [heights[name] for name in ordered]
    for _ in range(100):
        moved = False
        for at in range(len(placed) - 1):
            gap = (tall[ordered[at]] + tall[ordered[at + 1]]) / 2
            if (short := gap - (placed[at + 1] - placed[at])) > 0.01:
                placed[at] -= short / 2
                placed[at + 1] += short / 2
                moved = True
        if not moved:
            break
    return dict(zip(ordered, placed, strict=True))


def _pixels(axes: Axes) -> float:
    return _LINE * _figure(axes).dpi / 72


def _figure(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)  # noqa: S101  # for the type checker: drawn axes belong to a figure
    return figure


def _is_stacked(containers: Sequence[BarContainer]) -> bool:
    first, second = containers[0].patches, containers[1].patches
    return bool(
        first
        and second
        and (first[0].get_x() == second[0].get_x() or first[0].get_y() == second[0].get_y())
        and (second[0].get_y() > 0 if containers[1].orientation == "vertical" else second[0].get_x() > 0)
    )


def _contrasting(colour: Any) -> str:
    red, green, blue = to_rgb(colour)
    return house_style.INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.45 else "white"


def _without_collisions(texts: list[Artist]) -> list[Artist]:
    # The newest stays: it is the one that the chart is about.
    kept: list[Artist] = []
    for text in reversed(texts):
        box = text.get_window_extent().padded(1)
        if any(box.overlaps(other.get_window_extent()) for other in kept):
            text.remove()
        else:
            kept.append(text)
    return kept


def _fits(text: Any, bar: Any, *, stack: bool) -> bool:
    if not stack:
        return True
    room, needed = bar.get_window_extent(), text.get_window_extent()
    return bool(room.width >= needed.width + 4 and room.height >= needed.height)
