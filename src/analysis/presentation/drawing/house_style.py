"""How charts look: the Government Analysis Function's colours, plain axes, the typeface of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.rcsetup import cycler

from analysis.presentation import fonts
from analysis.presentation.drawing import period_axis

CATEGORICAL = ("#12436D", "#28A197", "#801650", "#F46A25")
"""Four colours, in the order in which neighbours keep a contrast of 3 to 1; no chart has more categories."""

INK, SOFT, GRID, GREY, SHADE = "#0B0C0C", "#505A5F", "#D3D8DB", "#B1B4B6", "#DCE5EE"
"""Text, lesser text, grid lines, what is not the point, and the ground behind the year reported on."""

WIDE, PHONE = 7.6, 3.45
"""Widths of a drawing, in inches: for a page 700 pixels wide and for a phone."""

SETTINGS: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": SOFT,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelcolor": INK,
    "axes.labelsize": 12,
    "axes.prop_cycle": cycler(color=CATEGORICAL),
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "semibold",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "figure.figsize": (WIDE, 3.5),
    "font.family": [fonts.FAMILY],
    "font.size": 12,
    "grid.color": GRID,
    "legend.frameon": False,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    # Text stays text: it takes the typeface of the page, can be searched for, and makes a third of the file.
    "svg.fonttype": "none",
    # Without a salt the identifiers in an SVG are random, and the same chart never twice the same file.
    "svg.hashsalt": "msoic",
    "text.color": INK,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "ytick.left": False,
}


@contextmanager
def applied() -> Iterator[None]:
    """Draw in the project's style, and leave an analyst's own settings as they were."""
    with mpl.rc_context():
        use()
        yield


def use() -> None:
    """Draw in the project's style from here on."""
    fonts.register()
    period_axis.register()
    mpl.rcParams.update(SETTINGS)
