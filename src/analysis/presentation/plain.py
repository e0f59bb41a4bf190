"""What an analyst shows without the project's own means: a figure, a DataFrame or a Styler at the end of a cell.

It appears in the style of the page, with a text alternative read from the drawing; that its title and source are
missing is recorded, for the log of the run.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from pandas.io.formats.style import Styler

from analysis.presentation import plain_tables
from analysis.presentation.display import Displayed
from analysis.presentation.drawing import alternatives, finishing, frame, house_style
from analysis.presentation.parts import Chart, PlainTable

MOST_ROWS = 30
"""Of a DataFrame that is shown as it is; the download of a chart or a table has all."""


def install(shell: InteractiveShell) -> None:
    """Show figures and tables of other libraries as the project shows its own, in its style.

    Parameters
    ----------
    shell : InteractiveShell
    """
    if shell.display_formatter is None:
        return
    house_style.use()
    formatter = shell.display_formatter.mimebundle_formatter
    formatter.for_type(Figure, lambda figure, **_: _bundle(of_figure(figure)))
    formatter.for_type(pd.DataFrame, lambda table, **_: _bundle(of_table(table)))
    formatter.for_type(pd.Series, lambda series, **_: _bundle(of_table(series.to_frame())))
    formatter.for_type(Styler, lambda styled, **_: _bundle(of_table(styled.data)))


def of_figure(figure: Figure) -> Chart:
    """Return a figure as a chart without title and source."""
    for axes in figure.axes:
        finishing.settle(axes, ())
    wide, phone, picture = frame.pictures_of_plain(figure)
    words = alternatives.describe(figure)
    return Chart(title="", subtitle="", alt=words, wide=wide, phone=phone, picture=picture, missing=("title", "source"))


def of_table(table: pd.DataFrame) -> PlainTable:
    """Return a table without caption and source: its first rows, with how many there are."""
    flat = plain_tables.flattened(table)
    cut = len(flat) > MOST_ROWS
    caption = f"The first {MOST_ROWS} of {len(flat):,} rows" if cut else f"{len(flat):,} rows"
    made = plain_tables.written(flat.head(MOST_ROWS), caption)
    return PlainTable(made.title, made.columns, made.rows, made.notes)


def _bundle(shown: Displayed) -> dict[str, Any]:
    return shown._repr_mimebundle_()
