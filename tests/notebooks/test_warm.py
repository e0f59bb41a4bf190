"""The quick runs of notebooks: they see all that a page shows, in its order, and the error that ended it."""

import pytest

from tests.notebooks import warm
from tests.projects import PAGE, project_in, section, write_notebook

DRAWN = """\
from analysis import charts
referrals = page.load("nrm_referrals")
with page.chart("T", "S", data=referrals) as ax:
    charts.lines(ax, referrals.set_index("quarter")["referrals"])"""


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


def run(project, *cells, **options):
    write_notebook(project, "page", *cells)
    (ran,) = warm.run_in(project, ("page", "2021-22", "UK"), **options)
    return ran


def test_what_is_displayed_and_what_ends_a_cell_is_shown_in_its_order(project):
    ran = run(project, PAGE, 'display(Text("Displayed."))\nText("Last.")', 'Text("Hidden."); None')
    assert not ran.error
    assert [each["markdown"] for each in ran.of_kind("text")] == ["The page began.", "Displayed.", "Last."]


def test_a_section_without_data_leaves_a_notice_and_the_page_goes_on(project):
    ran = run(project, PAGE, section('page.load("nrm_referrals", area="Kent")'), 'Text("The page went on.")')
    assert not ran.error
    assert [each["object"] for each in ran.shown] == ["text", "notice", "text"]


def test_an_error_ends_the_page_and_is_told(project):
    ran = run(project, PAGE, "1 / 0", 'Text("Never.")')
    assert "ZeroDivisionError" in ran.error
    assert [each["markdown"] for each in ran.of_kind("text")] == ["The page began."]


def test_a_warning_is_an_error(project):
    ran = run(project, PAGE, 'import warnings\nwarnings.warn("mean of an empty slice", RuntimeWarning)')
    assert "RuntimeWarning" in ran.error


def test_what_is_not_drawn_says_the_same(project):
    drawn, said = (run(project, PAGE, DRAWN, drawn=each) for each in (True, False))
    assert not drawn.error
    ((drawn,), (said,)) = (each.of_kind("chart") for each in (drawn, said))
    for width in ("wide", "phone"):
        assert "<path" in drawn.pop(width)
        assert "<path" not in said.pop(width)
    assert drawn == said
