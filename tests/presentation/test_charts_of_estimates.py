"""Charts of what was estimated: courses with a band."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from analysis import old_charts
from analysis.presentation.old_charts import canvas
from tests.presentation.test_charts import WORDS, sourced

START = pd.Period("2020Q2", "Q-DEC")


def course(observed=(100, 120, 80, 90), expected=(np.nan, np.nan, 130, 140), reach=20):
    index = pd.period_range("2019Q4", periods=len(observed), freq="Q-DEC")
    table = pd.DataFrame({"Observed": observed, "Expected": expected}, index=index, dtype=float)
    return sourced(table.assign(lower=table["Expected"] - reach, upper=table["Expected"] + reach))


@pytest.fixture
def drawn(monkeypatch):
    """Keep each figure that a chart is made of."""
    kept = []
    write = canvas.svg
    monkeypatch.setattr(canvas, "svg", lambda figure: kept.append(figure) or write(figure))
    return kept


def test_a_course_says_its_lines_its_band_and_its_event():
    figure = old_charts.courses(course(), event=(START, "first lockdown"), **WORDS)
    assert "Observed: from 100 in 2019 Q4 to 90 in 2020 Q3" in figure.alt
    assert "Expected: from 130 in 2020 Q2 to 140 in 2020 Q3" in figure.alt
    assert "The band around expected is 120 to 160 in 2020 Q3" in figure.alt
    assert "A vertical line marks first lockdown at the start of 2020 Q2." in figure.alt
    assert figure.notes == ()
    assert figure == old_charts.courses(course(), event=(START, "first lockdown"), **WORDS)


def test_a_course_is_drawn_as_it_is(drawn):
    old_charts.courses(course(), event=(START, "first lockdown"), **WORDS)
    axes = drawn[0].axes[0]
    observed, expected, event = axes.lines
    assert observed.get_ydata().tolist() == [100, 120, 80, 90]
    assert expected.get_ydata().tolist() == [130, 140]
    assert mpl.dates.num2date(event.get_xdata()[0]).strftime("%Y-%m-%d") == "2020-04-01"
    assert axes.get_ylim()[0] == 0
    assert len({str(line._unscaled_dash_pattern) for line in axes.lines}) == 3


def test_a_band_beyond_all_measure_is_cut_and_that_is_said(drawn):
    figure = old_charts.courses(course(reach=1e6), **WORDS)
    assert figure.notes == ("The chart is cut at the top: a line or the band goes on beyond it.",)
    assert drawn[0].axes[0].get_ylim()[1] < 300
    assert "1,000,140 in 2020 Q3" in figure.alt, "the alternative says it all the same"


def test_nothing_to_draw_and_no_source_are_refused():
    table = course()
    with pytest.raises(ValueError, match="nothing to draw"):
        old_charts.courses(table * np.nan, **WORDS)
    table.attrs.clear()
    with pytest.raises(ValueError, match="lost its provenance"):
        old_charts.courses(table, **WORDS)
