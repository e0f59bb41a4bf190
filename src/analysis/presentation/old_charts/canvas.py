"""What all charts share: an empty chart, the axes, and how a drawing becomes a `Figure`'s SVG."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any

import matplotlib.dates as mdates
import matplotlib.figure
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis import periods
from analysis.presentation import citing, theme
from analysis.provenance import provenance_of

Writer = Callable[[float], str]

LEADER: dict[str, Any] = {"arrowstyle": "-", "linewidth": 1, "relpos": (0, 0.5), "shrinkA": 2, "shrinkB": 1}
"""The thin line from a point to its name."""

LONG: dict[str, Any] = {"color": theme.MUTED, "linestyle": (0, (1, 3))}
"""How it is drawn where the name stands far away."""

MOST_LABELS = 5
"""Labels of periods that stand beside one another without touching."""


def check_drawable(table: pd.DataFrame) -> None:
    """Refuse a table without a single number (ValueError)."""
    if table.dropna(how="all").empty:
        raise ValueError("there is nothing to draw: an empty chart must not be shown")


def new_chart(unit: str, height: float | None = None) -> tuple[matplotlib.figure.Figure, Axes]:
    """Return an empty chart with its unit above the vertical axis."""
    figure = matplotlib.figure.Figure()
    if height is not None:
        figure.set_figheight(height)
    axes = figure.subplots()
    axes.set_title(unit, loc="left", color=theme.INK)
    return figure, axes


def number_axis(axes: Axes, write: Writer) -> None:
    """Start the vertical axis at nought and write its numbers, no two alike."""
    axes.set_ylim(bottom=0)
    top = axes.get_ylim()[1]
    # Fewer ticks rather than two with the same label, which 0.5 and 0 would have among whole numbers.
    for most in range(6, 0, -1):
        ticks = [tick for tick in MaxNLocator(nbins=most, steps=[1, 2, 5, 10]).tick_values(0, top) if tick <= top]
        labels = [write(tick).removesuffix(".0") for tick in ticks]
        if len(set(labels)) == len(labels):
            break
    axes.set_yticks(ticks, labels)


def midpoints(index: pd.Index) -> pd.DatetimeIndex:
    """Return the middle of each Period, where its number is drawn."""
    shown = pd.PeriodIndex(index)
    starts, ends = shown.to_timestamp(how="start"), shown.to_timestamp(how="end")
    return pd.DatetimeIndex(starts + (ends - starts) / 2)


def shade(axes: Axes, highlight: pd.Period | None) -> None:
    """Shade and name the period reported on."""
    if highlight is None:
        return
    start, end = mdates.date2num([highlight.start_time, highlight.end_time])
    axes.axvspan(start, end, color=theme.SHADE, zorder=0, linewidth=0)
    place = axes.get_xaxis_transform()
    label = periods.label(highlight)
    axes.text((start + end) / 2, 1.0, label, ha="center", va="bottom", transform=place, color=theme.INK)


def time_axis(axes: Axes, index: pd.Index, anchor: pd.Period | None = None) -> None:
    """Write years below the horizontal axis, or shorter periods where few, the anchor or newest among them."""
    shown = pd.PeriodIndex(index)
    if len(shown) <= {"Y": 14, "Q": MOST_LABELS, "M": 13}.get(shown.freqstr[0], 0):
        # As many periods are named as leave each other room.
        step, every = math.ceil(len(shown) / MOST_LABELS), list(shown)
        named = shown[(every.index(anchor) if anchor in every else len(shown) - 1) % step :: step]
        labels = [periods.label(period) for period in named]
        # The name of a month takes as much room as the month and the next: its year goes below it.
        axes.set_xticks(
            midpoints(named), [name.replace(" ", "\n") if shown.freqstr == "M" else name for name in labels]
        )
        return
    years = index[-1].end_time.year - index[0].start_time.year + 1
    axes.xaxis.set_major_locator(mdates.YearLocator(base=1 if years <= 8 else 2))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))


def spread(heights: dict[str, float], sizes: dict[str, float]) -> dict[str, float]:
    """Return heights of labels, moved apart where they would overlap, in their order; `sizes` are how tall they are."""
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


def svg(figure: matplotlib.figure.Figure) -> str:
    """Return a drawing as SVG, the same for the same drawing."""
    written = io.StringIO()
    # A date or the name of the drawing library would only make the same chart a different file; its type is an address.
    figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return written.getvalue()


def source_lines(data: pd.DataFrame | pd.Series, source: pd.DataFrame | None) -> tuple[str, ...]:
    """Name the sources of what is drawn; ValueError where nobody knows them."""
    return citing.sources(provenance_of(data if source is None else source))


def marked(numbers: np.ndarray, few: int) -> list[int]:
    """Return the places of the points to mark: all where there are few, of many those that no line joins to another."""
    known = [int(place) for place in np.flatnonzero(~np.isnan(numbers))]
    if len(numbers) <= few:
        return known
    return [place for place in known if place - 1 not in known and place + 1 not in known]
