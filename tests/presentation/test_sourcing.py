"""Figures say whose they are: of the page's own data, of another area that was asked for, or of an analyst's own."""

import datetime as dt

import pandas as pd
import pytest

from analysis import Page, findings, load, local, own, periods
from analysis.errors import AnalysisError, BadPeriod
from analysis.presentation import sourcing
from analysis.presentation.drawing import charting
from tests.projects import project_in


@pytest.fixture
def shown(monkeypatch):
    """The charts that pages display."""
    found = []
    monkeypatch.setattr(charting, "display", found.append)
    monkeypatch.setattr("analysis.page.display", lambda *_: None)
    return found


def draw(page, data, **options):
    with page.chart("A title", "Referrals, by quarter", data=data, **options) as ax:
        ax.plot([1, 2], [3, 4])


def test_what_was_loaded_under_other_parameters_is_refused_until_it_is_loaded_again(shown):
    frame = Page("2021-22", "UK").load("nrm_referrals")
    by_year = frame.groupby(frame["quarter"].map(periods.financial_year_of).rename("year"))[["referrals"]].sum()
    for period, area in (("2021-22", "Kent"), ("2020-21", "UK")):
        page = Page(period, area)
        refusal = (
            rf"loaded for UK, 2021-22; this page is about {area}, {period}.*the cell that loads them to be run again"
        )
        with pytest.raises(AnalysisError, match=refusal):
            draw(page, frame)
        with pytest.raises(AnalysisError, match=refusal):
            draw(page, by_year, source=(frame, local("Calls", "Kent Police", "2026-03-31")))
        with pytest.raises(AnalysisError, match=refusal):
            page.table(by_year, "By year", source=frame)
    assert not shown
    again = Page("2020-21", "UK")
    draw(again, again.load("nrm_referrals"))
    assert len(shown) == 1


def test_another_area_is_asked_for_and_named_below_the_title(shown):
    page = Page("2022-23", "Kent")
    with_region = (page.load("nrm_first_responders"), page.load("nrm_first_responders", area="Eastern region"))
    draw(page, with_region[1])
    draw(page, pd.concat(with_region), source=with_region)
    draw(page, pd.concat(with_region)[["quarter", "referrals", "area"]], source=page.load("nrm_first_responders"))
    subtitles = [chart.subtitle for chart in shown]
    assert subtitles == [
        "Referrals, by quarter, Eastern region",
        "Referrals, by quarter, Kent and Eastern region",
        "Referrals, by quarter, Kent and Eastern region",
    ]


def test_an_area_that_the_subtitle_names_is_not_named_twice_and_none_is_made_up(shown):
    page = Page("2022-23", "UK")
    with page.chart("A title", "Referrals in the UK, by quarter", data=page.load("nrm_referrals")) as ax:
        ax.plot([1, 2], [3, 4])
    draw(page, pd.DataFrame({"calls": [3, 4]}), source=local("Calls", "A charity", "2026-03-31"))
    assert [chart.subtitle for chart in shown] == ["Referrals in the UK, by quarter", "Referrals, by quarter"]


def test_an_analyst_s_own_file_is_shown_as_local_figures_and_beside_published_ones(tmp_path, shown):
    with project_in(tmp_path) as folder:
        (folder / "data" / "own").mkdir()
        (folder / "data" / "own" / "calls.csv").write_text("month,calls\n2022-01,3\n2022-02,4\n")
        page, calls = Page("2021-22", "UK"), own("calls.csv")
        referrals = page.load("nrm_referrals")
        asked_for = r"does not say where its figures come from.*local\("
        with pytest.raises(AnalysisError, match=asked_for):
            draw(page, calls)
        with pytest.raises(AnalysisError, match=asked_for):
            draw(page, calls, source="My spreadsheet")
        mine = local("Calls logged", "Kent Police", "2026-03-31")
        draw(page, calls, source=mine)
        draw(page, calls.join(referrals["referrals"]), source=(mine, referrals))
        table = page.table(calls, "Calls by month", source=mine)
    said = "Kent Police, Calls logged, 31 March 2026 (local figures, not published)"
    assert shown[0].source == f"Source: {said}"
    assert shown[1].source.startswith(f"Sources: {said}; Home Office, NRM statistics, ")
    assert table.sources == (said,)


def test_the_day_of_a_local_source_is_a_day():
    assert local("Calls", "Kent Police", dt.date(2026, 3, 31)) == local("Calls", "Kent Police", "2026-03-31")
    with pytest.raises(BadPeriod, match=r"'March' is no day\. Expected one such as 2026-03-31"):
        local("Calls", "Kent Police", "March")


def test_rates_keep_their_decimals_and_a_year_prints_as_it_is_written():
    page, mine = Page("2021-22", "UK"), local("Rates", "Kent Police", "2026-03-31")
    years = pd.period_range("2021", periods=3, freq="Y-MAR", name="year")
    table = page.table(pd.DataFrame({"rate": [5.06, 5.10, 8.16]}, index=years), "Rates", source=mine)
    assert table.rows == (("2020-21", "5.06"), ("2021-22", "5.10"), ("2022-23", "8.16"))
    assert "2021-22" in repr(pd.DataFrame({"year": years}))
    assert findings.total(load("nrm_referrals"), years[1]).period == "2021-22"
    assert sourcing.line(None, mine, "table").endswith("(local figures, not published)")
