"""No page that was made from demonstration data leaves without saying so, whatever its notebook does."""

import io
import re
from pathlib import Path

import nbformat
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell

from analysis import ledger
from analysis.presentation.display import TAG, Notice, Text
from analysis.presentation.references import SourceEntry, Sources
from analysis.provenance import MADE_UP, WHAT_MADE_UP_MEANS
from analysis.reporting import export, index, run as running
from analysis.reporting.kernels import KINDS
from analysis.reporting.plan import make_plan
from tests.demonstration import put_demonstration_data
from tests.projects import project_in, write_notebook
from tests.reporting.pages import notebook, png_output, referrals_figure, referrals_table, report, shown

PLACE = Path("reports", "2021-22", "england-and-wales")
PARAMETERS = 'period: str = "2021-22"  # year\narea: str = "England and Wales"  # area\n'
LOAD = 'from analysis.catalogue import load\nevents = load("clandestine_events")["events"]'
FILE = '"data/returns/demonstration/clandestine_events.csv"'
HOSTILE = {
    "captured": [f"%%capture\n{LOAD}", "print(events.sum())"],
    "cleared": [f'{LOAD}\nfrom IPython.display import clear_output\nprint("x")\nclear_output()', "'All is well.'"],
    "plain": [LOAD, "print(events.sum())"],
    "announced": [
        "from analysis import Page, Text\npage = Page(period, area)\nevents = page.load('clandestine_events')",
        "Text(f'There were {events.events.sum()} events.')",
    ],
    "drawn": [
        f"{LOAD}\nfrom matplotlib.figure import Figure\nfrom IPython.display import display",
        'figure = Figure()\nfigure.subplots().plot(events)\ndisplay(figure, metadata={"image/png": {"alt": "Events"}})',
    ],
    "read": [f"import csv\nlen(list(csv.reader(open({FILE}))))"],
    "reset": [
        LOAD,
        "%reset -f",
        "from analysis import ledger\nledger.used().clear()\nledger.used = dict",
        "'All is well.'",
    ],
    "stopped": [LOAD, 'from analysis import Page\nPage(period, "Kent").load("nrm_referrals")'],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with project_in(tmp_path_factory.mktemp("project")) as project:
        put_demonstration_data(project)
        for name, cells in HOSTILE.items():
            write_notebook(project, f"hostile/{name}", *cells, parameters=PARAMETERS)
        write_notebook(project, "honest", "'Nothing was loaded.'", parameters=PARAMETERS)
        for result in running.run(make_plan(), workers=2):
            assert result.error is None, result.error
        index.write(project / "reports")
        yield project


def assert_labelled_html(text):
    page = BeautifulSoup(text, "html.parser")
    assert TAG.lower() in page.title.text
    assert MADE_UP in page.header.text
    assert MADE_UP in page.footer.text
    assert page.find("meta", attrs={"name": "keywords"})["content"] == TAG
    assert len(re.findall(r"@(?:top|bottom)-left \{ content:", page.style.text)) == 2
    return page


def assert_labelled_pdf(data):
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert TAG.lower() in reader.metadata.title
    assert TAG in reader.metadata.keywords
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert all(page.startswith(MADE_UP) and page.count(TAG.lower()) for page in pages)
    assert "do not quote them" in pages[0]
    assert "do not quote them" in pages[-1]
    return pages


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_says_so_though_its_notebook_does_not(folder, name):
    path = folder / PLACE / name
    assert_labelled_html(path.with_suffix(".html").read_text(encoding="utf-8"))
    assert_labelled_pdf(path.with_suffix(".pdf").read_bytes())


def test_the_executed_notebook_keeps_it_and_is_exported_with_it_again(folder):
    executed = nbformat.read(folder / PLACE / "plain.ipynb", as_version=4)
    assert executed.metadata["msoic"][KINDS] == ["demonstration"]
    assert_labelled_html(export.to_html(executed, show_code=True))


def test_a_page_says_it_once_at_each_end_and_jupyterlab_where_the_data_are_loaded(folder):
    path = folder / PLACE / "announced"
    loading = nbformat.read(path.with_suffix(".ipynb"), as_version=4).cells[-2]
    (notice,) = (output.data["application/vnd.msoic+json"] for output in loading.outputs)
    assert (notice["heading"], notice["paragraphs"]) == (MADE_UP, [WHAT_MADE_UP_MEANS])
    page = assert_labelled_html(path.with_suffix(".html").read_text(encoding="utf-8"))
    assert [part.text.count(WHAT_MADE_UP_MEANS) for part in (page.header, page.main, page.footer)] == [1, 0, 1]
    assert page.main.mark.parent.text.startswith(f"{TAG} There were")
    (only,) = assert_labelled_pdf(path.with_suffix(".pdf").read_bytes())
    assert only.count(WHAT_MADE_UP_MEANS) == 2
    assert f"{TAG} There were" in only


def test_a_page_without_such_data_does_not_say_so(folder):
    assert nbformat.read(folder / PLACE / "honest.ipynb", as_version=4).metadata["msoic"][KINDS] == []
    assert "emonstration" not in (folder / PLACE / "honest.html").read_text(encoding="utf-8").split("</style>")[1]
    assert "emonstration" not in pypdf.PdfReader(folder / PLACE / "honest.pdf").pages[0].extract_text()


def test_the_index_says_so_beside_the_links(folder):
    items = BeautifulSoup((folder / "reports" / "index.html").read_text(encoding="utf-8"), "html.parser").find_all("li")
    labelled = {item.text.split(":")[0].strip(): item.mark is not None for item in items}
    assert labelled == {"honest": False, **{f"hostile/{name}": True for name in HOSTILE}}


def made_up_page(*cells):
    page = report()
    page.cells += cells
    page.metadata["msoic"] = {KINDS: ["demonstration"]}
    return page


ENTRY = SourceEntry("X", "Y", "", "", "", "", "official", kind="demonstration")


@pytest.mark.parametrize(
    "output",
    [
        shown(Notice("Made up", ("Not evidence.",), "demonstration")),
        shown(Sources((ENTRY,))),
        shown(Text("Up.")),
    ],
)
@pytest.mark.parametrize("write", [export.to_html, export.to_pdf])
def test_an_object_that_says_so_is_enough(output, write):
    fields = output.data["application/vnd.msoic+json"]
    if fields["object"] == "text":
        fields["demonstration"] = True
    page = write(notebook(new_markdown_cell("# T"), new_code_cell("x", outputs=[output])))
    (assert_labelled_html if write is export.to_html else assert_labelled_pdf)(page)


def test_pictures_and_output_of_unknown_origin_are_labelled_where_they_stand():
    page = assert_labelled_html(export.to_html(made_up_page()))
    pictures = [image for image in page.find_all("img") if image["src"].startswith("data:image/png")]
    assert all(image["alt"].startswith(MADE_UP) for image in pictures)
    assert all(image.find_parent("figure").find_previous("p").text == TAG for image in pictures)
    assert page.find("div", attrs={"aria-label": "Output as text"}).find_previous("p").text == TAG


def test_each_page_of_a_long_pdf_says_so():
    pages = assert_labelled_pdf(
        export.to_pdf(made_up_page(*(new_markdown_cell("Said at length. " * 400) for _ in range(5))))
    )
    assert len(pages) > 4


@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_no_violation(chromium_page, tmp_path, width):
    ledger.note({"demonstration"})
    objects = [Text("Up **27%**."), referrals_figure(), referrals_table(), Notice("Look", ("x",), "caution")]
    cell = new_code_cell("x", outputs=[*map(shown, [*objects, Sources((ENTRY,))]), png_output()])
    text = export.to_html(notebook(new_markdown_cell("# T"), cell))
    assert len(assert_labelled_html(text).find_all("mark")) == 5
    file = tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    chromium_page.set_viewport_size({"width": width, "height": 900})
    chromium_page.goto(file.as_uri())
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()
    assert chromium_page.evaluate("document.documentElement.scrollWidth") <= width
