"""Charts of estimates with their intervals: a dot and a line for each, beside a line of no difference."""

from __future__ import annotations

import math
import textwrap
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullLocator

from analysis import prose
from analysis.presentation import citing, theme
from analysis.presentation.charts import canvas
from analysis.presentation.charts.canvas import Writer
from analysis.presentation.display import Figure

_WIDEST = 6.0
"""On a scale of ratios, an interval is drawn to at most this multiple beyond the outermost estimates."""

Limits = tuple[float, float]


def changes(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str = "Change on the year before",
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw relative changes with their intervals, where half and double are as far from no change.

    Parameters
    ----------
    data : DataFrame
        `change`, `lower` and `upper`, fractions of one, as `analysis.statistics.yearly.changes` returns them.
    title, subtitle, unit, source, notes
        As for `intervals`.

    Returns
    -------
    Figure
    """
    return intervals(
        data[["change", "lower", "upper"]].rename(columns={"change": "estimate"}) + 1,
        title=title,
        subtitle=subtitle,
        unit=unit,
        reference=(1, "no change"),
        scale="log",
        write=prose.ratio_as_change,
        source=source,
        notes=notes,
    )


def intervals(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str,
    reference: tuple[float, str] | None = None,
    scale: Literal["linear", "log"] = "linear",
    write: Writer = prose.count,
    source: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Draw an estimate and its interval for each category as a dot on a line, with the numbers beside them.

    Parameters
    ----------
    data : DataFrame
        `estimate`, `lower` and `upper` over category names or Periods, in the order to be drawn from the top. A dot
        whose interval is missing, or of no width, stands alone.
    reference : tuple of float and str, optional
        Where a vertical line stands that intervals are to be read against, and what it means, such as
        ``(1, "no change")``. Dots whose interval holds it are hollow.
    scale : {"linear", "log"}
        "log" for ratios, where half and double are as far from one.
    title, subtitle, unit, write, source, notes
        As for `lines`; the unit stands above the chart.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there is nothing to draw, or no provenance.
    """
    canvas.check_drawable(data[["estimate"]])
    table = data.astype(float)
    limits = _limits(table, reference, scale)
    with theme.applied():
        labels = [textwrap.fill(canvas.capital(prose.period_or_name(name)), 24) for name in data.index]
        figure, axes = canvas.new_chart(unit, height=1.0 + _row_height(labels) * len(labels))
        axes.set_xscale(scale)
        axes.set_xlim(*limits)
        for place, (_, row) in enumerate(table.iterrows()):
            _draw(axes, place, row, limits, reference)
            written = _written(row, write).replace(" (", "\n(")
            axes.text(1.03, place, written, transform=axes.get_yaxis_transform(), va="center", color=theme.INK)
        axes.set_yticks(range(len(labels)), labels)
        axes.set_ylim(len(labels) - 0.5, -0.5)
        _frame(axes, limits, reference, write)
        svg = canvas.svg(figure)
    cut = bool(((table["lower"] < limits[0]) | (table["upper"] > limits[1])).any())
    arrows = ("An arrow marks an interval that goes on beyond the chart.",) if cut else ()
    hollow = (f"A hollow dot: the interval holds {reference[1]}.",) if reference else ()
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=_in_words(table, write, reference),
        svg=svg,
        notes=citing.with_coverage((*hollow, *arrows, *notes), data, source),
        sources=canvas.source_lines(data, source),
    )


def _limits(table: pd.DataFrame, reference: tuple[float, str] | None, scale: str) -> Limits:
    marks = [*table["estimate"].dropna(), *([reference[0]] if reference else [])]
    low, high = (min([*table["lower"].dropna(), *marks]), max([*table["upper"].dropna(), *marks]))
    if scale == "log":
        low, high = max(low, min(marks) / _WIDEST), min(high, max(marks) * _WIDEST)
        return low / 1.08, high * 1.08
    room = 0.04 * ((high - low) or abs(high) or 1.0)
    return (0.0 if reference is None and low >= 0 else low - room), high + room


