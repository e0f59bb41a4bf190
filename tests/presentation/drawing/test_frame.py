"""One block makes two pictures, a text alternative and the data, with any drawing library that draws on axes."""

import html
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.figure import Figure

from analysis.errors import AnalysisError
from analysis.presentation import charts
from analysis.presentation.drawing import alternatives, charting, frame
from analysis.presentation.parts import Chart
from analysis.presentation.sourcing import PAGE, local
from analysis.provenance import Provenance, Release

KEY = ("UK", "2021-22")
QUARTERS = pd.period_range("2020Q1", "2022Q1", freq="Q-DEC")
RELEASE = Release(
    "r", "Home Office", "NRM statistics", pd.Timestamp("2022-03-03").date(), "", "2021", "official", "published", "OGL"
)


@pytest.fixture
def referrals():
    table = pd.DataFrame({"quarter": QUARTERS, "referrals": range(100, 100 * (len(QUARTERS) + 1), 100)})
    table.attrs |= {"provenance": Provenance((RELEASE,)), "area": "UK", PAGE: KEY}
    return table


@pytest.fixture
def shown(monkeypatch):
    found: list[Chart] = []
    monkeypatch.setattr(charting, "display", found.append)
    return found


def texts(svg):
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_plain_seaborn_gives_a_chart_at_two_widths_with_its_data(referrals, shown):
    with charting.chart(KEY, "Referrals rose", "People referred, by quarter", data=referrals) as ax:
        sns.lineplot(referrals, x="quarter", y="referrals", ax=ax)
    (chart,) = shown
    widths = [float(re.search(r'width="([\d.]+)pt"', svg)[1]) for svg in (chart.wide, chart.phone)]
    assert widths == pytest.approx([72 * 7.6, 72 * 3.45], abs=0.2)
    assert chart.alt == "From 100 in January to March 2020 to 900 in January to March 2022."
    assert chart.subtitle == "People referred, by quarter, UK"
    assert chart.source == "Source: Home Office, NRM statistics, 3 March 2022"
    assert len(chart.data.rows) == len(QUARTERS)
    assert chart.csv.splitlines()[1:3] == ["2020 Q1,100", "2020 Q2,200"]
    assert plt.get_fignums() == []


def test_the_same_drawing_gives_the_same_bytes_and_shares_no_name_with_another(referrals, shown):
    for _ in range(2):
        with charting.chart(KEY, "Referrals rose", data=referrals) as ax:
            sns.lineplot(referrals, x="quarter", y="referrals", ax=ax)
    first, second = shown
    assert (first.wide, first.phone) == (second.wide, second.phone)
    wide, phone = (set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (first.wide, first.phone))
    assert wide
    assert not wide & phone


def test_an_empty_chart_is_refused_and_no_figure_stays_open(referrals, shown):
    with pytest.raises(frame.NothingDrawn), charting.chart(KEY, "Nothing", data=referrals):
        pass
    with pytest.raises(ZeroDivisionError), charting.chart(KEY, "Broken", data=referrals):
        raise ZeroDivisionError
    assert plt.get_fignums() == []
    assert not shown


def test_a_chart_without_a_source_is_refused_before_it_is_drawn():
    own = pd.DataFrame({"x": [1, 2], "y": [3, 4]})
    refused = pytest.raises(AnalysisError, match="does not say where its figures come from")
    with refused, charting.chart(KEY, "Own", data=own):
        pytest.fail("the block must not run")


def test_own_figures_are_named_as_local(shown):
    own = pd.DataFrame({"x": [1, 2], "y": [3, 4]})
    source = local("Calls logged", "Kent Police", "2026-03-31")
    with charting.chart(KEY, "Own", data=own, source=source) as ax:
        ax.bar(["a", "b"], own["y"])
    assert shown[0].source == "Source: Kent Police, Calls logged, 31 March 2026 (local figures, not published)"


def test_a_table_loaded_for_another_area_is_refused(referrals):
    refused = pytest.raises(AnalysisError, match="loaded for UK, 2021-22; this page is about Kent, 2021-22")
    with refused, charting.chart(("Kent", "2021-22"), "Referrals rose", data=referrals):
        pytest.fail("the block must not run")


