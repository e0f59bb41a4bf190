"""Maps of areas in a few classes, from light to dark, each with its number on it so that colour is not the only cue."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.presentation.old_charts.canvas import Writer

SHADES = ("#E6EFF8", "#9DC3E6", "#3D7FBF", "#12436D")
"""Light to dark in one hue: the order survives any kind of colour blindness and a print in grey."""

_INSET = (0.70, 0.64, 0.30, 0.24)
"""In the North Sea: left, bottom, width and height as parts of the map."""

_SEA = (160.0, 70.0)
"""Kilometres of sea to the west, for the legend, and to the east."""
_SMALLEST_NUMBERED = 700.0
"""Square kilometres below which a number does not fit into an area on a map of this size."""


def area_map(
    codes: pd.Series,
    limits: Sequence[float],
    outlines: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str,
    inset: Collection[str] = (),
    write: Writer = prose.decimal,
    highlight: Collection[str] = (),
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw a map of areas by class, hatched where there is no number.

    Parameters
    ----------
    codes : Series of Int64
        Class of each area from 0, missing where it has no number.
    limits : sequence of float
        Ends of the classes, one more than there are; five at the most.
    outlines : DataFrame
        ``force``, ``ring``, ``x``, ``y``: points of the rings of each area.
    title, subtitle, unit, write, source, notes
        As for `lines`; the unit stands above the legend.
    inset : collection of str
        Areas that are drawn once more, larger, because they are small.
    highlight : collection of str
        Areas to pick out by a thick border.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where no area has a number, there are more classes than shades, an area has no outline, or no provenance.
    """
    canvas.check_drawable(codes.to_frame())
    if len(limits) - 1 > len(SHADES):
        raise ValueError(f"{len(limits) - 1} classes on one map: {len(SHADES)} can be told apart")
    shapes = {str(name): _shape(rings) for name, rings in outlines.groupby("force")}
    if strange := [name for name in codes.index if name not in shapes]:
        raise ValueError(f"no outline of '{strange[0]}'")
    wording = _class_names(limits, write)
    with theme.applied():
        figure, axes = canvas.new_chart("", height=5.6)
        _draw(axes, codes, shapes, highlight)
        x, y = (outlines[axis] for axis in ("x", "y"))
        axes.set(xlim=(x.min() - _SEA[0], x.max() + _SEA[1]), ylim=(y.min() - 5, y.max() + 5))
        if inset:
            _draw_inset(axes, codes, {name: shapes[name] for name in inset}, highlight)
        _legend(axes, codes, wording, unit, highlight)
        svg = canvas.svg(figure)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=_in_words(codes, wording, unit, highlight),
        svg=svg,
        notes=citing.with_coverage(notes, codes, source),
        sources=canvas.source_lines(codes, source),
    )


def _shape(rings: pd.DataFrame) -> Path:
    points, moves = [], []
    for _, ring in rings.groupby("ring"):
        corners = ring[["x", "y"]].to_numpy(dtype=float)
        points.append(np.vstack([corners, corners[:1]]))
        moves.append([Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY])
    return Path(np.vstack(points), np.concatenate(moves).astype(np.uint8))


def _draw(axes: Axes, codes: pd.Series, shapes: dict[str, Path], highlight: Collection[str]) -> None:
    axes.set_aspect("equal")
    axes.axis("off")
    # Large ones first: the City of London lies within another area, and would be painted over.
    by_size = sorted(codes.index, key=lambda name: -_largest(shapes[name])[0])
    for name, code in codes[by_size].items():
        empty = pd.isna(code)
        axes.add_patch(
            PathPatch(
                shapes[str(name)],
                facecolor="white" if empty else SHADES[int(code)],
                edgecolor=theme.INK,
                hatch="/////" if empty else None,
                linewidth=0.5,
            )
        )
        if not empty and _largest(shapes[str(name)])[0] >= _SMALLEST_NUMBERED:
            within = [shapes[other] for other in by_size[by_size.index(name) + 1 :]]
            _number(axes, shapes[str(name)], int(code), within)
    for name in highlight:
        if name in shapes:
            axes.add_patch(PathPatch(shapes[name], facecolor="none", edgecolor=theme.CATEGORICAL[3], linewidth=2.4))


