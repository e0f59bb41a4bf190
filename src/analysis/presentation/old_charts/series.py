"""Charts of series over time: lines and columns."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import periods, prose
from analysis.presentation import citing, theme
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.presentation.old_charts.canvas import Writer

_FEW = 12
"""Points of a line that are shown as dots too."""

_GAPS = (
    "A gap in a line: a figure that may not be shown, since it is a small number about people or would give one away."
)


def lines(
    data: pd.DataFrame | pd.Series,
    *,
    title: str,
    subtitle: str,
    unit: str,
    write: Writer = prose.count,
    highlight: pd.Period | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
    suppressed: pd.DataFrame | pd.Series | None = None,
) -> Figure:
    """Draw series over time as lines, each named at its end.

    Parameters
    ----------
    data : DataFrame or Series
        Numbers over a PeriodIndex; a column for each line, four at the most.
    title : str
        The finding, as a headline.
    subtitle : str
        What is counted, where and when.
    unit : str
        What one count is; stands above the vertical axis, which starts at nought.
    write : callable
        How a number is written on the axis and in the text alternative.
    highlight : Period, optional
        The period reported on, shaded.
    source : DataFrame, optional
        The loaded table behind `data`, where `data` has lost its provenance on the way.
    notes : tuple of str
        What a reader must know.
    suppressed : DataFrame or Series, optional
        In the form of `data`, which of the figures are suppressed, as `totals.markers` counts them: the text
        alternative says how many gaps are theirs.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, more than four lines, or no provenance.
    """
    table = data.to_frame(str(data.name or unit)) if isinstance(data, pd.Series) else data
    canvas.check_drawable(table)
    if len(table.columns) > len(theme.CATEGORICAL):
        raise ValueError(f"{len(table.columns)} lines in one chart: {len(theme.CATEGORICAL)} can be told apart")
    with theme.applied():
        figure, axes = canvas.new_chart(unit)
        canvas.shade(axes, highlight)
        dates = canvas.midpoints(table.index)
        for number, column in enumerate(table.columns):
            # seaborn would draw a line across what is missing.
            numbers = table[column].to_numpy(dtype=float, na_value=np.nan)
            axes.plot(
                dates,
                numbers,
                color=theme.CATEGORICAL[number],
                linestyle=theme.STROKES[number],
                # The dots show where figures are few, and a figure that stands alone.
                marker="o",
                markevery=canvas.marked(numbers, _FEW),
                markeredgecolor="white",
            )
        axes.set(xlabel="", ylabel="")
        canvas.number_axis(axes, write)
        canvas.time_axis(axes, table.index)
        if len(table.columns) > 1:
            name_lines(axes, table, dates)
        svg = canvas.svg(figure)
    hidden = suppressed.to_frame(table.columns[0]) if isinstance(suppressed, pd.Series) else suppressed
    said = [
        f"{_named(column, table)}{prose.series_in_words(table[column], write, _of(hidden, column))}"
        for column in table.columns
    ]
    gaps = (_GAPS,) if any(prose.gaps_in_words(table[each], _of(hidden, each)) for each in table) else ()
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Line chart. {'. '.join(said)}.",
        svg=svg,
        notes=citing.with_coverage((*notes, *gaps), data, source),
        sources=canvas.source_lines(data, source),
    )


def columns(
    data: pd.Series,
    *,
    title: str,
    subtitle: str,
    unit: str,
    write: Writer = prose.count,
    highlight: pd.Period | None = None,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
    suppressed: pd.DataFrame | pd.Series | None = None,
) -> Figure:
    """Draw one series over time as columns; those of the period reported on are darker.

    Parameters
    ----------
    data : Series
        Numbers over a PeriodIndex.
    title, subtitle, unit, write, highlight, source, notes, suppressed
        As for `lines`.

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
        figure, axes = canvas.new_chart(unit)
        dates = canvas.midpoints(data.index)
        within = [highlight is None or highlight.start_time <= date <= highlight.end_time for date in dates]
        width = 0.8 * (data.index[0].end_time - data.index[0].start_time)
        colours = [theme.CATEGORICAL[0] if inside else theme.MUTED for inside in within]
        axes.bar(dates, data.to_numpy(dtype=float, na_value=np.nan), width=width, color=colours)
        canvas.number_axis(axes, write)
        canvas.time_axis(axes, data.index, highlight)
        svg = canvas.svg(figure)
    coloured = f" {periods.label(highlight)} is picked out in a darker colour." if highlight is not None else ""
    said = prose.series_in_words(data, write, _of(suppressed, data.name))
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Column chart. {prose.capitalised(said)}.{coloured}",
        svg=svg,
        notes=citing.with_coverage(notes, data, source),
        sources=canvas.source_lines(data, source),
    )


def name_lines(axes: Axes, table: pd.DataFrame, dates: pd.DatetimeIndex) -> None:
    """Write the name of each line beside its end, none over another."""
    drawn = table.columns[table.notna().any()]
    names = {column: textwrap.fill(str(column), 21) for column in drawn}
    ends = {column: float(table[column].dropna().iloc[-1]) for column in drawn}
    last = {column: dates[table[column].notna().to_numpy()][-1] for column in drawn}
    line_height = 0.062 * axes.get_ylim()[1]
    sizes = {column: line_height * (name.count("\n") + 1) for column, name in names.items()}
    beside = dates[-1] + 0.05 * (dates[-1] - dates[0])
    for column, height in canvas.spread(ends, sizes).items():
        number = list(table.columns).index(column)
        # Of a line that ends early the way to its name is long, and must not pass for more of the line.
        ends_early = last[column] != dates[-1]
        axes.annotate(
            names[column],
            (last[column], ends[column]),
            xytext=(beside, height),
            va="center",
            color=theme.INK,
            annotation_clip=False,
            arrowprops=canvas.LEADER | (canvas.LONG if ends_early else {"color": theme.CATEGORICAL[number]}),
        )


def _named(column: object, table: pd.DataFrame) -> str:
    return f"{column}: " if len(table.columns) > 1 else ""


def _of(suppressed: pd.DataFrame | pd.Series | None, column: object) -> pd.Series | None:
    if isinstance(suppressed, pd.DataFrame):
        return suppressed.get(column)
    return suppressed
