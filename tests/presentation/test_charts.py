import datetime as dt
import itertools
import re
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis import old_charts, prose
from analysis.catalogue import load
from analysis.presentation.display import Figure
from analysis.presentation.old_charts import canvas
from analysis.provenance import Provenance, Release
from analysis.statistics import totals

RELEASE = Release(
    key="q3",
    publisher="Home Office",
    title="NRM statistics, Quarter 3 2023",
    date=dt.date(2023, 11, 3),
    address="https://www.gov.uk/nrm",
    period="2009 Q2 to 2023 Q3",
    standing="official",
    kind="published",
    licence="OGL",
)
WORDS = {"title": "Referrals rose", "subtitle": "People referred, UK", "unit": "People"}
YEAR = pd.Period("2022", "Y-MAR")


def sourced(data):
    data.attrs["provenance"] = Provenance((RELEASE,))
    return data


def quarters(values, first="2020Q2"):
    index = pd.period_range(first, periods=len(values), freq="Q-DEC")
    return sourced(pd.Series(values, index=index, name="referrals", dtype="Int64"))


def table(**lines):
    return sourced(pd.DataFrame({name: quarters(values) for name, values in lines.items()}))


def categories(**numbers):
    return sourced(pd.Series(numbers))


def ages():
    return totals.spread(load("nrm_referrals", by="age_group"), "age_group", "referrals")


