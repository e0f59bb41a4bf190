"""Small multiples: one small chart for each category, all on the same axes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection

import matplotlib.figure
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import periods, prose
from analysis.presentation import citing, theme
from analysis.presentation.charts import canvas
from analysis.presentation.charts.canvas import Writer
from analysis.presentation.display import Figure

_ACROSS = 4
_PANEL_HEIGHT = 1.05
_TITLE_WIDTH = 20
_MOST_MARKED = 24


def multiples(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str,
    together: pd.Series | None = None,
    together_name: str = "All together",
    write: Writer = prose.decimal,
    highlight: Collection[str] = (),
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw series over time in a small chart each, all on the same axes, so that shapes and levels can be compared.

    Parameters
    ----------
    data : DataFrame
        Numbers over a PeriodIndex; a column for each chart, in the order to be drawn. A period that is missing breaks
        the line.
    title, subtitle, unit, write, source, notes
        As for `lines`.
    together : Series, optional
        What each is to be seen beside, drawn in grey in every chart.
    together_name : str
        What that is called.
    highlight : collection of str
        Columns to pick out.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, a column to pick out is not there, or no provenance.
    """
    canvas.check_drawable(data)
    if strange := [name for name in highlight if name not in data.columns]:
        raise ValueError(f"no chart '{strange[0]}' to pick out")
    table = _without_gaps(data)
    beside = None if together is None else together.reindex(table.index)
    with theme.applied():
        figure, panels = _grid(len(table.columns))
        for panel, name in zip(panels, table.columns, strict=False):
            _draw(panel, table[name], beside, str(name), chosen=name in highlight)
        _share_axes(panels, table, beside, write)
        figure.suptitle(_key(unit, beside, together_name), x=0.01, ha="left", fontsize=11, color=theme.INK)
        svg = canvas.svg(figure)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=_in_words(table, beside, together_name, write, highlight),
        svg=svg,
        notes=citing.with_coverage(notes, data, source),
        sources=canvas.source_lines(data, source),
    )


def _without_gaps(data: pd.DataFrame) -> pd.DataFrame:
    index = pd.PeriodIndex(data.index)
    whole = pd.period_range(index.min(), index.max(), freq=index.freq)
    return data.astype("Float64").reindex(whole)


def _grid(number: int) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    across = min(_ACROSS, number)
    down = math.ceil(number / across)
    figure = matplotlib.figure.Figure(figsize=(6.4, 0.6 + _PANEL_HEIGHT * down))
    panels = list(figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).flat)
    for empty in panels[number:]:
        empty.set_visible(False)
    for lowest in panels[max(0, number - across) : number]:
        lowest.tick_params(labelbottom=True)
    return figure, panels[:number]


def _draw(panel: Axes, series: pd.Series, beside: pd.Series | None, name: str, *, chosen: bool) -> None:
    places = np.arange(len(series))
    if beside is not None:
        panel.plot(places, beside.to_numpy(dtype=float, na_value=np.nan), color=theme.MUTED, linewidth=2.5)
    numbers = series.to_numpy(dtype=float, na_value=np.nan)
    panel.plot(
        places,
        numbers,
        color=theme.CATEGORICAL[0],
        linewidth=2.2 if chosen else 1.3,
        marker="o",
        markersize=3,
        markevery=canvas.marked(numbers, _MOST_MARKED),
        clip_on=False,
    )
    if chosen:
        panel.set_facecolor(theme.SHADE)
    weight = "bold" if chosen else "normal"
    heading = "\n".join(textwrap.wrap(name, _TITLE_WIDTH, max_lines=2, placeholder="…"))
    panel.set_title(heading, fontsize=9, loc="left", pad=3, fontweight=weight)


def _share_axes(panels: list[Axes], table: pd.DataFrame, beside: pd.Series | None, write: Writer) -> None:
    shown = table if beside is None else table.assign(**{"": beside})
    top, bottom = float(shown.max().max()), min(0.0, float(shown.min().min()))
    ticks = [bottom, 0.0, top] if bottom < 0 else [0.0, top]
    ends = [0, len(table) - 1] if len(table) > 1 else [0]
    for panel in panels:
        panel.set_ylim(1.05 * bottom, 1.08 * top if top else 1)
        panel.set_yticks(ticks, [write(tick).removesuffix(".0") for tick in ticks])
        panel.set_xlim(-0.4, len(table) - 0.6)
        panel.set_xticks(ends, [periods.label(table.index[end]) for end in ends])
        panel.tick_params(labelsize=8, length=0)
        # A panel with others below it has no labels.
        if labels := panel.get_xticklabels():
            labels[0].set_horizontalalignment("left")
            labels[-1].set_horizontalalignment("right" if len(labels) > 1 else "left")


def _key(unit: str, beside: pd.Series | None, name: str) -> str:
    return unit if beside is None else f"{unit}\nDark line: the one named; thick grey line: {name}"


def _in_words(
    table: pd.DataFrame, beside: pd.Series | None, together_name: str, write: Writer, highlight: Collection[str]
) -> str:
    picked = f", of which {prose.listing(highlight)} picked out" if highlight else ""
    said = [f"{prose.noun(len(table.columns), 'small line chart')} on the same axes{picked}"]
    if beside is not None:
        said.append(f"{together_name}: {prose.series_in_words(beside, write)}")
    said += [f"{name}: {prose.series_in_words(table[name], write)}" for name in table.columns]
    return f"{'. '.join(said)}."
