"""Each page leads to those before and after it, of those that are there."""

import re

import nbformat
import pytest

from analysis.reporting import index
from analysis.reporting.export import pages as export
from tests.projects import project_in, write_notebook
from tests.reporting.pages import report
from tests.reporting.test_index import put

PAGES = (
    ("2021-22/UK/annual_report", "Annual report", ""),
    ("2021-22/UK/boats", "Boats & ships", "trends"),
    ("2021-22/UK/50% more", "Zeros", "trends"),
)


@pytest.fixture
def reports(tmp_path):
    """Name a folder of reports in a project that has the notebooks from which they are made."""
    with project_in(tmp_path) as folder:
        for _, title, inside in PAGES:
            write_notebook(folder, f"{inside}/x" if inside else "x", title=title)
        yield folder / "reports"


def lay_out(reports, pages=PAGES):
    for place, title, folder in pages:
        put(reports, place, title, endings=("html",))
        path = (reports / place).with_suffix(".ipynb")
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["papermill"]["input_path"] = "/".join(filter(None, ("notebooks", folder, "x.ipynb")))
        nbformat.write(notebook, path)
        path.with_suffix(".html").write_text(export.to_html(report()), encoding="utf-8")
    index.write(reports)


def links(page):
    nav = re.search(r'<nav class="pages".*?</nav>', page.read_text(encoding="utf-8"), re.DOTALL)[0]
    return re.findall(r'href="([^"]+)">([^<]+)<', nav)


TO_INDEX = ("../../index.html", "All pages")


def test_pages_are_linked_in_the_order_of_the_index(reports):
    lay_out(reports)
    first, middle, last = ((reports / place).with_suffix(".html") for place, *_ in PAGES)
    assert links(first) == [TO_INDEX, ("boats.html", "Next: Boats &amp; ships")]
    assert links(middle) == [
        ("annual_report.html", "Previous: Annual report"),
        TO_INDEX,
        ("50%25%20more.html", "Next: Zeros"),
    ]
    assert links(last) == [("boats.html", "Previous: Boats &amp; ships"), TO_INDEX]


def test_only_pages_that_are_there_are_linked(reports):
    lay_out(reports)
    (reports / "2021-22/UK/boats.html").unlink()
    (reports / "2021-22/UK/boats.ipynb").unlink()
    put(reports, "2020-21/UK/boats", "Boats", endings=("pdf",))
    index.write(reports)
    assert links(reports / "2021-22/UK/annual_report.html") == [TO_INDEX, ("50%25%20more.html", "Next: Zeros")]


def test_a_page_made_alone_leads_to_the_index(reports):
    lay_out(reports, PAGES[:1])
    assert links(reports / "2021-22/UK/annual_report.html") == [TO_INDEX]
    assert {path.name for path in (reports / "2021-22/UK").iterdir()} == {"annual_report.html", "annual_report.ipynb"}