DRAWN = {
    "lines": lambda: old_charts.lines(ages(), highlight=YEAR, **WORDS),
    "line": lambda: old_charts.lines(quarters([2198, 2490, 3037, 2935]), **WORDS),
    "columns": lambda: old_charts.columns(quarters([2198, 2490, 3037, 2935, 3120]), highlight=YEAR, **WORDS),
    "bars": lambda: old_charts.bars(categories(Iran=8690, Iraq=6700, Eritrea=3000), **WORDS),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_chart_has_its_words_its_source_and_a_picture(draw):
    figure = draw()
    assert isinstance(figure, Figure)
    assert (figure.title, figure.subtitle) == ("Referrals rose", "People referred, UK")
    assert all("Home Office" in source and "released" in source for source in figure.sources)
    assert figure.sources
    assert ElementTree.fromstring(figure.svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_the_same_data_give_the_same_bytes(draw):
    assert draw() == draw()


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_picture_names_no_outside_address_but_the_names_of_its_language(draw):
    svg = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", draw().svg)
    svg = svg.replace("http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd", "")
    assert "://" not in svg
    assert set(re.findall(r'href="(.)', svg)) <= {"#"}
    assert "<script" not in svg


def test_a_chart_leaves_the_settings_of_the_analyst_alone():
    before = dict(mpl.rcParams)
    DRAWN["bars"]()
    assert dict(mpl.rcParams) == before


numbers = st.lists(st.integers(0, 100_000), min_size=2, max_size=12)


@settings(max_examples=15)
@given(numbers, st.sampled_from([old_charts.lines, old_charts.columns]))
def test_the_alternative_of_a_series_states_its_ends_and_extremes(values, draw):
    alt = draw(quarters(values), **WORDS).alt
    labels = [f"{quarter.year} Q{quarter.quarter}" for quarter in quarters(values).index]
    for number in (values[0], values[-1], min(values), max(values)):
        assert any(f"{number:,} in {labels[place]}" in alt for place, each in enumerate(values) if each == number)
    assert {int(said.replace(",", "")) for said in re.findall(r"([\d,]+) in 20", alt)} <= set(values)


def test_the_alternative_of_several_lines_names_each():
    alt = old_charts.lines(table(Adults=[1000, 1200, 900], Children=[400, 450, 700]), **WORDS).alt
    assert "Adults: from 1,000 in 2020 Q2 to 900 in 2020 Q4; highest 1,200 in 2020 Q3" in alt
    assert "Children: from 400 in 2020 Q2 to 700 in 2020 Q4" in alt


def test_the_alternative_of_bars_states_every_number():
    alt = old_charts.bars(categories(Iran=0.274, Iraq=0.2), write=prose.percent, **WORDS).alt
    assert "Iran 27% and Iraq 20%" in alt


def test_the_alternative_says_what_is_picked_out():
    assert "2021-22 is picked out" in DRAWN["columns"]().alt


def test_a_line_that_is_not_held_at_all_is_said_to_be_so():
    data = table(Adults=[1000, 1200], Children=[pd.NA, pd.NA])
    assert "Children: no figures" in old_charts.lines(data, **WORDS).alt


def test_a_gap_in_a_line_is_no_number():
    alt = old_charts.lines(quarters([5, pd.NA, 7]), **WORDS).alt
    assert "from 5 in 2020 Q2 to 7 in 2020 Q4" in alt
    assert "[x]" not in alt
    assert "nan" not in alt


def test_more_lines_than_can_be_told_apart_are_refused():
    old_charts.lines(table(a=[1, 2], b=[2, 3], c=[3, 4], d=[4, 5]), **WORDS)
    with pytest.raises(ValueError, match="5 lines in one chart: 4 can be told apart"):
        old_charts.lines(table(a=[1, 2], b=[2, 3], c=[3, 4], d=[4, 5], e=[5, 6]), **WORDS)


@pytest.mark.parametrize("draw", [old_charts.lines, old_charts.columns, old_charts.bars])
@pytest.mark.parametrize("values", [[], [pd.NA, pd.NA]])
def test_an_empty_chart_is_refused(draw, values):
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(quarters(values), **WORDS)


@pytest.mark.parametrize("draw", [old_charts.lines, old_charts.columns, old_charts.bars])
def test_a_chart_without_a_source_is_refused_unless_one_is_named(draw):
    data = quarters([1, 2, 3])
    lost = pd.Series(data.to_numpy(), index=data.index)
    with pytest.raises(ValueError, match="lost its provenance"):
        draw(lost, **WORDS)
    assert draw(lost, source=data.to_frame(), **WORDS).sources == (str(RELEASE),)


# What is drawn


@pytest.fixture
def drawn(monkeypatch):
    """Keep each figure that a chart is made of."""
    kept = []
    write = canvas.svg
    monkeypatch.setattr(canvas, "svg", lambda figure: kept.append(figure) or write(figure))
    return kept


@pytest.mark.parametrize("top", [1, 2, 3, 7, 12, 13, 14, 26, 99, 7021, 45_000])
@pytest.mark.parametrize("draw", [old_charts.lines, old_charts.columns])
def test_a_number_on_the_axis_stands_where_it_belongs(drawn, draw, top):
    draw(quarters([0, top, top // 2]), **WORDS)
    axis = drawn[0].axes[0].yaxis
    written = [int(label.get_text().replace(",", "")) for label in axis.get_ticklabels()]
    assert written == pytest.approx(list(axis.get_ticklocs()))
    assert written[0] == 0
    assert len(written) >= 2


@pytest.mark.parametrize("top", [0.02, 0.03, 0.07, 0.13, 0.5, 1])
def test_a_share_on_the_axis_is_written_once(drawn, top):
    shares = sourced(pd.Series([0, top], index=pd.period_range("2020Q2", periods=2, freq="Q-DEC")))
    old_charts.lines(shares, write=prose.percent, **WORDS)
    written = [label.get_text() for label in drawn[0].axes[0].yaxis.get_ticklabels()]
    assert len(set(written)) == len(written)


def test_the_axis_starts_at_nought_and_the_data_are_drawn_as_they_are(drawn):
    values = [2198, 2490, 3037, 2935]
    old_charts.lines(quarters(values), **WORDS)
    old_charts.columns(quarters(values), **WORDS)
    old_charts.bars(categories(Iran=8690, Iraq=6700), **WORDS)
    line, columns, bars = (figure.axes[0] for figure in drawn)
    assert line.get_ylim()[0] == columns.get_ylim()[0] == 0
    assert line.lines[0].get_ydata().tolist() == values
    assert [bar.get_height() for bar in columns.patches] == values
    assert [bar.get_width() for bar in bars.patches] == [8690, 6700]
    assert [text.get_text() for text in bars.texts] == ["8,690", "6,700"]
    assert [label.get_text() for label in bars.get_yticklabels()] == ["Iran", "Iraq"]


def test_only_the_columns_of_the_period_reported_on_are_dark(drawn):
    old_charts.columns(quarters([1, 2, 3, 4, 5, 6, 7, 8, 9]), highlight=YEAR, **WORDS)
    colours = [mpl.colors.to_hex(bar.get_facecolor()) for bar in drawn[0].axes[0].patches]
    assert len(set(colours)) == 2
    assert [colour == colours[4] for colour in colours] == [False] * 4 + [True] * 4 + [False]


def test_lines_differ_in_more_than_colour(drawn):
    old_charts.lines(table(a=[1, 2], b=[2, 3], c=[3, 4], d=[4, 5]), **WORDS)
    strokes = [str(line._unscaled_dash_pattern) for line in drawn[0].axes[0].lines]
    assert len(set(strokes)) == 4


heights = st.lists(st.floats(0, 1000), min_size=2, max_size=4)
sizes = st.lists(st.floats(20, 120), min_size=4, max_size=4)


@given(heights, sizes)
def test_the_names_of_lines_do_not_overlap_and_keep_their_order(ends, tall):
    names = [f"line {number}" for number in range(len(ends))]
    size = dict(zip(names, tall, strict=False))
    placed = canvas.spread(dict(zip(names, ends, strict=True)), size)
    ordered = sorted(names, key=placed.get)
    for lower, upper in itertools.pairwise(ordered):
        assert placed[upper] - placed[lower] >= (size[lower] + size[upper]) / 2
    for (one, height), (other, higher) in itertools.permutations(zip(names, ends, strict=True), 2):
        assert not height < higher or placed[one] < placed[other]
    assert placed[ordered[0]] - size[ordered[0]] / 2 >= -1e-6, "a name does not run into the years below"


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=4))
def test_names_that_have_room_stay_where_they_are(steps):
    ends = {f"line {number}": height for number, height in enumerate(np.cumsum([50 + step for step in steps]))}
    assert canvas.spread(ends, dict.fromkeys(ends, 30.0)) == pytest.approx(ends)


def test_the_names_of_crowded_lines_do_not_overlap_on_the_picture(drawn):
    old_charts.lines(
        table(**{f"A long name of line {letter}": [1, 100 + n] for n, letter in enumerate("abcd")}), **WORDS
    )
    figure = drawn[0]
    figure.draw_without_rendering()
    boxes = [mpl.text.Text.get_window_extent(text) for text in figure.axes[0].texts]
    assert len(boxes) == 4
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("many", [4, 6, 8, 14])
def test_years_below_an_axis_do_not_crowd_and_end_with_the_last(many):
    _, axes = canvas.new_chart("People")
    index = pd.period_range("2010", periods=many, freq="Y-MAR")
    canvas.time_axis(axes, index)
    named = [label.get_text() for label in axes.get_xticklabels()]
    assert len(named) <= canvas.MOST_LABELS
    assert named[-1] == f"{index[-1].year - 1}-{index[-1].year % 100:02d}"
    for anchor in (index[0], index[-1], index[len(index) // 2]):
        canvas.time_axis(axes, index, anchor)
        named = [label.get_text() for label in axes.get_xticklabels()]
        assert len(named) <= canvas.MOST_LABELS
        assert f"{anchor.year - 1}-{anchor.year % 100:02d}" in named


def test_the_months_of_one_year_are_named_below_an_axis():
    _, axes = canvas.new_chart("People")
    canvas.time_axis(axes, pd.period_range("2021-04", periods=12, freq="M"))
    named = [label.get_text() for label in axes.get_xticklabels()]
    assert named == ["June\n2021", "September\n2021", "December\n2021", "March\n2022"]


def test_of_many_points_only_those_that_no_line_joins_are_marked():
    numbers = np.array([1.0, np.nan, 2.0, 3.0, np.nan, np.nan, 4.0])
    assert canvas.marked(numbers, few=7) == [0, 2, 3, 6]
    assert canvas.marked(numbers, few=6) == [0, 6]
    assert canvas.marked(np.full(7, np.nan), few=6) == []
