"""The quick runs of notebooks: they see all that a page shows, in its order, and the error that ended it."""

import pytest

from analysis.reporting.plan import make_plan
from tests.notebooks.warm import run_all
from tests.projects import PAGE, project_in, section, write_notebook

PERIOD = {"period": "2021-22", "area": "UK"}


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


def run(project, *cells):
    write_notebook(project, "page", *cells)
    (ran,) = run_all(make_plan(["page"], parameters=PERIOD, formats=("html",)), workers=1)
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
