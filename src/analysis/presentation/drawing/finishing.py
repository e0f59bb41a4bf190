"""The last touches to axes: what a reader expects of every chart, where its author said nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from typing import Any

import numpy as np
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, ScalarFormatter

from analysis.presentation.drawing import period_axis

Undo = Callable[[], None]


def settle(axes: Axes, columns: Collection[str]) -> None:
    """Start at zero, reach past the highest mark, write thousands with commas, drop titles that repeat a column's name.

    Parameters
    ----------
    axes : Axes
        As its author left it; what the author set stays.
    columns : collection of str
        Names of the columns that were drawn: seaborn writes them beside the axes and in the legend.
    """
    for axis, label in ((axes.xaxis, axes.get_xlabel()), (axes.yaxis, axes.get_ylabel())):
        if label in columns:
            axis.set_label_text("")
        if type(axis.get_major_formatter()) is ScalarFormatter:
            axis.set_major_formatter(FuncFormatter(_written))
    legend = axes.get_legend()
    if legend is not None and legend.get_title().get_text() in columns:
        legend.set_title("")
    if axes.get_yscale() == "linear" and axes.get_autoscaley_on() and not axes.images:
        _from_zero(axes)


def legend_above(axes: Axes, *, narrow: bool) -> None:
    """Put a legend that matplotlib would put on the drawing above it."""
    legend = axes.get_legend()
    # Whoever placed it meant it to be there.
    if legend is None or (getattr(legend, "_loc_real", 0) != 0 and not getattr(legend, "is_above", False)):
        return
    texts = [text.get_text() for text in legend.get_texts()]
    columns = 1 if sum(len(text) + 6 for text in texts) > (34 if narrow else 84) else len(texts)
    heading = legend.get_title().get_text() or None
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1.01), "borderaxespad": 0, "handlelength": 1.2}
    handles = [handle for handle in legend.legend_handles if handle is not None]
    made = axes.legend(handles, texts, title=heading, ncols=columns, alignment="left", **place)
    made.is_above = True  # type: ignore[attr-defined]  # the next width places it anew


def thinned(axes: Axes, renderer: Any, *, narrow: bool) -> list[Undo]:
    """Leave out labels of the horizontal axis that would run into each other.

    Parameters
    ----------
    axes : Axes
    renderer : RendererBase
        Measures text.
    narrow : bool
        Whether it is drawn for a phone.

    Returns
    -------
    list of callable
        Each puts something back as it was.
    """
    locator, formatter = axes.xaxis.get_major_locator(), axes.xaxis.get_major_formatter()
    if isinstance(locator, dates.AutoDateLocator):
        room = axes.get_window_extent(renderer).width / axes.figure.dpi
        axes.xaxis.set_major_locator(period_axis.marks(axes.get_xlim(), max(2, int(room / (0.6 if narrow else 0.7)))))
        axes.xaxis.set_major_formatter(FuncFormatter(period_axis.written))

        def as_before() -> None:
            axes.xaxis.set_major_locator(locator)
            axes.xaxis.set_major_formatter(formatter)

        return [as_before]
    if not _overlapping(axes.xaxis, renderer):
        return []
    places, labels = list(axes.get_xticks()), [label.get_text() for label in axes.get_xticklabels()]
    for step in range(2, len(labels) + 1):
        # The last label stays: it is the newest period.
        axes.set_xticks(places, [text if (len(labels) - 1 - at) % step == 0 else "" for at, text in enumerate(labels)])
        if not _overlapping(axes.xaxis, renderer):
            break

    def back() -> None:
        axes.set_xticks(places, labels)

    return [back]


def _written(value: float, _: int | None = None) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,g}"


def _overlapping(axis: Axis, renderer: Any) -> bool:
    boxes = [label.get_window_extent(renderer) for label in axis.get_ticklabels() if label.get_text()]
    spans = sorted((box.x0, box.x1) for box in boxes)
    return any(after[0] < before[1] + 4 for before, after in itertools.pairwise(spans))


def _from_zero(axes: Axes) -> None:
    low, high = axes.dataLim.intervaly
    named = isinstance(axes.yaxis.get_major_locator(), FixedLocator)
    if named or not np.isfinite([low, high]).all() or low < 0 or high <= 0:
        return
    ticks = [tick for tick in axes.yaxis.get_major_locator().tick_values(0, high) if tick >= 0]
    above = [tick for tick in ticks if tick >= high]
    axes.set_ylim(0, above[0] if above else high * 1.05)
