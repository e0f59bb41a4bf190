"""Charts and tables of returns say whom they cover, where that is not everybody."""

import pandas as pd
import pytest

from analysis import Page, areas, charts, load
from tests.planted import take_in_events
from tests.projects import project_in

SAID = "The figures for March 2022 cover 42 of 43 police forces, without Kent."


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Work where all forces but one have returned events of the last month."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        take_in_events(folder, without=("Kent",))
        yield folder


@pytest.fixture
def shown(monkeypatch):
    """What is displayed."""
    every = []
    for module in ("pages.loading", "presentation.drawing.charting"):
        monkeypatch.setattr(f"analysis.{module}.display", every.append)
    return every


def drawn(page, rows, notes=()):
    with page.chart("Events fell", data=rows, notes=notes) as ax:
        charts.lines(ax, rows.set_index(rows.columns[0]).iloc[:, 0])


@pytest.mark.usefixtures("project")
def test_a_chart_of_a_year_that_is_covered_says_that_a_later_one_is_not(shown):
    page = Page("2020-21", "England and Wales")
    rows = page.load("clandestine_events", until="2021-22")
    drawn(page, rows)
    assert page.table(rows, "Events").notes.count(SAID) == 1
    drawn(page, rows, notes=("n", SAID))
    first, second = shown
    assert first.notes.count(SAID) == second.notes.count(SAID) == 1
    assert second.notes[0] == "n"


@pytest.mark.usefixtures("project")
def test_what_a_notice_of_the_page_has_said_is_not_said_again(shown):
    page = Page("2021-22", "England and Wales")
    drawn(page, page.load("clandestine_events"))
    notice, chart = shown
    assert SAID in notice.paragraphs
    assert not chart.notes


@pytest.mark.usefixtures("project")
def test_figures_of_one_force_or_of_a_publication_cover_nobody_else(shown):
    page = Page("2021-22", "England and Wales")
    drawn(page, page.load("nrm_referrals", area="UK"))
    assert not shown[-1].notes
    for area in ("North West", areas.find("Essex")):
        assert load("clandestine_events", area=area).attrs["incomplete"] == ()


@pytest.mark.usefixtures("project")
def test_the_periods_that_not_all_returned_are_known():
    assert load("clandestine_events").attrs["incomplete"] == (pd.Period("2022-03", "M"),)
