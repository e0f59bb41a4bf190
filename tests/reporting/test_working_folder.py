"""A run finds an analyst's files where JupyterLab finds them."""

from analysis.reporting import run as running
from analysis.reporting.plan import make_plan
from tests.projects import PAGE, project_in, write_notebook

OWN = """\
from analysis import local, own

calls = own("calls.csv")
with page.chart("Calls rose", "Calls, by month", data=calls, source=local("Calls", "A charity", "2026-03-31")) as ax:
    ax.bar(calls["month"], calls["calls"])"""
BESIDE = """\
from pathlib import Path

Path("beside.txt").read_text() + Path.cwd().name"""


def test_own_files_and_those_beside_a_notebook_are_found_in_a_run(tmp_path):
    with project_in(tmp_path) as folder:
        (folder / "data" / "own").mkdir()
        (folder / "data" / "own" / "calls.csv").write_text("month,calls\nJanuary,3\nFebruary,4\n")
        write_notebook(folder, "trends/calls", PAGE, OWN, BESIDE)
        (folder / "notebooks" / "trends" / "beside.txt").write_text("found in ")
        (result,) = running.run(make_plan(["calls"], formats=["html"]))
        assert result.error is None, result.error
        page = (folder / "reports" / "2021-22" / "uk" / "calls.html").read_text(encoding="utf-8")
    assert "A charity, Calls, 31 March 2026 (local figures, not published)" in page
    assert "found in trends" in page
