"""A line beside single points of another source."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.charts import canvas
from analysis.presentation.charts.canvas import Writer
from analysis.presentation.display import Figure


def line_and_points(
    line: pd.Series,
    points: pd.Series,
    *,
    title: str,
    subtitle: str,
    unit: str,
    source: pd.DataFrame,
    write: Writer = prose.count,
    highlight: pd.Period | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw a series as a line and the few figures of another source as points beside it.

    Parameters
    ----------
    line : Series
        Numbers over a PeriodIndex; its name is what the key calls it.
    points : Series
        Numbers over a PeriodIndex of the same frequency, not necessarily within the line's; named likewise.
    source : DataFrame
        With the provenance of both.
    title, subtitle, unit, write, highlight, notes
        As for `lines`.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    canvas.check_drawable(line.to_frame())
    canvas.check_drawable(points.to_frame())
    drawn = {str(line.name): line, str(points.name): points}
    with theme.applied():
        figure, axes = canvas.new_chart(unit)
        canvas.shade(axes, highlight)
        sns.lineplot(x=canvas.midpoints(line.index), y=_numbers(line), color=theme.CATEGORICAL[0], ax=axes)
        axes.plot(
            canvas.midpoints(points.index),
            _numbers(points),
            linestyle="none",
            marker="D",
            markersize=7,
            color=theme.CATEGORICAL[2],
        )
        axes.set(xlabel="", ylabel="")
        canvas.number_axis(axes, write)
        canvas.time_axis(axes, line.index.union(points.index))
        for artist, name in zip(axes.lines, drawn, strict=True):
            artist.set_label(name)
        axes.legend(loc="upper left", frameon=False)
        svg = canvas.svg(figure)
    said = [f"{name}: {prose.series_in_words(series, write)}" for name, series in drawn.items()]
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Line chart with points. {'. '.join(said)}.",
        svg=svg,
        notes=citing.with_coverage(notes, line, source),
        sources=canvas.source_lines(line, source),
    )


def _numbers(series: pd.Series) -> np.ndarray:
    return series.to_numpy(dtype=float, na_value=np.nan)
