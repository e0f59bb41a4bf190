"""Charts: each returns a `Figure` with its headline, its statistical title, its text alternative and its sources.

A chart computes nothing: what it draws is what it is given. The text alternative says in numbers what the picture
shows, and is written from the same data.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from typing import Any, cast

import matplotlib.dates as mdates
import matplotlib.figure
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.ticker import MaxNLocator

from analysis import periods
from analysis.presentation import prose, theme
from analysis.presentation.display import Figure
from analysis.provenance import provenance_of

Writer = Callable[[float], str]

_LEADER: dict[str, Any] = {"arrowstyle": "-", "linewidth": 1, "relpos": (0, 0.5), "shrinkA": 2, "shrinkB": 1}
"""The thin line from the end of a line to its name."""


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

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, more than four lines, or no provenance.
    """
    table = data.to_frame(str(data.name or unit)) if isinstance(data, pd.Series) else data
    _check_drawable(table)
    if len(table.columns) > len(theme.CATEGORICAL):
        raise ValueError(f"{len(table.columns)} lines in one chart: {len(theme.CATEGORICAL)} can be told apart")
    with theme.applied():
        figure, axes = _new_chart(unit)
        _shade(axes, highlight)
        dates = _midpoints(table.index)
        for number, column in enumerate(table.columns):
            sns.lineplot(
                x=dates,
                y=table[column].to_numpy(dtype=float, na_value=np.nan),
                color=theme.CATEGORICAL[number],
                linestyle=theme.STROKES[number],
                ax=axes,
            )
        axes.set(xlabel="", ylabel="")
        _number_axis(axes, write)
        _time_axis(axes, table.index)
        if len(table.columns) > 1:
            _name_lines(axes, table, dates)
        svg = _svg(figure)
    said = [f"{_named(column, table)}{prose.series_in_words(table[column], write)}" for column in table.columns]
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Line chart. {'. '.join(said)}.",
        svg=svg,
        notes=notes,
        sources=_source_lines(data, source),
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
) -> Figure:
    """Draw one series over time as columns; those of the period reported on are darker.

    Parameters
    ----------
    data : Series
        Numbers over a PeriodIndex.
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
    _check_drawable(data.to_frame())
    with theme.applied():
        figure, axes = _new_chart(unit)
        dates = _midpoints(data.index)
        within = [highlight is None or highlight.start_time <= date <= highlight.end_time for date in dates]
        width = 0.8 * (data.index[0].end_time - data.index[0].start_time)
        colours = [theme.CATEGORICAL[0] if inside else theme.MUTED for inside in within]
        axes.bar(dates, data.to_numpy(dtype=float, na_value=np.nan), width=width, color=colours)
        _number_axis(axes, write)
        _time_axis(axes, data.index)
        svg = _svg(figure)
    coloured = f" {periods.label(highlight)} is picked out in a darker colour." if highlight is not None else ""
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Column chart. {_capital(prose.series_in_words(data, write))}.{coloured}",
        svg=svg,
        notes=notes,
        sources=_source_lines(data, source),
    )


def bars(
    data: pd.Series,
    *,
    title: str,
    subtitle: str,
    unit: str,
    write: Writer = prose.count,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw numbers of categories as horizontal bars, each with its number.

    Parameters
    ----------
    data : Series
        Numbers over category names, in the order to be drawn from the top.
    title, subtitle, unit, write, source, notes
        As for `lines`.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    _check_drawable(data.to_frame())
    with theme.applied():
        figure, axes = _new_chart(unit, height=0.8 + 0.36 * len(data))
        labels = [textwrap.fill(str(name), 28) for name in data.index]
        numbers = data.to_numpy(dtype=float, na_value=np.nan)
        sns.barplot(x=numbers, y=labels, color=theme.CATEGORICAL[0], saturation=1, width=0.7, ax=axes)
        axes.bar_label(
            cast(BarContainer, axes.containers[0]),
            labels=[write(number) for number in numbers],
            padding=4,
            color=theme.INK,
        )
        axes.set(ylabel="", xlabel="")
        axes.margins(x=0.14)
        axes.grid(visible=False)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        svg = _svg(figure)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=f"Bar chart. {_capital(prose.categories_in_words(data, write))}.",
        svg=svg,
        notes=notes,
        sources=_source_lines(data, source),
    )


def _check_drawable(table: pd.DataFrame) -> None:
    if table.dropna(how="all").empty:
        raise ValueError("there is nothing to draw: an empty chart must not be shown")


def _new_chart(unit: str, height: float | None = None) -> tuple[matplotlib.figure.Figure, Axes]:
    figure = matplotlib.figure.Figure()
    if height is not None:
        figure.set_figheight(height)
    axes = figure.subplots()
    axes.set_title(unit, loc="left", color=theme.INK)
    return figure, axes


def _number_axis(axes: Axes, write: Writer) -> None:
    axes.set_ylim(bottom=0)
    top = axes.get_ylim()[1]
    # Fewer ticks rather than two with the same label, which 0.5 and 0 would have among whole numbers.
    for most in range(6, 0, -1):
        ticks = [tick for tick in MaxNLocator(nbins=most, steps=[1, 2, 5, 10]).tick_values(0, top) if tick <= top]
        labels = [write(tick).removesuffix(".0") for tick in ticks]
        if len(set(labels)) == len(labels):
            break
    axes.set_yticks(ticks, labels)


def _midpoints(index: pd.Index) -> pd.DatetimeIndex:
    shown = pd.PeriodIndex(index)
    starts, ends = shown.to_timestamp(how="start"), shown.to_timestamp(how="end")
    return pd.DatetimeIndex(starts + (ends - starts) / 2)


def _shade(axes: Axes, highlight: pd.Period | None) -> None:
    if highlight is None:
        return
    start, end = mdates.date2num([highlight.start_time, highlight.end_time])
    axes.axvspan(start, end, color=theme.SHADE, zorder=0, linewidth=0)
    place = axes.get_xaxis_transform()
    label = periods.label(highlight)
    axes.text((start + end) / 2, 1.0, label, ha="center", va="bottom", transform=place, color=theme.INK)


def _time_axis(axes: Axes, index: pd.Index) -> None:
    if pd.PeriodIndex(index).freqstr.startswith("Y-") and len(index) <= 14:
        axes.set_xticks(_midpoints(index), [periods.label(year) for year in index])
        return
    years = index[-1].end_time.year - index[0].start_time.year + 1
    axes.xaxis.set_major_locator(mdates.YearLocator(base=1 if years <= 8 else 2))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))


def _name_lines(axes: Axes, table: pd.DataFrame, dates: pd.DatetimeIndex) -> None:
    drawn = table.columns[table.notna().any()]
    names = {column: textwrap.fill(str(column), 21) for column in drawn}
    ends = {column: float(table[column].dropna().iloc[-1]) for column in drawn}
    last = {column: dates[table[column].notna().to_numpy()][-1] for column in drawn}
    line_height = 0.062 * axes.get_ylim()[1]
    sizes = {column: line_height * (name.count("\n") + 1) for column, name in names.items()}
    beside = dates[-1] + 0.05 * (dates[-1] - dates[0])
    for column, height in _spread(ends, sizes).items():
        number = list(table.columns).index(column)
        axes.annotate(
            names[column],
            (last[column], ends[column]),
            xytext=(beside, height),
            va="center",
            color=theme.INK,
            annotation_clip=False,
            arrowprops=_LEADER | {"color": theme.CATEGORICAL[number]},
        )


def _spread(heights: dict[str, float], sizes: dict[str, float]) -> dict[str, float]:
    """Move labels apart that would overlap, keeping their order."""
    ordered = sorted(heights, key=lambda name: heights[name])
    placed = np.array([heights[name] for name in ordered])
    tall = np.array([sizes[name] for name in ordered])
    gaps = (tall[:-1] + tall[1:]) / 2 * 1.15
    for _ in range(200):
        overlap = gaps - np.diff(placed)
        if (overlap <= 1e-9 * tall.max()).all():
            break
        push = np.clip(overlap, 0, None) / 2
        placed[:-1] -= push
        placed[1:] += push
    # Labels pushed below the axis would run into its years.
    placed += max(0.0, tall[0] / 2 - placed[0])
    return dict(zip(ordered, placed, strict=True))


def _svg(figure: matplotlib.figure.Figure) -> str:
    written = io.StringIO()
    # A date or the name of the drawing library would only make the same chart a different file; its type is an address.
    figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return written.getvalue()


def _source_lines(data: pd.DataFrame | pd.Series, source: pd.DataFrame | None) -> tuple[str, ...]:
    return prose.sources(provenance_of(data if source is None else source))


def _named(column: object, table: pd.DataFrame) -> str:
    return f"{column}: " if len(table.columns) > 1 else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
