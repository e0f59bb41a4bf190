"""Charts of an estimate over time with its interval: a line in a shaded band, and dots for what was counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.charts import canvas
from analysis.presentation.charts.canvas import Writer
from analysis.presentation.display import Figure


def band(
    data: pd.DataFrame,
    *,
    line: str,
    title: str,
    subtitle: str,
    unit: str,
    names: tuple[str, ...],
    lower: str = "lower",
    upper: str = "upper",
    dots: str | None = None,
    write: Writer = prose.count,
    highlight: pd.Period | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw an estimate over time as a line in the band of its interval.

    Parameters
    ----------
    data : DataFrame
        Numbers over a PeriodIndex.
    line, lower, upper : str
        Columns of the estimate and of the ends of its interval.
    names : tuple of str
        What the line, the band and, where there are any, the dots are.
    dots : str, optional
        Column of numbers to draw as dots, such as those that the estimate was made from.
    title, subtitle, unit, write, highlight, source, notes
        As for `lines`.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    canvas.check_drawable(data[[line]])
    with theme.applied():
        figure, axes = canvas.new_chart(unit)
        canvas.shade(axes, highlight)
        dates = canvas.midpoints(data.index)
        _draw(axes, dates, data, (line, lower, upper, dots), names)
        canvas.number_axis(axes, write)
        canvas.time_axis(axes, data.index)
        figure.legend(loc="outside lower left", ncols=len(names), frameon=False, columnspacing=1.2, handletextpad=0.5)
        svg = canvas.svg(figure)
    known = data[[line, lower, upper]].dropna()
    last = known.iloc[-1]
    said = [
        f"{names[0]}: {prose.series_in_words(data[line], write)}",
        f"{names[1]} in {prose.period_or_name(known.index[-1])}: {write(last[lower])} to {write(last[upper])}",
    ]
    if dots is not None:
        said.append(f"{names[2]}: {prose.series_in_words(data[dots], write)}")
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Line chart with an interval. {'. '.join(said)}.",
        svg=svg,
        notes=citing.with_coverage(notes, data, source),
        sources=canvas.source_lines(data, source),
    )


def shares(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    highlight: pd.Period | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw shares over time in the band of their 95% intervals.

    Parameters
    ----------
    data : DataFrame
        As `analysis.statistics.shares.each` returns it, over a PeriodIndex.
    title, subtitle, highlight, source, notes
        As for `lines`.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    return band(
        data,
        line="share",
        names=("Share", "95% interval"),
        title=title,
        subtitle=subtitle,
        unit="Share",
        write=prose.percent,
        highlight=highlight,
        source=source,
        notes=notes,
    )


def _draw(
    axes: Axes,
    dates: pd.DatetimeIndex,
    data: pd.DataFrame,
    columns: tuple[str, str, str, str | None],
    names: tuple[str, ...],
) -> None:
    line, lower, upper, dots = columns
    low, high, middle = (data[column].to_numpy(dtype=float, na_value=np.nan) for column in (lower, upper, line))
    axes.plot(dates, middle, color=theme.CATEGORICAL[0], label=names[0])
    # The band is pale, so its edges are drawn too: a reader of a bad print still finds them.
    axes.fill_between(dates, low, high, color=theme.CATEGORICAL[0], alpha=0.2, linewidth=0.8, label=names[1])
    if dots is not None:
        counted = data[dots].to_numpy(dtype=float, na_value=np.nan)
        axes.plot(dates, counted, "o", markersize=4.5, color=theme.CATEGORICAL[3], label=names[2])
