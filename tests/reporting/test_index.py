import json
import re

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.presentation.parts import MainPoints
from analysis.reporting import index, left_out
from tests.reporting.pages import shown


def put(reports, place, title="NRM referrals", endings=("html", "pdf")):
    """Lay a report out as a run does."""
    period, area, _ = place.split("/")
    notebook = new_notebook(cells=[new_markdown_cell(f"# {title}")])
    notebook.metadata["papermill"] = {"parameters": {"period": period, "area": area}}
    path = reports / place
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path.with_suffix(".ipynb"))
    for ending in endings:
        path.with_suffix(f".{ending}").touch()


def links(page):
    return re.findall('<a href="([^#"]+)"', page.read_text(encoding="utf-8"))


def test_every_report_is_listed_by_period_and_area_with_its_formats(tmp_path):
    put(tmp_path, "2021-22/UK/small_boats", "Small boats", endings=("html",))
    put(tmp_path, "2021-22/UK/nrm_referrals")
    put(tmp_path, "2020-21/Kent/nrm_referrals", endings=("pdf",))
    page = index.write(tmp_path)
    assert page == tmp_path / "index.html"
    assert links(page) == [
        "2021-22/UK/nrm_referrals.html",
        "2021-22/UK/nrm_referrals.pdf",
        "2021-22/UK/small_boats.html",
        "2020-21/Kent/nrm_referrals.pdf",
    ]
    assert all((tmp_path / link).is_file() for link in links(page))
    headings = re.findall("<h2>(.*?)</h2>", page.read_text(encoding="utf-8"))
    assert headings == ["UK, 2021-22", "Kent, 2020-21"]


def test_the_finding_of_a_page_stands_below_its_title(tmp_path):
    put(tmp_path, "2021-22/UK/nrm_referrals")
    path = tmp_path / "2021-22" / "UK" / "nrm_referrals.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("page.main_points(...)", outputs=[shown(MainPoints((["Referrals rose."],)))]))
    nbformat.write(notebook, path)
    (report,) = index.find(tmp_path)
    assert report.finding == "Referrals rose."
    assert "<dd>Referrals rose.</dd>" in index.write(tmp_path).read_text(encoding="utf-8")


def test_without_reports_the_page_says_so(tmp_path):
    page = index.write(tmp_path / "reports")
    assert "No report has been made yet." in page.read_text(encoding="utf-8")
    assert not links(page)


def test_a_report_that_is_being_made_is_not_listed(tmp_path):
    put(tmp_path / ".staging" / "123-abc", "2021-22/UK/nrm_referrals")
    put(tmp_path, "2021-22/UK/small_boats")
    (report,) = index.find(tmp_path)
    assert report.address == "2021-22/UK/small_boats.html"
    assert report.links == (("PDF", "2021-22/UK/small_boats.pdf"),)


def test_a_title_is_text_and_an_address_is_an_address(tmp_path):
    put(tmp_path, "2021-22/UK/50% more #1", "Boats & <people>")
    page = index.write(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert "Boats &amp; &lt;people&gt;" in text
    assert "<people>" not in text
    assert "2021-22/UK/50%25%20more%20%231.html" in links(page)


def test_the_marking_stands_at_the_top_and_the_bottom(tmp_path):
    text = index.write(tmp_path, marking="OFFICIAL-SENSITIVE").read_text(encoding="utf-8")
    assert text.count('<p class="marking">OFFICIAL-SENSITIVE</p>') == 2


def test_the_page_replaces_the_one_before_it_and_leaves_nothing_beside(tmp_path):
    index.write(tmp_path)
    put(tmp_path, "2021-22/UK/nrm_referrals")
    assert links(index.write(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"2021-22", "index.html"}


@pytest.mark.parametrize("width", [1200, 390])
def test_axe_finds_no_violation(tmp_path, chromium_page, width):
    put(tmp_path, "2021-22/UK/nrm_referrals")
    chromium_page.set_viewport_size({"width": width, "height": 900})
    chromium_page.goto(index.write(tmp_path).as_uri())
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()


def test_the_index_has_the_highest_marking_of_what_it_lists(tmp_path):
    put(tmp_path, "2021-22/UK/nrm_referrals")
    path = tmp_path / "2021-22" / "UK" / "nrm_referrals.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["msoic"] = {"marking": "OFFICIAL-SENSITIVE"}
    nbformat.write(notebook, path)
    assert index.write(tmp_path).read_text(encoding="utf-8").count("OFFICIAL-SENSITIVE") == 2


def test_a_page_of_a_deleted_notebook_is_not_listed(tmp_path):
    put(tmp_path, "2021-22/UK/nrm_referrals")
    path = tmp_path / "2021-22" / "UK" / "nrm_referrals.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["papermill"]["input_path"] = "notebooks/trends/gone.ipynb"
    nbformat.write(notebook, path)
    assert index.find(tmp_path) == []


def test_pages_of_the_wider_country_stand_with_those_of_the_nation_before_other_areas(tmp_path):
    put(tmp_path, "2021-22/Avon and Somerset/forces", "Police forces")
    put(tmp_path, "2021-22/England and Wales/forces", "Police forces")
    put(tmp_path, "2021-22/UK/nrm_referrals")
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert re.findall("<h2>(.*?)</h2>", text) == ["England and Wales, 2021-22", "Avon and Somerset, 2021-22"]
    assert '<a href="2021-22/UK/nrm_referrals.html">NRM referrals</a> (UK)' in text


def test_pages_are_in_the_order_of_the_report_and_then_by_title(tmp_path):
    stems = {"nationality": "A", "forces": "B", "nrm_referrals": "C", "gone": "D"}
    for stem, title in stems.items():
        put(tmp_path, f"2021-22/UK/{stem}", title)
        path = tmp_path / "2021-22" / "UK" / f"{stem}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["papermill"]["input_path"] = f"notebooks/trends/{stem}.ipynb"
        nbformat.write(notebook, path)
    text = index.write(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<a href="[^"]*html">(.*?)</a>', text) == ["C", "A", "B"]


def test_what_was_not_made_and_what_failed_stand_apart_with_the_reason(tmp_path):
    put(tmp_path, "2021-22/UK/nrm_referrals")
    for ending, failed in ((left_out.ENDING, False), (left_out.FAILED, True)):
        about = {"title": f"Forces {ending}", "area": "UK", "period": "2021-22", "reason": "no data", "failed": failed}
        (tmp_path / "2021-22" / "UK" / f"forces{ending}").write_text(json.dumps(about))
    text = index.write(tmp_path).read_text(encoding="utf-8")
    headings = re.findall("<h3>(.*?)</h3>", text)
    assert headings[-2:] == ["Not made", "Failed when last run"]
    assert text.count("<dd>No data.</dd>") == 2


def test_a_reason_for_a_deleted_notebook_is_not_listed(tmp_path):
    about = {"title": "Gone", "area": "UK", "period": "2021-22", "reason": "no data"}
    (tmp_path / "2021-22" / "UK").mkdir(parents=True)
    (tmp_path / "2021-22" / "UK" / f"gone{left_out.ENDING}").write_text(json.dumps(about))
    assert "Gone" not in index.write(tmp_path).read_text(encoding="utf-8")
