"""A map of police force areas in a few classes, each numbered so that colour is not the only cue."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from analysis import prose
from analysis.presentation.drawing import alternatives, house_style

SHADES = ("#E6EFF8", "#9DC3E6", "#3D7FBF", "#12436D")
"""Light to dark in one hue: the order survives any kind of colour blindness and a print in grey."""

_SEA = 190.0
"""Kilometres of sea to the west, for the legend."""

_SMALLEST_NUMBERED = 700.0
"""Square kilometres below which a number does not fit into an area on a map of this size."""


def area_map(
    axes: Axes,
    values: pd.Series,
    limits: Sequence[float],
    outlines: pd.DataFrame,
    *,
    write: Callable[[float], str] = prose.decimal,
    highlight: Collection[str] = (),
) -> Axes:
    """Draw areas by class, hatched where there is no number.

    Parameters
    ----------
    axes : Axes
    values : Series
        A number for each area, missing where there is none.
    limits : sequence of float
        Ends of the classes, one more than there are; five at the most.
    outlines : DataFrame
        ``force``, ``ring``, ``x``, ``y``: points of the rings of each area, from `geography.outlines`.
    write : callable
        How to write the ends of the classes.
    highlight : collection of str
        Areas to pick out by a thick border.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Where there are more classes than shades, or an area has no outline.

    Examples
    --------
    >>> shapes = geography.outlines()
    >>> values = pd.Series(range(43), index=shapes["force"].unique())
    >>> len(area_map(ax, values, (0, 10, 42), shapes).patches)
    43
    """
    if len(limits) - 1 > len(SHADES):
        raise ValueError(f"{len(limits) - 1} classes on one map: {len(SHADES)} can be told apart")
    shapes = {str(name): _shape(rings) for name, rings in outlines.groupby("force")}
    if strange := [name for name in values.index if name not in shapes]:
        raise ValueError(f"no outline of '{strange[0]}'")
    numbers = values.astype(float)
    # A class has its lower end, the last one both, as the limits are made.
    classes = pd.Series(np.digitize(numbers, limits[1:-1]), index=values.index).where(numbers.notna())
    axes.set_aspect("equal")
    axes.axis("off")
    # Large ones first: a city may lie within another area, and would be painted over.
    for name in sorted(values.index, key=lambda each: -_largest(shapes[each])[0]):
        _draw(axes, shapes[name], classes[name], chosen=name in highlight)
    x, y = outlines["x"], outlines["y"]
    axes.set(xlim=(x.min() - _SEA, x.max() + 5), ylim=(y.min() - 5, y.max() + 5))
    named = [f"{write(low)} to {write(high)}" for low, high in itertools.pairwise(limits)]
    _legend(axes, named, missing=bool(classes.isna().any()))
    alternatives.put_in_words(axes, _in_words(classes, named))
    return axes


def _draw(axes: Axes, shape: Path, number: float, *, chosen: bool) -> None:
    empty = pd.isna(number)
    edge: dict[str, Any] = {"edgecolor": house_style.CATEGORICAL[3], "linewidth": 2.4, "zorder": 3} if chosen else {}
    look: dict[str, Any] = {"edgecolor": house_style.INK, "linewidth": 0.5, "hatch": "/////" if empty else None, **edge}
    axes.add_patch(PathPatch(shape, facecolor="white" if empty else SHADES[int(number)], **look))
    size, x, y = _largest(shape)
    if not empty and size >= _SMALLEST_NUMBERED:
        colour = "white" if number >= len(SHADES) // 2 else house_style.INK
        axes.text(x, y, str(int(number) + 1), ha="center", va="center", fontsize=9, color=colour, zorder=4)


def _shape(rings: pd.DataFrame) -> Path:
    points, moves = [], []
    for _, ring in rings.groupby("ring"):
        corners = ring[["x", "y"]].to_numpy(dtype=float)
        points.append(np.vstack([corners, corners[:1]]))
        moves.append([Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY])
    return Path(np.vstack(points), np.concatenate(moves).astype(np.uint8))


def _largest(shape: Path) -> tuple[float, float, float]:
    """Return the size and the centre of the largest ring of a shape."""
    best = (0.0, 0.0, 0.0)
    corners = np.asarray(shape.vertices)
    for start, end in itertools.pairwise([*np.flatnonzero(shape.codes == Path.MOVETO), len(corners)]):
        x, y = corners[start:end].T
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        area = cross.sum() / 2
        if abs(area) > best[0]:
            centre = [((axis[:-1] + axis[1:]) * cross).sum() / (6 * area) for axis in (x, y)]
            best = (abs(float(area)), float(centre[0]), float(centre[1]))
    return best


def _legend(axes: Axes, named: Sequence[str], *, missing: bool) -> None:
    line: dict[str, Any] = {"edgecolor": house_style.INK, "linewidth": 0.5}
    entries = [Patch(facecolor=SHADES[at], label=f"{at + 1}: {words}", **line) for at, words in enumerate(named)]
    entries += [Patch(facecolor="white", hatch="/////", label="No rate", **line)] * missing
    axes.legend(handles=entries, loc="upper left", alignment="left")


def _in_words(classes: pd.Series, named: Sequence[str]) -> str:
    said = [f"A map of {prose.noun(len(classes), 'area')} in {prose.noun(len(named), 'class', 'classes')}"]
    for number, words in enumerate(named):
        said.append(f"{words}: {prose.listing(map(str, classes.index[classes == number])) or 'none'}")
    if classes.isna().any():
        said.append(f"No rate: {prose.listing(map(str, classes.index[classes.isna()]))}")
    return ". ".join(said)
