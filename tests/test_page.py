import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis import Page, areas, load
from analysis.errors import BadPeriod, NotCovered, UnknownName
from analysis.presentation.display import MIME_TYPE
from tests.planted import take_in_events
from tests.projects import project_in


def test_a_page_knows_its_year_and_its_area():
    page = Page("2021/22", "United Kingdom")
    assert page.year == pd.Period("2022", "Y-MAR")
    assert page.area == areas.wider()
    assert page.label == "2021-22"


@pytest.mark.parametrize(
    ("period", "area", "error"), [("2021", "UK", BadPeriod), ("2021-22", "Kint", UnknownName), ("", "UK", BadPeriod)]
)
def test_a_page_of_no_year_or_no_area_is_refused(period, area, error):
    with pytest.raises(error):
        Page(period, area)


def test_a_page_loads_up_to_the_end_of_its_year_for_its_area():
    frame = Page("2020-21", "UK").load("nrm_referrals")
    assert frame["quarter"].max() == pd.Period("2021Q1", "Q-DEC")
    pd.testing.assert_frame_equal(frame, load("nrm_referrals", until="2020-21", area="UK"))
    with pytest.raises(NotCovered, match="Kent"):
        Page("2020-21", "Kent").load("nrm_referrals")


def test_what_is_asked_for_by_name_comes_before_the_page_s_own():
    until = pd.Period("2019", "Y-DEC")
    frame = Page("2020-21", "UK").load("nrm_referrals", by="age_group", every="year", until=until)
    assert frame["year"].max() == until
    assert "age_group" in frame


def test_the_sources_are_those_of_all_that_was_loaded_each_once():
    page = Page("2021-22", "UK")
    used = set()
    for options in ({}, {"by": "age_group"}, {"every": "year", "until": pd.Period("2020", "Y-DEC")}):
        frame = page.load("nrm_referrals", **options)
        used |= {release.title for release in frame.attrs["provenance"].releases}
    page.load("duty_to_notify")
    listed = [entry.title for entry in page.sources().entries]
    assert len(set(listed)) == len(listed)
    assert used <= set(listed), "two tables of one publication are two sources"
    assert not Page("2021-22", "UK").sources().entries


# In a notebook


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    yield shell
    InteractiveShell.clear_instance()
    InteractiveShell._instance = None


def cell(shell, code):
    with capture_output() as captured:
        result = shell.run_cell(code)
    return result, captured


@pytest.mark.parametrize(
    ("period", "area", "said"),
    [("2021-22", "Kent", "Kent"), ("2008-09", "UK", "2008-09"), ("2024-25", "UK", "2024 Q3")],
)
def test_missing_data_are_stated_and_end_the_cell_without_a_traceback(shell, period, area, said):
    cell(shell, f"from analysis import Page\npage = Page({period!r}, {area!r})")
    result, captured = cell(shell, "page.load('nrm_referrals')\nafterwards = 1")
    assert not result.success
    assert isinstance(result.error_in_exec, NotCovered)
    assert "afterwards" not in shell.user_ns
    (notice,) = (output.data[MIME_TYPE] for output in captured.outputs)
    assert (notice["object"], notice["kind"]) == ("notice", "missing")
    assert said in " ".join(notice["paragraphs"])
    assert len(notice["paragraphs"]) > 1, "what there is instead"
    assert "Traceback" not in captured.stdout + captured.stderr


def test_a_cell_for_another_kind_of_area_is_skipped_and_ends_well(shell):
    for area, left in (("UK", "nation"), ("Kent", "force")):
        cell(shell, f"from analysis import Page\npage = Page('2021-22', {area!r})")
        for kinds in ('"nation"', '"region", "force"'):
            result, _ = cell(shell, f"page.only({kinds})\nfound = {kinds.split(',')[-1]}\n'shown'")
            assert result.success
            assert bool(result.result) is (left in kinds)
        assert shell.user_ns["found"] == left


def test_other_errors_are_shown_as_ever(shell):
    cell(shell, "from analysis import Page\npage = Page('2021-22', 'UK')")
    _, captured = cell(shell, "page.load('nrm_referals')")
    assert "Did you mean 'nrm_referrals'" in captured.stdout
    assert "Traceback" not in captured.stdout
    _, captured = cell(shell, "1 / 0")
    assert "Traceback" in captured.stdout


@pytest.fixture
def notices(monkeypatch):
    """What pages display."""
    shown = []
    monkeypatch.setattr("analysis.pages.loading.display", shown.append)
    return shown


def test_missing_returns_are_announced_at_once_each_once(tmp_path, notices):
    with project_in(tmp_path) as folder:
        take_in_events(folder, without=("Kent",))
        page = Page("2021-22", "England and Wales")
        page.load("clandestine_events")
        page.load("clandestine_events", every="quarter")
        page.load("clandestine_events")
    caution, quarters = notices
    assert caution.kind == quarters.kind == "caution"
    assert caution.paragraphs[0] == "The figures for March 2022 cover 42 of 43 police forces, without Kent."
    assert "42 of 43 police forces" in quarters.paragraphs[0]


def test_a_gap_outside_the_page_s_period_is_no_caution(tmp_path, notices):
    with project_in(tmp_path) as folder:
        take_in_events(folder, without=("Kent",))
        Page("2020-21", "England and Wales").load("clandestine_events")
        Page("2021-22", "Essex").load("clandestine_events")
    assert not notices
