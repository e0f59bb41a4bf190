"""Shortcuts draw on an `Axes` and return it."""

import datetime as dt

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import geography
from analysis.presentation import charts
from analysis.presentation.drawing import alternatives, frame

YEARS = pd.period_range("2018", "2022", freq="Y-MAR")
TABLE = pd.DataFrame({"Adults": [5, 6, 7, 8, 9], "Children": [4, 5, 5, 5, 6]}, index=YEARS)


@pytest.fixture
def ax():
    with frame.drawing(1, 1, 3.5, None) as (_, axes):
        yield axes


def words(ax):
    return alternatives.describe(ax.figure, tuple(YEARS))


@pytest.mark.parametrize("draw", [charts.lines, charts.stacked, charts.grouped, charts.heat])
def test_tables_are_drawn_and_the_axes_come_back(ax, draw):
    assert draw(ax, TABLE) is ax
    pictures = frame.pictures(ax.figure, 3.5)
    assert all("Children" in picture for picture in pictures)
    assert words(ax) != alternatives.UNREADABLE


def test_a_line_says_where_it_begins_and_ends(ax):
    charts.lines(ax, TABLE)
    assert words(ax).startswith("Adults: 5 in 2017-18, 6 in 2018-19")


def test_more_than_four_lines_need_one_to_highlight(ax):
    many = pd.DataFrame({f"release {number}": range(5) for number in range(9)}, index=YEARS)
    with pytest.raises(ValueError, match="9 lines cannot be told apart"):
        charts.lines(ax, many)
    charts.lines(ax, many, highlight="release 8")
    colours = {line.get_color() for line in ax.get_lines()}
    assert len(ax.get_lines()) == 9
    assert len(colours) == 2


def test_bars_of_a_stack_end_where_the_total_does(ax):
    charts.stacked(ax, TABLE)
    assert max(bar.get_x() + bar.get_width() for bar in ax.patches) == TABLE.sum(axis=1).max()


def test_numbers_stand_on_bars(ax):
    charts.bars(ax, pd.Series({"Kent": 1200, "Essex": 30}))
    wide, _ = frame.pictures(ax.figure, 3.5)
    assert ">1,200<" in wide
    assert ">30<" in wide


def test_the_year_reported_on_is_shaded_and_named(ax):
    charts.lines(ax, TABLE["Adults"])
    charts.shade(ax, YEARS[-1])
    assert ax.texts[0].get_text() == "2021-22"
    assert "shaded" not in words(ax)


def test_points_show_their_intervals(ax):
    table = pd.DataFrame({"estimate": [1.5, 2.0], "lower": [1.0, 1.5], "upper": [2.5, 2.2]}, index=["North", "South"])
    charts.points(ax, table, reference=1)
    assert "North 1.50 (1 to 2.50) and South 2 (1.50 to 2.20)" in words(ax)


def test_a_map_names_the_areas_of_each_class(ax):
    outlines = geography.outlines()
    values = pd.Series(dict.fromkeys(outlines["force"].unique(), 1.0))
    values["Kent"] = 3.0
    values["Essex"] = float("nan")
    charts.area_map(ax, values, [0, 2, 4], outlines)
    assert "2.0 to 4.0: Kent" in words(ax)
    assert "No rate: Essex" in words(ax)


def test_a_funnel_names_the_areas_outside(ax):
    areas = pd.DataFrame(
        {"size": [1e5, 2e5], "rate": [9.0, 5.0], "position": ["above", "within"]}, index=["Kent", "Essex"]
    )
    levels = {f"{side}_{level}": [v] * 2 for side, v in (("lower", 3), ("upper", 7)) for level in ("95", "99.8")}
    curve = pd.DataFrame({"size": [1e5, 2e5], "target": [5.0, 5.0], **levels})
    charts.funnel(ax, areas, curve, value="rate", size="size")
    assert "Stand out as high: Kent (9.0)" in words(ax)
    with pytest.raises(ValueError, match="no area 'Sussex'"):
        charts.funnel(ax, areas, curve, value="rate", size="size", highlight=["Sussex"])


def test_pictures_of_a_closed_figure_need_no_screen():
    with frame.drawing(1, 1, 3.5, None) as (figure, ax):
        ax.plot([1, 2], [3, 4])
    assert plt.get_fignums() == []
    assert frame.pictures(figure, 3.5)[0].startswith("<svg")


def test_a_trend_carried_on_is_dashed_within_its_band_which_is_cut_where_it_is_wider(ax):
    quarters = pd.period_range("2019Q3", periods=5, freq="Q-DEC")
    nothing = [float("nan")] * 3
    course = pd.DataFrame(
        {
            "Observed": [8.0, 9, 9, 4, 6],
            "Trend": [*nothing, 9, 10],
            "lower": [*nothing, 7, 7],
            "upper": [*nothing, 40, 90],
        },
        index=quarters,
    )
    charts.carried_on(ax, course, dt.date(2020, 3, 23), "First lockdown")
    observed, trend = (line for line in ax.get_lines() if not line.get_label().startswith("_"))
    assert observed.get_linestyle() == "-"
    assert trend.get_linestyle() == "--"
    assert ax.get_ylim() == (0, pytest.approx(12))
    assert [text.get_text() for text in ax.texts] == ["First lockdown"]
    assert len(ax.collections) == 1


def test_a_figure_between_missing_ones_is_marked_and_said(ax):
    quarters = pd.period_range("2021Q1", periods=5, freq="Q-DEC")
    charts.lines(ax, pd.Series([None, 10, None, 4, 5], quarters, name="Referrals"))
    (line,) = ax.lines
    assert list(line.get_markevery()) == [1]
    assert line.get_marker() == "o"
    assert "10 in April to June 2021" in alternatives.describe(ax.figure, tuple(quarters))
