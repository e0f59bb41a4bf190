"""Drawing a chart: its two pictures, for a page and a phone, and one picture as matplotlib makes it by itself.

By itself: constrained layout, title and subtitle within the picture, and every letter drawn as an outline.
"""

import io

import matplotlib.pyplot as plt
import pandas as pd
from rich.table import Table

from analysis.presentation import charts
from analysis.presentation.drawing import frame
from analysis.presentation.drawing.house_style import WIDE
from benchmarks.loading import median_milliseconds

HEIGHT = 3.5
QUARTERS = pd.period_range("2014Q1", periods=33, freq="Q-DEC", name="quarter")
SERIES = pd.DataFrame(
    {name: [float(at * step) for at in range(33)] for name, step in (("In", 100), ("Out", 40))}, QUARTERS
)
YEARS = SERIES["In"].head(8).set_axis([f"20{at}-{at + 1}" for at in range(14, 22)])


def two_pictures(draw) -> None:
    """Make the pictures of a chart as pages have them."""
    with frame.drawing(1, 1, HEIGHT, None) as (figure, axes):
        draw(axes)
        frame.pictures(figure, HEIGHT)


def one_picture(draw) -> None:
    """Make one picture with what matplotlib offers."""
    with plt.rc_context({"svg.fonttype": "path"}):
        figure, axes = plt.subplots(figsize=(WIDE, HEIGHT), layout="constrained")
        figure.suptitle("Referrals reached 3,773, the highest up to then", x=0, ha="left")
        axes.set_title("People referred, by quarter, UK", loc="left")
        draw(axes)
        figure.savefig(io.StringIO(), format="svg")
        plt.close(figure)


def measure() -> Table:
    """Measure how long a line chart and a column chart take, in milliseconds."""
    table = Table("Chart", "Two pictures", "One, plainly", "Share", title="Drawing a chart, milliseconds")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, draw in {
        "lines": lambda axes: charts.lines(axes, SERIES),
        "columns": lambda axes: charts.columns(axes, YEARS),
    }.items():
        two_pictures(draw)
        one_picture(draw)
        two, one = (median_milliseconds(lambda way=way, draw=draw: way(draw)) for way in (two_pictures, one_picture))
        table.add_row(name, f"{two:.0f}", f"{one:.0f}", f"{two / one:.2f}")
    return table
