"""Charts of what was estimated: courses with a band, and dots with intervals."""

import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from analysis import charts, prose
from analysis.presentation.charts import canvas
from tests.presentation.test_charts import WORDS, sourced

START = pd.Period("2020Q2", "Q-DEC")


def course(observed=(100, 120, 80, 90), expected=(np.nan, np.nan, 130, 140), reach=20):
    index = pd.period_range("2019Q4", periods=len(observed), freq="Q-DEC")
    table = pd.DataFrame({"Observed": observed, "Expected": expected}, index=index, dtype=float)
    return sourced(table.assign(lower=table["Expected"] - reach, upper=table["Expected"] + reach))


def estimates(**rows):
    return sourced(pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "lower", "upper"]))


RATIOS = {"referrals": (0.73, 0.58, 0.93), "charges": (1.08, 0.51, 2.31)}
AGAINST = {"reference": (1, "no change"), "scale": "log", "write": prose.ratio_as_change, **WORDS}


@pytest.fixture
def drawn(monkeypatch):
    """Keep each figure that a chart is made of."""
    kept = []
    write = canvas.svg
    monkeypatch.setattr(canvas, "svg", lambda figure: kept.append(figure) or write(figure))
    return kept


def test_a_course_says_its_lines_its_band_and_its_event():
    figure = charts.courses(course(), event=(START, "first lockdown"), **WORDS)
    assert "Observed: from 100 in 2019 Q4 to 90 in 2020 Q3" in figure.alt
    assert "Expected: from 130 in 2020 Q2 to 140 in 2020 Q3" in figure.alt
    assert "The band around expected is 120 to 160 in 2020 Q3" in figure.alt
    assert "A vertical line marks first lockdown at the start of 2020 Q2." in figure.alt
    assert figure.notes == ()
    assert figure == charts.courses(course(), event=(START, "first lockdown"), **WORDS)


def test_a_course_is_drawn_as_it_is(drawn):
    charts.courses(course(), event=(START, "first lockdown"), **WORDS)
    axes = drawn[0].axes[0]
    observed, expected, event = axes.lines
    assert observed.get_ydata().tolist() == [100, 120, 80, 90]
    assert expected.get_ydata().tolist() == [130, 140]
    assert mpl.dates.num2date(event.get_xdata()[0]).strftime("%Y-%m-%d") == "2020-04-01"
    assert axes.get_ylim()[0] == 0
    assert len({str(line._unscaled_dash_pattern) for line in axes.lines}) == 3


def test_a_band_beyond_all_measure_is_cut_and_that_is_said(drawn):
    figure = charts.courses(course(reach=1e6), **WORDS)
    assert figure.notes == ("The chart is cut at the top: a line or the band goes on beyond it.",)
    assert drawn[0].axes[0].get_ylim()[1] < 300
    assert "1,000,140 in 2020 Q3" in figure.alt, "the alternative says it all the same"


def test_estimates_are_written_beside_their_intervals(drawn):
    figure = charts.intervals(estimates(**RATIOS), **AGAINST)
    minus = prose.MINUS
    assert f"Referrals: {minus}27% ({minus}42% to {minus}7%); charges: +8% ({minus}49% to +131%)" in figure.alt
    assert figure.alt.endswith("The vertical line is no change.")
    axes = drawn[0].axes[0]
    texts = [text.get_text() for text in axes.texts]
    assert texts[0] == f"{minus}27%\n({minus}42% to {minus}7%)"
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Referrals", "Charges"]


def test_a_dot_is_hollow_where_its_interval_holds_the_reference(drawn):
    figure = charts.intervals(estimates(**RATIOS), **AGAINST)
    dots = [line for line in drawn[0].axes[0].lines if line.get_marker() == "o"]
    assert [float(dot.get_xdata()[0]) for dot in dots] == [0.73, 1.08]
    assert [dot.get_markerfacecolor() == "white" for dot in dots] == [False, True]
    assert "A hollow dot: the interval holds no change." in figure.notes


def test_an_interval_without_end_is_an_arrow(drawn):
    figure = charts.intervals(estimates(boats=(1.6, 0.001, 300), **RATIOS), **AGAINST)
    markers = [line.get_marker() for line in drawn[0].axes[0].lines]
    assert markers.count("<") == markers.count(">") == 1
    assert "An arrow marks an interval that goes on beyond the chart." in figure.notes
    assert "over +1,000%" in figure.alt


@pytest.mark.parametrize("upper", [1.02, 1.2, 2.5, 9, 40, 5000])
def test_labels_of_ratios_have_room(drawn, upper):
    charts.intervals(estimates(one=(1.01, 1 / upper, upper), two=(0.99, 0.98, 1)), **AGAINST)
    figure = drawn[0]
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels() if label.get_text()]
    assert len(boxes) >= 1
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(boxes))


def test_an_estimate_without_an_interval_is_a_dot_alone():
    figure = charts.intervals(estimates(first=(7.9, np.nan, np.nan)), write=prose.decimal, **WORDS)
    assert "First: 7.9." in figure.alt


def test_years_are_written_as_years():
    table = estimates(one=(7.9, 6.5, 9.7), two=(12.0, 9.9, 14.4))
    table.index = pd.period_range("2019", periods=2, freq="Y-MAR")
    assert "2018-19: 7.9 (6.5 to 9.7); 2019-20: 12.0" in charts.intervals(table, write=prose.decimal, **WORDS).alt


@pytest.mark.parametrize("draw", [charts.courses, charts.intervals])
def test_nothing_to_draw_and_no_source_are_refused(draw):
    table = course() if draw is charts.courses else estimates(**RATIOS)
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(table * np.nan, **WORDS)
    table.attrs.clear()
    with pytest.raises(ValueError, match="lost its provenance"):
        draw(table, **WORDS)


def test_names_of_many_lines_do_not_run_into_each_other(drawn):
    long = "Children involved in criminal exploitation: mean of the months of the year"
    charts.intervals(estimates(**{long: (1.2, 1.1, 1.3), f"No {long}": (1.3, 1.2, 1.4)}), **AGAINST)
    axes = drawn[0].axes[0]
    first, second = (label.get_window_extent() for label in axes.get_yticklabels())
    assert not first.overlaps(second)


def test_a_scale_of_whole_per_cent_has_no_decimals(drawn):
    charts.intervals(estimates(one=(0.5, 0.1, 1.5)), write=prose.signed_percent, **WORDS)
    ticks = [tick.get_text() for tick in drawn[0].axes[0].get_xticklabels()]
    assert ticks
    assert not any(".0%" in tick for tick in ticks)


@pytest.mark.parametrize("reach", [(0.3, 9), (0.2, 26), (0.8, 1.3), (0.05, 60)])
def test_the_ticks_of_ratios_leave_room_for_their_labels(drawn, reach):
    charts.intervals(estimates(**{"a measure with a long name of its own": (1.2, *reach)}), **AGAINST)
    figure = drawn[0]
    figure.draw_without_rendering()
    boxes = [tick.get_window_extent() for tick in figure.axes[0].get_xticklabels()]
    assert len(boxes) > 1
    for left, right in itertools.pairwise(sorted(boxes, key=lambda box: box.x0)):
        assert left.x1 + figure.dpi / 12 < right.x0, "at least half the height of a letter between them"