def test_a_finished_seaborn_grid_is_taken(referrals, shown):
    both = pd.concat([referrals.assign(who="Adults"), referrals.assign(who="Children")])
    grid = sns.relplot(both, x="quarter", y="referrals", col="who", kind="line")
    with charting.chart(KEY, "Both rose", data=both, source=referrals, figure=grid.figure):
        pass
    assert "who = Adults" in texts(shown[0].wide)
    assert "Who = Children: from 100" in shown[0].alt


def test_category_labels_that_do_not_fit_a_phone_are_thinned_and_come_back(shown, referrals):
    years = [f"20{year}-{year + 1}" for year in range(10, 23)]
    table = pd.Series(range(1, 14), index=years, name="referrals")
    with charting.chart(KEY, "Years", data=table, source=referrals) as ax:
        charts.columns(ax, table)
    wide, phone = (texts(svg) for svg in (shown[0].wide, shown[0].phone))
    assert years[-1] in phone
    assert len(set(years) & set(phone)) < len(set(years) & set(wide))


def test_names_of_lines_that_take_room_leave_no_years_on_top_of_each_other(shown, referrals):
    years = pd.period_range("2015", "2023", freq="Y-MAR", name="financial_year")
    table = pd.DataFrame({"UK and overseas": range(9), "Overseas only": range(9, 18)}, index=years)
    with charting.chart(KEY, "Years", data=table, source=referrals) as ax:
        charts.lines(ax, table)
    wide, phone = (set(re.findall(r">(\d{4}-\d{2})<", svg)) for svg in (shown[0].wide, shown[0].phone))
    assert len(wide) == 9
    # A year is some 40 points wide, and beside the names there is room for half of the 250.
    assert "2022-23" in phone
    assert len(phone) <= 3


def test_bars_start_at_zero_and_the_axis_reaches_past_the_highest(referrals):
    with frame.drawing(1, 1, 3.5, None) as (_, ax):
        sns.barplot(referrals.assign(quarter=referrals["quarter"].astype(str)), x="quarter", y="referrals", ax=ax)
        charting.finishing.settle(ax, {"referrals", "quarter"})
        low, high = ax.get_ylim()
        assert low == 0
        assert high >= 900
        assert ax.get_xlabel() == ax.get_ylabel() == ""


def alternative(draw, rows=1, **known):
    figure = Figure()
    axes = figure.subplots(rows)
    draw(axes)
    return alternatives.describe(figure, **known)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda ax: ax.bar(["Kent", "Essex"], [3, 4]), "Kent 3 and Essex 4"),
        (lambda ax: ax.barh(["Kent", "Essex"], [3, 4]), "Kent 3 and Essex 4"),
        (lambda ax: ax.scatter([1, 2, 3], [4, 5, 6]), "3 points, from 4 to 6"),
        (lambda ax: ax.fill_between([1, 2, 3], [1, 1, 1], [4, 5, 6]), "A shaded area from 1 to 3, between 1 and 6"),
        (lambda ax: ax.errorbar(["a", "b"], [2, 3], yerr=[1, 0.5]), "A 2 (1 to 3) and b 3 (2.50 to 3.50)"),
        (lambda ax: ax.pcolormesh(np.array([[1, 2], [3, 4]])), "A heat map of 4 cells, from 1 to 4"),
        (lambda ax: ax.plot([2020, 2021], [5, 7], label="Adults"), "Adults: 5 in 2020 and 7 in 2021"),
    ],
)
def test_what_artists_show_is_said(draw, said):
    assert said in alternative(draw)


def test_what_cannot_be_read_is_said_to_be_unreadable():
    assert alternative(lambda ax: ax.imshow(np.ones((2, 2)))).startswith(alternatives.UNREADABLE)


def test_guides_and_empty_error_bars_are_no_data():
    def draw(ax):
        ax.axhline(3)
        ax.plot([1, 2], [np.nan, np.nan])
        ax.plot([1, 2], [3, 4])

    assert alternative(draw) == "3 in 1 and 4 in 2."
