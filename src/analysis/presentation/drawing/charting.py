"""`page.chart`: a block in which an analyst draws on an ordinary `Axes`, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.presentation import plain_tables, sourcing
from analysis.presentation.drawing import alternatives, finishing, frame
from analysis.presentation.parts import Chart
from analysis.presentation.sourcing import Source
from analysis.prose import listing

_NAMED = 3
"""Up to how many areas are named: a chart of more says them itself."""


@contextmanager
def chart(
    key: tuple[str, str],
    title: object,
    subtitle: object = "",
    *,
    data: pd.DataFrame | pd.Series | None = None,
    source: Source | None = None,
    alt: str = "",
    notes: tuple[str, ...] = (),
    names: dict[str, str] | None = None,
    rows: int = 1,
    columns: int = 1,
    height: float = 3.5,
    figure: Figure | None = None,
    book: bool = False,
    **grid: Any,
) -> Iterator[Any]:
    """Give axes to draw on, and show the finished chart at the end of the block (see `Page.chart`)."""
    what = f"chart '{title}'"
    if not str(title).strip():
        raise ValueError("a chart has a title: what it shows, with its figure")
    for each in (data, *(source if isinstance(source, (list, tuple)) else (source,))):
        sourcing.check_page(each, key, what)
    cited = sourcing.line(data, source, what)
    with frame.drawing(rows, columns, height, figure, **grid) as (made, axes):
        yield axes
        known = alternatives.periods_in(data.to_frame() if isinstance(data, pd.Series) else data)
        for each in made.axes:
            finishing.settle(each, _columns_of(data))
        frame.check_drawn(made, str(title))
        words = alt or alternatives.describe(made, known)
        wide, phone = frame.pictures(made, height)
        table, csv = (None, "") if data is None else plain_tables.folded(data, str(title), names or {})
        shown = Chart(
            title=str(title),
            subtitle=_with_area(str(subtitle), data, source),
            alt=words,
            wide=wide,
            phone=phone,
            picture=frame.png(made, height),
            source=cited,
            notes=notes,
            data=table,
            csv=csv,
            file=plain_tables.file_name(str(title)),
            book=book,
        )
    display(shown)


def _columns_of(data: pd.DataFrame | pd.Series | None) -> set[str]:
    if data is None:
        return set()
    named = [data.name] if isinstance(data, pd.Series) else [*data.columns]
    return {str(name) for name in [*named, *data.index.names] if name is not None}


def _with_area(subtitle: str, data: Any, source: Any) -> str:
    """Say of which area the figures are: that of the data, not the page's, and none where the data do not say."""
    every = source if isinstance(source, (list, tuple)) else (source, data)
    named = dict.fromkeys(area for each in every if each is not None for area in _areas_of(each))
    unsaid = [area for area in named if not re.search(rf"\b{re.escape(area)}\b", subtitle)]
    few = listing(unsaid) if len(named) <= _NAMED else ""
    return ", ".join(filter(None, (subtitle, few)))


def _areas_of(frame: Any) -> list[str]:
    if isinstance(frame, pd.DataFrame) and "area" in frame:
        return [str(area) for area in frame["area"].unique()]
    area = getattr(frame, "attrs", {}).get("area")
    return [area] if area else []