def _draw(axes: Axes, place: int, row: pd.Series, limits: Limits, reference: tuple[float, str] | None) -> None:
    lower, upper = float(row["lower"]), float(row["upper"])
    colour = theme.CATEGORICAL[0]
    holds = reference is not None and lower <= reference[0] <= upper
    if not math.isnan(lower):
        axes.plot([max(lower, limits[0]), min(upper, limits[1])], [place, place], color=colour, linewidth=2)
    for beyond, end, marker in ((lower < limits[0], limits[0], "<"), (upper > limits[1], limits[1], ">")):
        if beyond:
            axes.plot(end, place, marker, color=colour, markersize=8, clip_on=False)
    face = "white" if holds else colour
    axes.plot(float(row["estimate"]), place, "o", color=colour, markerfacecolor=face, markersize=8, zorder=3)


def _frame(axes: Axes, limits: Limits, reference: tuple[float, str] | None, write: Writer) -> None:
    if reference is not None:
        axes.axvline(reference[0], color=theme.INK, linewidth=1, zorder=0)
    if axes.get_xscale() == "log":
        ticks = _even_ratios(limits)
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        ticks = [tick for tick in MaxNLocator(nbins=3).tick_values(*limits) if limits[0] <= tick <= limits[1]]
    axes.set_xticks(ticks, _without_noughts([write(tick) for tick in ticks]))
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _row_height(labels: list[str]) -> float:
    # The numbers take two lines; a name of more needs room of its own, or it runs into the next.
    return max(0.5, 0.12 + 0.2 * max(label.count("\n") + 1 for label in labels))


def _without_noughts(ticks: list[str]) -> list[str]:
    whole = all(tick.endswith((".0", ".0%")) for tick in ticks)
    return [tick.replace(".0", "") for tick in ticks] if whole else ticks


def _even_ratios(limits: Limits) -> list[float]:
    # As many as have room for their labels: a third of the width to each, also beside long names and numbers.
    reach = math.log(limits[1] / limits[0])
    if reach / 3 >= math.log(2):
        return [ratio for ratio in _round_ratios(reach / 3) if limits[0] <= ratio <= limits[1]]
    step = next(step for step in (1.25, 1.5, 2) if math.log(step) > reach / 3)
    first, last = (round(math.log(end) / math.log(step)) for end in limits)
    return [ratio for ratio in (step**n for n in range(first - 1, last + 2)) if limits[0] <= ratio <= limits[1]]


def _round_ratios(apart: float) -> list[float]:
    """Return round ratios on both sides of one, each at least so far (in logarithms) from the last."""
    below, above = [1.0], [1.0]
    for power in range(1, 7):
        for digit in (0.5, 0.25, 0.1):
            ratio = digit * 10.0 ** (1 - power)
            if math.log(below[-1] / ratio) >= apart:
                below.append(ratio)
        for digit in (2, 3, 5, 10):
            ratio = digit * 10.0 ** (power - 1)
            if math.log(ratio / above[-1]) >= apart:
                above.append(ratio)
    return [*reversed(below[1:]), *above]


def _written(row: pd.Series, write: Writer) -> str:
    if math.isnan(row["estimate"]):
        return prose.NOT_AVAILABLE
    if math.isnan(row["lower"]) or row["lower"] == row["upper"]:
        return write(row["estimate"])
    return f"{write(row['estimate'])} ({write(row['lower'])} to {write(row['upper'])})"


def _in_words(table: pd.DataFrame, write: Writer, reference: tuple[float, str] | None) -> str:
    said = [f"{prose.period_or_name(name)}: {_written(row, write)}" for name, row in table.iterrows()]
    against = f" The vertical line is {reference[1]}." if reference else ""
    return f"Chart of estimates with intervals. {canvas.capital('; '.join(said))}.{against}"
