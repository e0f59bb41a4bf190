"""Charts of categories: horizontal bars."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.presentation.old_charts.canvas import Writer


def bars(
    data: pd.Series,
    *,
    title: str,
    subtitle: str,
    unit: str,
    write: Writer = prose.count,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
    suppressed: pd.Series | None = None,
) -> Figure:
    """Draw numbers of categories as horizontal bars, each with its number.

    Parameters
    ----------
    data : Series
        Numbers over category names, in the order to be drawn from the top.
    title, subtitle, unit, write, source, notes, suppressed
        As for `lines`. A bar that is suppressed is a label ``[c]`` without a bar.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    canvas.check_drawable(data.to_frame())
    with theme.applied():
        labels = [textwrap.fill(str(name), 30) for name in data.index]
        lines = max(label.count("\n") + 1 for label in labels)
        figure, axes = canvas.new_chart(unit, height=0.8 + max(0.36, 0.21 * lines) * len(data))
        places = range(len(data))
        numbers = np.nan_to_num(data.to_numpy(dtype=float, na_value=np.nan))
        drawn = axes.barh(places, numbers, height=0.7, color=theme.CATEGORICAL[0])
        axes.set_yticks(places, labels)
        axes.set_ylim(len(data) - 0.5, -0.5)
        axes.bar_label(
            drawn,
            labels=prose.written(data, write, suppressed),
            padding=4,
            color=theme.INK,
        )
        axes.margins(x=0.14)
        axes.grid(visible=False)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        svg = canvas.svg(figure)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Bar chart. {prose.capitalised(prose.categories_in_words(data, write, suppressed))}.",
        svg=svg,
        notes=citing.with_coverage(notes, data, source),
        sources=canvas.source_lines(data, source),
    )
