"""Each page leads to those before and after it, of those that are there."""

import re

import nbformat

from analysis.reporting import export, index
from tests.reporting.pages import report
from tests.reporting.test_index import put

PAGES = (
    ("2021-22/UK/annual_report", "Annual report", ""),
    ("2021-22/UK/boats", "Boats & ships", "trends"),
    ("2021-22/UK/50% more", "Zeros", "trends"),
)


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


def test_pages_are_linked_in_the_order_of_the_index(tmp_path):
    lay_out(tmp_path)
    first, middle, last = ((tmp_path / place).with_suffix(".html") for place, *_ in PAGES)
    assert links(first) == [TO_INDEX, ("boats.html", "Next: Boats &amp; ships")]
    assert links(middle) == [
        ("annual_report.html", "Previous: Annual report"),
        TO_INDEX,
        ("50%25%20more.html", "Next: Zeros"),
    ]
    assert links(last) == [("boats.html", "Previous: Boats &amp; ships"), TO_INDEX]


def test_only_pages_that_are_there_are_linked(tmp_path):
    lay_out(tmp_path)
    (tmp_path / "2021-22/UK/boats.html").unlink()
    (tmp_path / "2021-22/UK/boats.ipynb").unlink()
    put(tmp_path, "2020-21/UK/boats", "Boats", endings=("pdf",))
    index.write(tmp_path)
    assert links(tmp_path / "2021-22/UK/annual_report.html") == [TO_INDEX, ("50%25%20more.html", "Next: Zeros")]


def test_a_page_made_alone_leads_to_the_index(tmp_path):
    lay_out(tmp_path, PAGES[:1])
    assert links(tmp_path / "2021-22/UK/annual_report.html") == [TO_INDEX]
    assert {path.name for path in (tmp_path / "2021-22/UK").iterdir()} == {"annual_report.html", "annual_report.ipynb"}
