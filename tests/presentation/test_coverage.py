"""Charts and tables of returns say whom they cover, and nothing is shown without a source."""

import pandas as pd
import pytest

from analysis import areas, load, old_charts, tables, totals
from tests.planted import take_in_events
from tests.projects import project_in

WORDS = {"title": "Events fell", "subtitle": "Events, England and Wales", "unit": "Events"}


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    """Returned events of all forces but one in the last month, and published referrals, by period."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        take_in_events(folder, without=("Kent",))
        return load("clandestine_events").set_index("month"), load("nrm_referrals").set_index("quarter")


def drawn(data, source=None):
    years = totals.financial_years(data)
    return [
        old_charts.lines(data, **WORDS, source=source),
        old_charts.columns(data, **WORDS, source=source),
        old_charts.bars(years, **WORDS, source=source),
    ]


def test_data_without_provenance_are_refused(frames):
    lost = frames[0]["events"].copy()
    lost.attrs = {}
    with pytest.raises(ValueError, match="lost its provenance"):
        old_charts.lines(lost, **WORDS)


def test_charts_and_tables_of_returns_say_once_how_many_forces_they_cover(frames):
    said = "The figures for March 2022 cover 42 of 43 police forces, without Kent."
    events = frames[0]["events"]
    for figure in drawn(events):
        assert figure.notes.count(said) == 1
    assert old_charts.bars(events, **WORDS, notes=(said, "n")).notes.count(said) == 1
    by_year = totals.financial_years(frames[0][["events"]])
    assert said in tables.table(by_year, title="T", first="Year").notes
    assert totals.within(by_year, by_year.index[0]).attrs["coverage"] == frames[0].attrs["coverage"]


def test_figures_of_one_force_or_of_a_publication_cover_nobody_else(frames):
    assert all(not figure.notes for figure in drawn(frames[1]["referrals"]))
    assert frames[1].attrs["incomplete"] == ()


def test_the_periods_that_not_all_returned_are_known(frames, tmp_path):
    assert frames[0].attrs["incomplete"] == (pd.Period("2022-03", "M"),)
    with project_in(tmp_path) as folder:
        take_in_events(folder)
        for area in ("England and Wales", "North West", areas.find("Kent")):
            assert load("clandestine_events", area=area).attrs["incomplete"] == ()
