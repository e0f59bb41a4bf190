"""Charts of a course over time beside what was expected: observed, fitted, expected or forecast, with a band."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.presentation.old_charts.canvas import Writer
from analysis.presentation.old_charts.series import name_lines

_BAND = ["lower", "upper"]
_HIGHEST = 2.0
"""The band and the lines after the first may rise to this multiple of the first before the chart is cut."""


def courses(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str,
    event: tuple[pd.Period, str] | None = None,
    write: Writer = prose.count,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw what was observed beside what was fitted, expected or forecast, with a band around the last line.

    Parameters
    ----------
    data : DataFrame
        Numbers over a PeriodIndex: the observed line first, up to two others, and `lower` and `upper`, the band around
        the last of them.
    event : tuple of Period and str, optional
        Where a vertical line is drawn, at the start of the period, and what it is called.
    title, subtitle, unit, write, source, notes
        As for `lines`.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, more than four lines, or no provenance.
    """
    table = data.drop(columns=_BAND)
    canvas.check_drawable(table)
    if len(table.columns) > len(theme.CATEGORICAL):
        raise ValueError(f"{len(table.columns)} lines in one chart: {len(theme.CATEGORICAL)} can be told apart")
    highest = _HIGHEST * float(table.iloc[:, 0].max())
    with theme.applied():
        figure, axes = canvas.new_chart(unit, height=3.6)
        dates = canvas.midpoints(table.index)
        band = data[_BAND].clip(upper=highest).to_numpy(dtype=float, na_value=np.nan)
        axes.fill_between(dates, band[:, 0], band[:, 1], color=theme.SHADE, linewidth=0, zorder=0)
        for number, column in enumerate(table.columns):
            axes.plot(
                dates,
                table[column].to_numpy(dtype=float, na_value=np.nan),
                color=theme.CATEGORICAL[number],
                linestyle=theme.STROKES[number],
            )
        top = np.nanmax([*table.clip(upper=highest).max(), *data[_BAND].clip(upper=highest).max()])
        axes.set_ylim(top=1.05 * float(top))
        canvas.number_axis(axes, write)
        canvas.time_axis(axes, table.index)
        _mark(axes, event)
        name_lines(axes, table.clip(upper=highest), dates)
        svg = canvas.svg(figure)
    cut = bool((data.drop(columns=table.columns[0]) > highest).any(axis=None))
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=_in_words(data, table, event, write),
        svg=svg,
        notes=citing.with_coverage(
            (*(("The chart is cut at the top: a line or the band goes on beyond it.",) if cut else ()), *notes),
            data,
            source,
        ),
        sources=canvas.source_lines(data, source),
    )


def _mark(axes: Axes, event: tuple[pd.Period, str] | None) -> None:
    if event is None:
        return
    start = float(mdates.date2num(event[0].start_time))
    axes.axvline(start, color=theme.INK, linewidth=1, linestyle=(0, (2, 2)))
    place = axes.get_xaxis_transform()
    axes.text(start, 1.0, event[1], ha="center", va="bottom", transform=place, color=theme.INK)


def _in_words(data: pd.DataFrame, table: pd.DataFrame, event: tuple[pd.Period, str] | None, write: Writer) -> str:
    said = [f"{column}: {prose.series_in_words(table[column], write)}" for column in table.columns]
    known = data[_BAND].dropna()
    if len(known):
        end, (lower, upper) = known.index[-1], known.iloc[-1]
        last = str(table.columns[-1]).lower()
        said.append(f"The band around {last} is {write(lower)} to {write(upper)} in {prose.period_or_name(end)}")
    if event is not None:
        said.append(f"A vertical line marks {event[1]} at the start of {prose.period_or_name(event[0])}")
    return f"Line chart. {'. '.join(said)}."