def _number(axes: Axes, shape: Path, code: int, smaller: Sequence[Path]) -> None:
    size, x, y = _largest(shape)
    centres = [_largest(other)[1:] for other in smaller]
    if any(np.hypot(x - across, y - up) < np.sqrt(size) / 4 for across, up in centres):
        # A smaller area lies in the middle of this one.
        y -= np.sqrt(size) / 4
    colour = "white" if code >= len(SHADES) // 2 else theme.INK
    axes.text(x, y, str(code + 1), ha="center", va="center", fontsize=8, color=colour, zorder=3)


def _largest(shape: Path) -> tuple[float, float, float]:
    """Return the size and the centre of the largest ring of a shape."""
    best = (0.0, 0.0, 0.0)
    starts = [*np.flatnonzero(shape.codes == Path.MOVETO), len(np.asarray(shape.vertices))]
    for start, end in itertools.pairwise(starts):
        x, y = np.asarray(shape.vertices)[start:end].T
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        area = cross.sum() / 2
        if abs(area) > best[0]:
            centre = [((axis[:-1] + axis[1:]) * cross).sum() / (6 * area) for axis in (x, y)]
            best = (abs(float(area)), float(centre[0]), float(centre[1]))
    return best


def _draw_inset(axes: Axes, codes: pd.Series, shapes: dict[str, Path], highlight: Collection[str]) -> None:
    inset = axes.inset_axes(_INSET)
    _draw(inset, codes[list(shapes)], shapes, highlight)
    corners = np.vstack([shape.vertices for shape in shapes.values()])
    low, high = corners.min(axis=0) - 3, corners.max(axis=0) + 3
    inset.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    inset.set_title("London, enlarged", fontsize=9, color=theme.INK)


def _class_names(limits: Sequence[float], write: Writer) -> list[str]:
    last = len(limits) - 2
    return [
        f"{write(low)} to {'under ' if number < last else ''}{write(high)}"
        for number, (low, high) in enumerate(itertools.pairwise(limits))
    ]


def _legend(axes: Axes, codes: pd.Series, wording: Sequence[str], unit: str, highlight: Collection[str]) -> None:
    entries = [
        Patch(facecolor=SHADES[number], edgecolor=theme.INK, linewidth=0.5, label=f"{number + 1}: {words}")
        for number, words in enumerate(wording)
    ]
    if codes.isna().any():
        entries.append(Patch(facecolor="white", edgecolor=theme.INK, hatch="/////", linewidth=0.5, label="No rate"))
    if highlight:
        entries.append(Patch(facecolor="none", edgecolor=theme.CATEGORICAL[3], linewidth=2.4, label="Picked out"))
    axes.legend(
        handles=entries,
        title=textwrap.fill(unit, 20),
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        frameon=False,
        fontsize=10,
        title_fontsize=10,
        alignment="left",
    )


def _in_words(codes: pd.Series, wording: Sequence[str], unit: str, highlight: Collection[str]) -> str:
    said = [f"Map of {prose.noun(len(codes), 'area')} in {prose.noun(len(wording), 'class', 'classes')}: {unit}"]
    for number, words in enumerate(wording):
        names = [str(name) for name in codes.index[(codes == number).fillna(value=False)]]
        said.append(f"Class {number + 1}, {words}: {prose.listing(names) or 'none'}")
    if without := [str(name) for name in codes.index[codes.isna()]]:
        said.append(f"Hatched, without a rate: {prose.listing(without)}")
    if highlight:
        said.append(f"Picked out: {prose.listing(highlight)}")
    return f"{'. '.join(said)}."
