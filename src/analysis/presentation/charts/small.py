"""A chart the size of a few words: the course of a series, without axes or numbers."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.figure
import numpy as np

from analysis import prose
from analysis.presentation import theme
from analysis.presentation.charts import canvas

WIDTH, HEIGHT = 1.7, 0.45
"""Inches."""


def small(trail: Sequence[tuple[str, float | None]]) -> tuple[str, str]:
    """Draw the course of a series.

    Parameters
    ----------
    trail : sequence of (str, float or None)
        What each period is called, and its number; None where there is none.

    Returns
    -------
    tuple of str
        The chart as SVG and its first and last number in words; both empty where there are fewer than two numbers.
    """
    numbers = np.array([np.nan if number is None else number for _, number in trail], dtype=float)
    known = np.flatnonzero(np.isfinite(numbers))
    if len(known) < 2:
        return "", ""
    with theme.applied():
        figure = matplotlib.figure.Figure(figsize=(WIDTH, HEIGHT))
        axes = figure.subplots()
        axes.plot(numbers, color=theme.CATEGORICAL[0], linewidth=1.6)
        axes.plot(known[-1], numbers[known[-1]], marker="o", markersize=4, color=theme.CATEGORICAL[0])
        axes.set_ylim(bottom=0, top=1.1 * max(numbers[known].max(), 1e-9))
        axes.axis("off")
        svg = canvas.svg(figure)
    first, last = trail[known[0]], trail[known[-1]]
    write = prose.percent if numbers[known].max() <= 1 else prose.count
    return svg, f"from {write(numbers[known[0]])} in {first[0]} to {write(numbers[known[-1]])} in {last[0]}"
