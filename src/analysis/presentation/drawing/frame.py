"""The figure of one chart: an ordinary `Axes` to draw on, then pictures of it at two widths.

The figure is drawn once and saved for a page and for a phone. What must be placed anew at each width, such as the
names of lines, is registered with `at_each_width`.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.presentation.drawing import finishing, house_style
from analysis.presentation.drawing.house_style import PHONE, WIDE

Placer = Callable[[bool], Sequence[Artist]]
"""Places artists for one width (True for a phone) and returns them; they are removed after the picture is taken."""

Margins = tuple[float, ...]
"""Left, bottom, right and top, in inches."""

PICTURES = "MSOIC_PICTURES"
"""Environment variable: ``svg`` where only a page is made, so that no PNG is drawn for JupyterLab."""

_placers: WeakKeyDictionary[Figure, list[Placer]] = WeakKeyDictionary()
_ID = re.compile(r'\sid="([^"]+)"')
_PATH = re.compile(r'\sd="[^"]*"')
_REFERENCE = re.compile(r'(?:url\(#|href="#)([^")]+)')


class NothingDrawn(ValueError):
    """A chart without a mark in it."""


@contextmanager
def drawing(rows: int, columns: int, height: float, figure: Figure | None, **grid: Any) -> Iterator[tuple[Figure, Any]]:
    """Give a figure in the project's style and its axes, and close it at the end of the block, also by an exception.

    Parameters
    ----------
    rows, columns : int
    height : float
        In inches.
    figure : Figure, optional
        One that is already drawn, such as that of a seaborn grid.
    **grid
        As for `matplotlib.pyplot.subplots`.

    Yields
    ------
    tuple of Figure and Axes, or an array of Axes
    """
    with house_style.applied():
        layout = "constrained" if rows * columns > 1 else None
        fresh = {"figsize": (WIDE, height), "layout": layout, **grid}
        made, axes = (figure, figure.axes) if figure else plt.subplots(rows, columns, **fresh)
        try:
            yield made, axes
        finally:
            plt.close(made)


def at_each_width(figure: Figure, placer: Placer) -> None:
    """Have something placed anew each time the figure is saved.

    Parameters
    ----------
    figure : Figure
    placer : callable
    """
    _placers.setdefault(figure, []).append(placer)


def check_drawn(figure: Figure, title: str) -> None:
    """Refuse a figure in which nothing is drawn.

    Raises
    ------
    NothingDrawn
    """
    if not any(axes.has_data() and _has_numbers(axes) for axes in figure.axes):
        raise NothingDrawn(f"chart '{title}': nothing is drawn; a chart of no figures must not be shown")


def pictures(figure: Figure, height: float) -> tuple[str, str]:
    """Return the drawing as SVG at two widths, wide and phone, the same for the same drawing.

    Parameters
    ----------
    figure : Figure
    height : float
        Of the wide picture, in inches.

    Returns
    -------
    tuple of str
    """
    with house_style.applied():
        return _svg(figure, height, phone=False), _svg(figure, height, phone=True)


def png(figure: Figure, height: float) -> bytes:
    """Return the wide picture as PNG at twice the resolution; nothing where only a page is made."""
    if os.environ.get(PICTURES) == "svg":
        return b""
    written = io.BytesIO()
    with house_style.applied(), _laid_out(figure, height, phone=False):
        # A date or the name of the drawing library would make the same chart a different file.
        figure.savefig(written, format="png", dpi=144, facecolor="white", metadata={"Software": None})
    return written.getvalue()


def _svg(figure: Figure, height: float, *, phone: bool) -> str:
    written = io.StringIO()
    with _laid_out(figure, height, phone=phone):
        figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    text = written.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", text[text.index("<svg") :], flags=re.S)
    # A tenth of a point is finer than any screen.
    text = _PATH.sub(lambda found: re.sub(r"(\d\.\d)\d+", r"\1", found[0]), text)
    return _with_own_names(re.sub(r"\s*\n\s*", " ", text))


def _with_own_names(svg: str) -> str:
    # Two drawings on one page must not share a name, nor one name two things.
    prefix = f"d{hashlib.sha256(svg.encode()).hexdigest()[:8]}"
    used = set(_REFERENCE.findall(svg))
    svg = _ID.sub(lambda found: f' id="{prefix}{found[1]}"' if found[1] in used else "", svg)
    return _REFERENCE.sub(lambda found: found[0].replace(f"#{found[1]}", f"#{prefix}{found[1]}"), svg)


@contextmanager
def _laid_out(figure: Figure, height: float, *, phone: bool) -> Iterator[None]:
    width = PHONE if phone else WIDE
    tall = max(height * 0.94, 2.4) if phone else height
    if phone and [axes.get_aspect() for axes in figure.axes] == [1.0]:
        # A map that is narrower is lower, too: else it stands between two empty spaces.
        tall = min(tall, width * figure.axes[0].get_data_ratio())
    canvas = FigureCanvasAgg(figure)  # measures text, which the canvas of SVG cannot
    figure.set_size_inches(width, tall)
    for axes in figure.axes:
        finishing.legend_above(axes, narrow=phone)
    undo: list[Callable[[], None]] = []
    placed: list[Artist] = []
    try:
        engine = figure.get_layout_engine() is not None
        # Roughly first: labels that are left out need not be measured.
        canvas.draw() if engine else figure.subplots_adjust(left=0.1, right=0.9, bottom=0.12, top=0.9)
        for axes in figure.axes:
            undo += finishing.thinned(axes, canvas.get_renderer(), narrow=phone)
        beyond = (0.0,) * 4 if engine else _fit(figure, canvas)
        if engine and undo:
            canvas.draw()
        placed = [artist for placer in _placers.get(figure, ()) for artist in placer(phone)]
        if placed:
            canvas.draw() if engine else _widen(figure, canvas, placed, beyond)
        # With less room than at first, others may run into each other.
        for axes in figure.axes:
            undo += finishing.thinned(axes, canvas.get_renderer(), narrow=phone)
        yield
    finally:
        for artist in placed:
            artist.remove()
        for back in reversed(undo):
            back()


def _fit(figure: Figure, canvas: FigureCanvasAgg) -> Margins:
    """Leave margins as wide as the labels need, measured once: a solver would take ten times as long."""
    renderer = canvas.get_renderer()
    inner = Bbox.union([axes.get_window_extent(renderer) for axes in figure.axes])
    drawn = [axes.get_tightbbox(renderer, for_layout_only=True) for axes in figure.axes]
    beyond = _beyond(inner, [box for box in drawn if box is not None], figure.dpi)
    _adjust(figure, beyond)
    return beyond


def _widen(figure: Figure, canvas: FigureCanvasAgg, placed: Sequence[Artist], margins: Margins) -> None:
    """Make margins wide enough for what was placed last; the labels are not measured again."""
    renderer = canvas.get_renderer()
    inner = Bbox.union([axes.get_window_extent(renderer) for axes in figure.axes])
    added = _beyond(inner, [artist.get_window_extent(renderer) for artist in placed], figure.dpi)
    _adjust(figure, tuple(max(each) for each in zip(margins, added, strict=True)))


def _beyond(inner: Bbox, boxes: Sequence[Bbox], dpi: float) -> Margins:
    outer = Bbox.union([inner, *boxes])
    sides = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    return tuple(each / dpi for each in sides)


def _adjust(figure: Figure, beyond: Margins) -> None:
    left, bottom, right, top = (each + 0.08 for each in beyond)
    width, height = figure.get_size_inches()
    figure.subplots_adjust(left=left / width, bottom=bottom / height, right=1 - right / width, top=1 - top / height)


def _has_numbers(axes: Axes) -> bool:
    lines = [np.asarray(line.get_ydata(), dtype=float) for line in axes.get_lines()]
    return bool(axes.patches or axes.collections or axes.images or any(np.isfinite(line).any() for line in lines))


def pictures_of_plain(figure: Figure) -> tuple[str, str, bytes]:
    """Return the three pictures of a figure that was shown without `page.chart`."""
    height = float(figure.get_size_inches()[1] * WIDE / figure.get_size_inches()[0])
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "msoic"}):
        return (*pictures(figure, height), png(figure, height))
