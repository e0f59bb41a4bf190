from copy import deepcopy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.errors import AnalysisError
from analysis.presentation.display import Notice
from analysis.reporting.export import head, pages as export
from tests.reporting.pages import notebook, report, shown


@pytest.mark.parametrize("write", [head.about, export.to_html, export.to_pdf])
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (new_notebook(), "the notebook has no cells"),
        (notebook(new_markdown_cell("## Referrals"), new_code_cell("# Title")), "the notebook has no title"),
    ],
)
def test_a_notebook_without_a_title_is_refused(write, made, message):
    with pytest.raises(AnalysisError, match=f"{message}. Expected a Markdown cell that begins with '# '"):
        write(made)


@pytest.mark.parametrize("write", [export.to_html, export.to_pdf])
def test_the_notebook_itself_stays_as_it_is(write):
    made = report()
    before = deepcopy(made)
    write(made)
    assert made == before


@pytest.mark.parametrize("write", [export.to_html, export.to_pdf])
def test_equal_notebooks_give_equal_pages(write):
    made = report()
    assert write(made) == write(made)


def page_that_stopped():
    made = notebook(
        new_markdown_cell("# Referrals"),
        new_code_cell("load()", outputs=[shown(Notice("Not available", ("Nobody publishes it.",), "missing"))]),
        new_markdown_cell("## Never reached"),
    )
    made.metadata.papermill["exception"] = True
    return made


def test_a_page_that_stopped_on_purpose_ends_there():
    page = export.to_html(page_that_stopped())
    assert "Nobody publishes it." in page
    assert "Never reached" not in page
