import datetime as dt
from copy import deepcopy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.errors import AnalysisError
from analysis.presentation.display import Notice
from analysis.reporting import export
from tests.reporting.pages import notebook, report, shown


def test_describe_reads_title_and_parameters():
    details = export.describe(report())
    assert (details.title, details.area, details.period) == ("NRM referrals", "UK", "2021-22")
    assert details.produced == dt.date(2026, 11, 23)
    assert details.scope == "UK · financial year 2021-22"
    assert details.full_title == "NRM referrals: UK, 2021-22"
    assert details.production_date == "Produced on 23 November 2026"


@pytest.mark.parametrize(
    ("parameters", "scope", "full_title"),
    [
        ({}, "", "Referrals"),
        ({"area": "Kent"}, "Kent", "Referrals: Kent"),
        ({"period": "2021 Q4"}, "2021 Q4", "Referrals: 2021 Q4"),
        ({"period": "2021-22"}, "financial year 2021-22", "Referrals: 2021-22"),
    ],
)
def test_describe_says_no_more_than_it_knows(parameters, scope, full_title):
    details = export.describe(notebook(new_markdown_cell("# Referrals"), **parameters))
    assert (details.scope, details.full_title) == (scope, full_title)


def test_describe_does_without_papermill():
    details = export.describe(new_notebook(cells=[new_markdown_cell("# Referrals")]))
    assert (details.area, details.period, details.produced, details.production_date) == (None, None, None, "")


@pytest.mark.parametrize("write", [export.describe, export.to_html, export.to_pdf])
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
