"""What an analyst shows with pandas and seaborn alone: it appears, is accessible, and is named in the log."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.reporting import run as running
from analysis.reporting.export import outputs
from analysis.reporting.plan import make_plan
from tests.projects import project_in, write_notebook

CELLS = (
    """\
import pandas as pd
import seaborn as sns

from analysis import load

referrals = load("nrm_referrals", every="quarter")
calls = pd.DataFrame({"month": ["April", "May", "June"], "calls": [31, 45, 28]})""",
    "calls",
    "sns.barplot(calls, x='month', y='calls')",
    "sns.lineplot(referrals, x='quarter', y='referrals')",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Run an analyst's ten lines, as they are and strictly."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        write_notebook(folder, "trends/calls", *CELLS)
        (loose,) = running.run(make_plan(formats=("html", "pdf")))
        page = (folder / "reports/2021-22/uk/calls.html").read_bytes()
        (strict,) = running.run(make_plan(formats=("html",)), strict=True)
        yield loose, strict, page


def test_it_appears_in_the_page_with_a_text_alternative(made):
    loose, _, page = made
    assert loose.error is None
    read = BeautifulSoup(page, "html.parser")
    assert [cell.text for cell in read.tbody.find_all(["th", "td"])][-2:] == ["June", "28"]
    bars, lines = dict.fromkeys(each["aria-label"] for each in read.find_all("div", role="img"))
    for value in ("April", "31", "45", "28"):
        assert value in bars
    assert lines.startswith("From 174 in April to June 2009 to")
    assert "Axes" not in read.text


def test_the_log_names_the_cells_and_what_they_lack(made):
    table, chart, _ = made[0].notes
    assert "cell 4 of the notebook (`calls`) shows a table without caption and source" in table
    assert "shows a chart without title and source; page.chart gives it both" in chart


def test_strictly_it_is_an_error_that_names_the_cell(made):
    _, strict, _ = made
    assert "trends/calls" in str(strict.error)
    assert "cell 4 of the notebook (`calls`) shows a table without caption and source" in str(strict.error)
    assert not strict.files


def test_axe_finds_nothing_in_it(made, tmp_path, chromium_page):
    path = tmp_path / "calls.html"
    path.write_bytes(made[2])
    chromium_page.goto(path.as_uri())
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<Axes: xlabel='month', ylabel='calls'>", False),
        ("Text(0, 0, '2021')", False),
        ("Text(0.5, 1.0, 'Calls')", False),
        ("[<matplotlib.lines.Line2D at 0x7f>]", False),
        ("<BarContainer object of 3 artists>", False),
        ("<seaborn.axisgrid.FacetGrid at 0x7f>", False),
        ("'Text of a page'", True),
        ("12727", True),
    ],
)
def test_what_a_drawing_library_returns_is_left_out_and_nothing_else(text, left):
    output = new_output("execute_result", data={"text/plain": text}, execution_count=1)
    notebook, _ = outputs.leave_out_bare_text(new_notebook(cells=[new_code_cell("x", outputs=[output])]), None)
    assert bool(notebook.cells[0].outputs) is left
