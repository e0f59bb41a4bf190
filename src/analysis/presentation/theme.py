"""How charts look: the Government Analysis Function's colours, plain axes, and type that survives a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import matplotlib.style
from afcharts.af_colours import get_af_colours
from matplotlib.rcsetup import cycler

CATEGORICAL: tuple[str, ...] = tuple(get_af_colours("categorical", number_of_colours=4))
"""Four colours, in the order in which neighbours keep a contrast of 3 to 1; no chart has more categories."""

MUTED = "#BFBFBF"
"""For context that is not the point of a chart."""

SHADE = "#EEEFEF"
"""Behind the period reported on."""

INK = "#0B0C0C"
"""For text."""

STROKES = ("solid", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
"""Dashes that tell lines apart where colour does not."""

_SETTINGS: dict[Any, Any] = {
    "axes.labelsize": 12,
    "axes.prop_cycle": cycler(color=CATEGORICAL),
    "axes.titlesize": 12,
    "figure.constrained_layout.use": True,
    "figure.figsize": (6.4, 3.9),
    "font.family": "sans-serif",
    # Matplotlib ships DejaVu Sans, so a chart is the same on every machine.
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 12,
    "svg.fonttype": "path",
    # Without a salt the identifiers in an SVG are random, and the same chart never twice the same file.
    "svg.hashsalt": "msoic",
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
}


@contextmanager
def applied() -> Iterator[None]:
    """Draw in the project's style, and leave an analyst's own settings as they were."""
    with mpl.rc_context():
        matplotlib.style.use("afcharts.afcharts")
        mpl.rcParams.update(_SETTINGS)
        yield
