"""A run on an invented country says so on every page, in every file name, and nowhere else."""

import io
import re

import nbformat
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell
from typer.testing import CliRunner

from analysis import roots
from analysis.cli import app
from analysis.errors import AnalysisError
from analysis.reporting import index, run as running
from analysis.reporting.export import pages as export
from analysis.reporting.plan import make_plan
from tests.projects import demonstration_in, project_in, section, write_notebook
from tests.reporting.pages import report

SHOWN = """\
from analysis import Page, charts, display, geography
page = Page(period, area)
forces = page.load("safeguarding", by="force", every="financial_year", during=page.year).set_index("force")
whole = page.load("safeguarding", every="financial_year").set_index("financial_year")
page.main_points(f"In {page.area.in_text}, {whole.loc[page.year, 'children']} children were safeguarded.")"""
DRAWN = """\
limits, where = [0, 50, 500], geography.outlines()
with page.chart("T", "S", data=forces[["children"]], source=forces) as ax:
    charts.area_map(ax, forces["children"], limits, where)
display(page.table(forces[["children"]], "U", source=forces))
page.sources()"""
WITHOUT = 'from analysis import Page\nPage(period, area).load("nrm_referrals", every="year")'


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """A run of all notebooks on the invented country, by its command."""
    with demonstration_in(tmp_path_factory.mktemp("project")) as project:
        write_notebook(project, "objectives/children", SHOWN, DRAWN, returns=("safeguarding",))
        write_notebook(project, "trends/referrals", WITHOUT)
        write_notebook(project, "annual_report", '"The summary."')
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv(roots.VARIABLE)
            patch.setenv("COLUMNS", "200")
            done = CliRunner().invoke(app, ["run", "--demonstration"])
            assert done.exit_code == 0, done.output
            yield project / "reports"


@pytest.fixture(scope="module")
def page(country):
    path = country / "demonstration" / "2021-22" / "pellamore" / "DEMO_children.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_files_are_in_a_folder_of_their_own_and_named_for_what_they_are(country):
    written = {path.relative_to(country).as_posix() for path in country.rglob("*") if path.is_file()}
    stems = ("DEMO_annual_report", "DEMO_children")
    place = "demonstration/2021-22/pellamore"
    pages = {f"{place}/{stem}.{ending}" for stem in stems for ending in ("html", "pdf", "ipynb")}
    assert written == {*pages, "demonstration/index.html"}


def test_the_notice_stands_once_at_the_top(page):
    assert page.title.text.startswith("Demonstration: ")
    assert roots.WHAT_INVENTED_MEANS in page.header.text
    assert str(page).count(roots.WHAT_INVENTED_MEANS) == 1
    assert len(re.findall(r"@(?:top|bottom)-left \{ content:", page.style.text)) == 2, "on each page in print"


def test_each_chart_and_each_table_says_so_in_its_caption(page):
    captions = [*page.find_all("figcaption"), *page.find_all("caption")]
    assert len(captions) == 3
    assert all(caption.mark.text == roots.INVENTED for caption in captions)
    assert not page.main.find("p").mark, "a sentence is on a page that says so"


def test_the_map_is_one_of_tiles(page):
    assert "Zellimor" in str(page.find("figure"))


def test_each_page_of_the_pdf_says_so_at_its_head_and_foot(country):
    path = country / "demonstration" / "2021-22" / "pellamore" / "DEMO_children.pdf"
    assert_marked(path.read_bytes())


def assert_marked(data):
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata.title.startswith("Demonstration: ")
    pages = [" ".join(each.extract_text().split()) for each in reader.pages]
    assert all(each.startswith(roots.INVENTED) and "Demonstration: " in each for each in pages)
    assert sum(each.count(roots.WHAT_INVENTED_MEANS) for each in pages) == 1
    return pages


def test_a_notebook_that_was_run_keeps_it_and_is_exported_with_it_again(country):
    path = country / "demonstration" / "2021-22" / "pellamore" / "DEMO_children.ipynb"
    executed = nbformat.read(path, as_version=4)
    assert executed.metadata["msoic"]["demonstration"] is True
    assert executed.metadata["msoic"]["returns"] == ["safeguarding"]
    assert roots.WHAT_INVENTED_MEANS in export.to_html(executed, show_code=True)


def test_a_long_pdf_says_so_on_every_page_and_at_pictures_of_unknown_origin():
    made = report()
    made.cells += [new_markdown_cell("Said at length. " * 400) for _ in range(5)]
    made.metadata["msoic"]["demonstration"] = True
    assert len(assert_marked(export.to_pdf(made))) > 4
    page = BeautifulSoup(export.to_html(made), "html.parser")
    (picture,) = (image for image in page.find_all("img") if image["src"].startswith("data:image/png"))
    assert picture.find_parent("figure").find_previous("p").text.strip() == roots.INVENTED


def test_the_index_lists_nothing_else_and_says_so(country):
    listed = BeautifulSoup((country / "demonstration" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert listed.title.text.startswith("Demonstration: ")
    assert listed.text.count(roots.WHAT_INVENTED_MEANS) == 1
    assert {item.a.text for item in listed.find_all("dt")} == {"annual_report", "objectives/children"}
    assert index.find(country) == [], "the index of evidence would list none of it"


def test_a_page_without_returns_cannot_be_asked_for(country):
    with pytest.raises(AnalysisError, match=r"trends/referrals draws on no returns.* Expected .*objectives/children"):
        make_plan(["referrals"])


def test_pages_of_evidence_carry_nothing_of_it(tmp_path, monkeypatch):
    monkeypatch.delenv(roots.VARIABLE, raising=False)
    with project_in(tmp_path) as project:
        cells = f"{WITHOUT}.tail(1)", section(SHOWN)
        write_notebook(project, "objectives/children", *cells, returns=("safeguarding",))
        assert [each.error for each in running.run(make_plan())] == [None]
        page = index.write(roots.reports())
        assert page == project / "reports" / "index.html"
        files = [path for path in (project / "reports").rglob("*.*") if path.is_file()]
        assert len(files) == 4
        for path in files:
            assert not path.name.startswith(roots.PREFIX)
            pages = pypdf.PdfReader(path).pages if path.suffix == ".pdf" else []
            text = " ".join(each.extract_text() for each in pages) or path.read_text(encoding="utf-8")
            assert not re.search(r"DEMO_|Pellamore|Demonstration:|do not quote|Invented figures", text, re.IGNORECASE)


@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_no_violation(chromium_page, country, width):
    chromium_page.set_viewport_size({"width": width, "height": 900})
    for path in sorted((country / "demonstration").rglob("*.html")):
        chromium_page.goto(path.as_uri())
        results = Axe().run(chromium_page)
        assert results.violations_count == 0, results.generate_report()
        assert chromium_page.evaluate("document.documentElement.scrollWidth") <= width
