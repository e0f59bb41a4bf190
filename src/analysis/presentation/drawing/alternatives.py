"""What a chart shows, in words: read from the artists of its axes, for a reader who does not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from analysis.presentation.drawing.period_axis import in_words
from analysis.prose import capitalised, listing, number

MOST = 15
"""Values that are said one by one; of more, the first, the last and the extremes."""

_told: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()

UNREADABLE = "A chart whose content could not be read from its drawing; the data are in the table below it"


def describe(figure: Figure, known: Sequence[pd.Period] = ()) -> str:
    """Say what a figure shows, axes by axes.

    Parameters
    ----------
    figure : Figure
        As drawn.
    known : sequence of Period, optional
        The periods that were drawn, so that points in time go by their names.

    Returns
    -------
    str
        Sentences; `UNREADABLE` where nothing in it can be read.
    """
    every = [(axes, list(_parts(axes, known))) for axes in figure.axes if axes.get_visible()]
    told = [(axes, parts) for axes, parts in every if parts]
    if not told:
        return UNREADABLE + "."
    sentences = []
    for axes, parts in told:
        title = " ".join(axes.get_title(loc).strip() for loc in ("left", "center", "right")).strip()
        named = f"{title}: " if title and len(told) > 1 else ""
        sentences.append(f"{named}{'. '.join(parts)}.")
    unread = len([axes for axes, parts in every if not parts and axes.has_data()])
    return " ".join([*map(capitalised, sentences), f"{UNREADABLE}."][: len(sentences) + (unread > 0)])


def put_in_words(axes: Axes, text: str) -> None:
    """Say what axes show where their artists do not tell, as those of a map."""
    _told[axes] = text


def _parts(axes: Axes, known: Sequence[pd.Period]) -> Iterator[str]:
    if axes in _told:
        yield _told[axes]
        return
    inside = {
        id(artist)
        for container in axes.containers
        if isinstance(container, ErrorbarContainer)
        for artist in container.get_children()
    }
    by_colour = _legend(axes)
    for line in axes.get_lines():
        if id(line) not in inside and (said := _line(axes, line, known, by_colour)):
            yield said
    for container in axes.containers:
        if isinstance(container, BarContainer):
            yield from _bars(axes, container)
        elif isinstance(container, ErrorbarContainer):
            yield from _errors(axes, container, known)
    for collection in axes.collections:
        if id(collection) not in inside:
            yield from _collection(axes, collection, known)


def _line(axes: Axes, line: Line2D, known: Sequence[pd.Period], by_colour: dict[str, str]) -> str:
    across = list(np.asarray(line.get_xdata(orig=True), dtype=object))
    up = pd.Series(np.asarray(line.get_ydata(orig=False), dtype=float))
    # Guides such as `axhline` span the axes; seaborn leaves empty lines for error bars that it does not draw.
    free = all(line.get_transform().contains_branch_seperately(axes.transData))
    if up.isna().all() or not free or line.get_label() == "_guide":
        return ""
    points = [(in_words(axes, at, known), value) for at, value in zip(across, up, strict=True) if pd.notna(value)]
    return _series(_name(line) or by_colour.get(to_hex(line.get_color()), ""), points, axes)


def _series(name: str, points: Sequence[tuple[str, float]], axes: Axes) -> str:
    lead = f"{name}: " if name else ""
    say = _writer(axes)
    if len(points) <= MOST // 2:
        return lead + listing(f"{say(value)} in {at}" for at, value in points)
    low, high = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    said = f"{lead}from {say(points[0][1])} in {points[0][0]} to {say(points[-1][1])} in {points[-1][0]}"
    ends = (points[0], points[-1])
    extremes = [f"{word} {say(point[1])} in {point[0]}" for word, point in (("lowest", low), ("highest", high))]
    return "; ".join([said, *(each for each, point in zip(extremes, (low, high), strict=True) if point not in ends)])


def _bars(axes: Axes, bars: BarContainer) -> Iterator[str]:
    upright = bars.orientation != "horizontal"
    sizes = [bar.get_height() if upright else bar.get_width() for bar in bars.patches]
    middles = [
        bar.get_x() + bar.get_width() / 2 if upright else bar.get_y() + bar.get_height() / 2 for bar in bars.patches
    ]
    axis = axes.xaxis if upright else axes.yaxis
    ticks = {round(at): label.get_text() for at, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)}
    names = [ticks.get(round(at), "") or (in_words(axes, at) if upright else f"{at:g}") for at in middles]
    said = [(name, size) for name, size in zip(names, sizes, strict=True) if np.isfinite(size)]
    if not said:
        return
    name = "" if (label := str(bars.get_label())).startswith("_") else label
    if len(said) > MOST:
        yield _series(name, said, axes)
        return
    say = _writer(axes)
    yield (f"{name}: " if name else "") + listing(f"{each} {say(size)}" for each, size in said)


def _errors(axes: Axes, container: ErrorbarContainer, known: Sequence[pd.Period]) -> Iterator[str]:
    line, _, segments = container.lines
    spans = [segment for each in segments for segment in each.get_segments()]
    if line is None or not spans:
        return
    sideways = container.has_xerr and not container.has_yerr
    axis, name = (axes.yaxis, _name(line)) if sideways else (axes.xaxis, _name(line))
    labels = {round(at): text.get_text() for at, text in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)}
    said = []
    across_up = zip(*(np.asarray(each, dtype=float) for each in line.get_data(orig=False)), strict=True)
    for (across, up), span in list(zip(across_up, spans, strict=False))[:MOST]:
        at, value, ends = (up, across, span[:, 0]) if sideways else (across, up, span[:, 1])
        where = labels.get(round(at), "") or in_words(axes, at, known)
        said.append(f"{where} {number(float(value))} ({number(float(ends.min()))} to {number(float(ends.max()))})")
    yield (f"{name}: " if name else "") + listing(said)


def _collection(axes: Axes, collection: Collection, known: Sequence[pd.Period]) -> Iterator[str]:
    if isinstance(collection, QuadMesh):
        values = np.ma.masked_invalid(np.asarray(collection.get_array(), dtype=float)).compressed()
        if values.size:
            yield f"A heat map of {values.size} cells, from {number(values.min())} to {number(values.max())}"
    elif isinstance(collection, PathCollection):
        places = np.ma.masked_invalid(np.asarray(collection.get_offsets(), dtype=float))
        places = places[~np.ma.getmaskarray(places).any(axis=1)]
        if len(places) > 1:
            low, high = places[:, 1].min(), places[:, 1].max()
            yield f"{len(places)} points{_of(collection)}, from {number(float(low))} to {number(float(high))}"
    elif isinstance(collection, PolyCollection) and not isinstance(collection, LineCollection):
        yield from _area(axes, collection, known)


def _area(axes: Axes, collection: PolyCollection, known: Sequence[pd.Period]) -> Iterator[str]:
    corners = [np.asarray(path.vertices) for path in collection.get_paths()]
    corners = [each for each in corners if len(each) > 3]
    if not corners or not all(collection.get_transform().contains_branch_seperately(axes.transData)):
        return
    every = np.vstack(corners)
    first, last = every[:, 0].min(), every[:, 0].max()
    span = f"from {in_words(axes, float(first), known)} to {in_words(axes, float(last), known)}"
    yield f"A shaded area{_of(collection)} {span}, between {number(every[:, 1].min())} and {number(every[:, 1].max())}"


def _name(artist: Any) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _legend(axes: Axes) -> dict[str, str]:
    # seaborn names lines in the legend alone.
    legend = axes.get_legend()
    if legend is None:
        return {}
    handles = zip(legend.legend_handles, legend.get_texts(), strict=False)
    return {to_hex(handle.get_color()): text.get_text() for handle, text in handles if isinstance(handle, Line2D)}


def _of(artist: Any) -> str:
    name = _name(artist)
    return f" of {name}" if name else ""


def _writer(axes: Axes) -> Any:
    written = axes.yaxis.get_major_formatter()
    if isinstance(written, PercentFormatter):
        return lambda value: f"{100 * value / written.xmax:.0f}%"
    return lambda value: number(float(value))


def periods_in(table: pd.DataFrame | None) -> tuple[pd.Period, ...]:
    """Return the Periods that a table holds, in its index or its columns."""
    if table is None:
        return ()
    columns: list[Any] = [table.index, *(table[name] for name in table.columns)]
    found = [pd.PeriodIndex(each) for each in columns if isinstance(each.dtype, pd.PeriodDtype)]
    return tuple(dict.fromkeys(period for each in found for period in each))
