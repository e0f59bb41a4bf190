"""Everything that is made from demonstration data says so."""

import re
from dataclasses import replace
from importlib.resources import files

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import areas, charts, ledger, load, tables, totals
from analysis.presentation import theme
from analysis.presentation.banding import with_band
from analysis.presentation.display import TAG, Column, Figure, Notice, Table, Text
from analysis.provenance import MADE_UP, is_demonstration, provenance_of
from tests.demonstration import put_demonstration_data
from tests.projects import project_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="50pt"><circle r="9"/></svg>'
WORDS = {"title": "Events fell", "subtitle": "Events, England and Wales", "unit": "Events"}


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    """Made-up events of all forces but one in the last month, and published referrals, by period."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        put_demonstration_data(folder, without=("Kent",))
        return load("clandestine_events").set_index("month"), load("nrm_referrals").set_index("quarter")


def drawn(data, source=None):
    years = totals.financial_years(data)
    return [
        charts.lines(data, **WORDS, source=source),
        charts.columns(data, **WORDS, source=source),
        charts.bars(years, **WORDS, source=source),
    ]


def html_of(shown):
    return BeautifulSoup(shown._repr_mimebundle_()["text/html"], "html.parser")


def test_charts_say_so_in_the_picture_and_in_words(frames):
    for figure in drawn(frames[0]["events"]):
        assert figure.demonstration
        assert f'aria-label="{MADE_UP}"' in figure.svg
        assert html_of(figure).img["alt"].startswith(MADE_UP)
        assert MADE_UP in str(figure)
        assert MADE_UP in " ".join(figure.sources)


def test_a_table_says_so_in_its_title_line(frames):
    table = tables.table(frames[0][["events"]], title="Events", first="Month")
    assert table.demonstration
    assert html_of(table).caption.mark.text == MADE_UP
    assert str(table).startswith(f"{MADE_UP}\nEvents\n")


def test_the_list_of_sources_says_so(frames):
    (entry,) = tables.sources(provenance_of(frames[0])).entries
    assert entry.kind == "demonstration"
    assert MADE_UP in entry.details
    assert "Released" not in entry.details
    assert html_of(tables.sources(provenance_of(*frames))).find_all("mark")[0].text == TAG
    assert len(html_of(tables.sources(provenance_of(*frames))).find_all("mark")) == 1


def test_published_data_are_not_called_made_up_as_long_as_no_others_were_used(frames):
    referrals = frames[1]["referrals"]
    for shown in [*drawn(referrals), Text("Up 27%."), Notice("Look", (), "caution")]:
        assert not shown.demonstration
        assert MADE_UP not in shown._repr_mimebundle_()["text/html"]


def test_after_demonstration_data_all_is_labelled_but_what_is_shown_to_be_made_from_others(frames):
    ledger.note({"demonstration"})
    referrals = frames[1]["referrals"]
    ratio = referrals / referrals.mean()  # what a quotient of published by made-up figures carries, too
    table = {"title": "T", "first": "Quarter"}
    for shown in [*drawn(ratio), Text("Up."), Notice("Look", (), "caution"), tables.table(ratio.to_frame(), **table)]:
        assert shown.demonstration
        assert TAG in str(shown)
    for shown in [
        *drawn(referrals, frames[1]),
        Text("Up.", source=frames[1]),
        Notice("Look", (), "caution", source=[frames[1], referrals]),
        tables.table(referrals.to_frame(), source=frames[1], **table),
        Notice("None", (), "missing"),
    ]:
        assert not shown.demonstration
        assert TAG not in str(shown)
    assert Text("Up.", source=frames).demonstration, "one of two is enough"
    assert Text("Up.", source=[]).demonstration, "no source proves nothing"


def test_objects_made_by_hand_are_labelled_too():
    cells = ("title", (Column("Force"), Column("Events")), (("Kent", "5"),))
    assert not Table(*cells).demonstration
    ledger.note({"demonstration"})
    assert Table(*cells).demonstration
    assert f'aria-label="{MADE_UP}"' in Figure("title", "", "alt", SVG).svg


def test_naming_another_source_does_not_whitewash_made_up_data(frames):
    assert all(figure.demonstration for figure in drawn(frames[0]["events"], frames[1]))


def test_a_column_called_release_hides_nothing(frames):
    assert is_demonstration(frames[0].assign(release="another"))


def test_data_without_provenance_are_refused(frames):
    lost = frames[0]["events"].copy()
    lost.attrs = {}
    for make in (lambda: charts.lines(lost, **WORDS), lambda: Text("Up.", source=lost)):
        with pytest.raises(ValueError, match="lost its provenance"):
            make()


def test_a_sentence_carries_its_label_inside_its_first_paragraph(frames):
    assert html_of(Text("Up **27%**.", source=frames[0])).p.text == f"{TAG} Up 27%."
    listed = html_of(Text("- one\n- two", source=frames[0]))
    assert (listed.p.text.strip(), len(listed.find_all("li"))) == (TAG, 2)


def test_the_band_stands_above_the_drawing_once_and_covers_nothing():
    banded = BeautifulSoup(with_band(SVG, "Made up"), "html.parser").svg
    left, top, width, height = map(float, banded["viewbox"].split())
    band = float(banded.g.rect["height"]) * width / 460.8
    assert (left, width) == (0, 90)
    assert top < 0
    assert top + height == pytest.approx(50)
    assert band <= -top
    assert float(banded["height"].removesuffix("pt")) == pytest.approx(height)
    assert with_band(with_band(SVG, "Made up"), "Made up") == with_band(SVG, "Made up")
    figure = Figure("title", "", "alt", SVG, demonstration=True)
    assert replace(figure, title="another").svg == figure.svg


def test_a_chart_that_cannot_be_labelled_is_refused():
    with pytest.raises(ValueError, match="has no size"):
        Figure("title", "", "alt", "<svg></svg>", demonstration=True)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("one", "other", "least"), [(theme.INK, theme.BAND, 7), (theme.AMBER, theme.BAND, 3), (theme.AMBER, "#FFFFFF", 3)]
)
def test_the_band_is_seen_with_any_eyes(one, other, least):
    bright, dark = sorted([luminance(one), luminance(other)], reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= least


def test_the_band_has_the_same_colours_on_screen_and_in_print():
    for template in ("report.css", "report.typ"):
        text = files("analysis.reporting").joinpath("templates", "report", template).read_text(encoding="utf-8")
        assert {theme.AMBER.lower(), theme.BAND.lower()} <= set(re.findall("#[0-9a-f]{6}", text))


# Coverage


def test_charts_and_tables_of_returns_say_once_how_many_forces_they_cover(frames):
    said = "The figures for March 2022 cover 42 of 43 police forces, without Kent."
    events = frames[0]["events"]
    for figure in drawn(events):
        assert figure.notes.count(said) == 1
    assert charts.bars(events, **WORDS, notes=(said, "n")).notes.count(said) == 1
    by_year = totals.financial_years(frames[0][["events"]])
    assert said in tables.table(by_year, title="T", first="Year").notes
    ranked = totals.leading(pd.Series([3, 2, 1], index=["a", "b", "c"]), most=2)
    assert not ranked.attrs
    for made in (
        totals.leading(events.head(3), most=2),
        totals.with_share(events),
        totals.within(by_year, by_year.index[0]),
    ):
        assert made.attrs["coverage"] == frames[0].attrs["coverage"]


def test_figures_of_one_force_or_of_a_publication_cover_nobody_else(frames):
    assert all(not figure.notes for figure in drawn(frames[1]["referrals"]))
    assert frames[1].attrs["incomplete"] == ()


def test_the_periods_that_not_all_returned_are_known(frames, tmp_path):
    assert frames[0].attrs["incomplete"] == (pd.Period("2022-03", "M"),)
    with project_in(tmp_path) as folder:
        put_demonstration_data(folder)
        for area in ("England and Wales", "North West", areas.find("Kent")):
            assert load("clandestine_events", area=area).attrs["incomplete"] == ()
