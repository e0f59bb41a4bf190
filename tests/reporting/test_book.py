import csv
import dataclasses
import os
import re

import nbformat
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell

from analysis import areas, manifest, paths, roots, settings
from analysis.errors import AnalysisError
from analysis.pages.outcomes import Outcomes
from analysis.presentation.display import Text
from analysis.presentation.parts import MainPoints, Passage
from analysis.presentation.references import Sources
from analysis.reporting import back_matter, book, index, left_out, plan
from tests.projects import demonstration_in, project_in, write_notebook
from tests.reporting.pages import notebook, referrals_chart, shown, sources
from tests.shared_data import ROOT

KNOWN = Outcomes("What is known", ("Outcome",), (("More referrals",),))


def chart(title, *, of_book):
    return dataclasses.replace(referrals_chart(), title=title, book=of_book)


def cell(*objects, tags=()):
    return new_code_cell("...", outputs=[shown(each) for each in objects], metadata={"tags": list(tags)})


def contents(name):
    """Return the cells of an executed page."""
    return (
        cell(MainPoints(([f"{name} found 27%."],), "Counts are complete.")),
        new_markdown_cell("## In full"),
        cell(chart(f"Left out of {name}", of_book=False)),
        cell(chart(f"Chart of {name}", of_book=True)),
        cell(chart(f"Second chart of {name}", of_book=True)),
        cell(Passage("Summary of the printed report, section 4. Not checked", f"Told of {name}", "It rose.")),
        cell(Text(f"Only {name} says this.")),
        new_markdown_cell(f"## Method and quality\n\nHow {name} counts."),
        new_markdown_cell("## Sources"),
        cell(sources()),
    )


def put(project, name, *cells, area="England and Wales", period="2021-22", marking="OFFICIAL", data="", **written):
    """Lay a notebook and its page out as a run does."""
    stem = name.rpartition("/")[2]
    write_notebook(project, name, title=f"Page {stem}", **written)
    made = notebook(new_markdown_cell(f"# Page {stem}"), *(cells or contents(stem)), area=area, period=period)
    manifest.describe(made, marking=marking, data=data or manifest.fingerprint())
    path = roots.reports() / period / areas.slug(areas.find(area)) / f"{roots.file_name(stem)}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)
    return path


PAGES = (
    "annual_report", "claims", "trends/nrm_referrals", "trends/of_our_own", "objectives/legislative_tools",
    "objectives/clandestine_response", "programme/regional_coordination", "programme/training",
    "programme/anti_slavery_network", "elsewhere/of_nobody",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the book of a nation of which some pages are older than their data or were not made."""
    with project_in(tmp_path_factory.mktemp("book")) as project:
        for name in PAGES:
            put(project, name)
        small = put(project, "trends/small_boats", area="UK", marking="OFFICIAL-SENSITIVE")
        assert small.parent.name == "uk"
        put(project, "trends/quality", *contents("quality")[:1], cell(KNOWN, Text("Known undercounts."), tags=["book"]))
        put(project, "objectives/three_ps", data="older")
        write_notebook(project, "programme/products", title="Products")
        absent = write_notebook(project, "trends/forces", title="Forces")
        parameters = {"period": "2021-22", "area": "England and Wales"}
        folder = small.parent.relative_to(roots.reports())
        left_out.record(plan.Job(absent, "trends/forces", parameters, (), folder, "nothing is published of 2021-22"))
        html, pdf = book.write("2021-22")
        yield html.read_text(encoding="utf-8"), pypdf.PdfReader(pdf)


@pytest.fixture
def html(made):
    return made[0]


@pytest.fixture
def reader(made):
    return made[1]


def words(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def printed(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def bookmarks(reader):
    """Return titles and pages of the bookmarks, and how deep each lies."""
    found = []

    def walk(entries, depth):
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, depth + 1)
            else:
                found.append((depth, entry.title, reader.get_destination_page_number(entry) + 1))

    walk(reader.outline, 0)
    return found


def test_sections_stand_in_the_printed_order(html, reader):
    expected = [each.title for each in book.PARTS] + ["Sources", "Glossary"]
    assert re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', html) == expected
    assert [title for depth, title, _ in bookmarks(reader) if depth == 1] == expected


def test_the_contents_name_the_page_on_which_each_part_begins(reader):
    listed = printed(reader)[1]
    parts = [(title, page) for depth, title, page in bookmarks(reader) if depth in (1, 2)]
    assert len(parts) > len(book.PARTS)
    for title, page in parts:
        assert re.search(rf"{re.escape(title)} ?[. ]*{page}\b", listed), title


def test_the_pdf_is_tagged_dated_and_numbered(reader):
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.root_object["/Metadata"].get_data()
    assert reader.metadata.creation_date.date() == settings.current().editions["2021-22"].date
    pages = printed(reader)
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_the_cover_says_what_and_of_when_it_is(reader):
    cover = printed(reader)[0]
    for expected in ("Annual report", "2021-22", "England and Wales", "Newest figures published", "Edition 2"):
        assert expected in cover


def test_each_page_carries_the_highest_marking_of_the_pages_in_it(html, reader):
    assert html.count("OFFICIAL-SENSITIVE</p>") == 2
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in printed(reader))


@pytest.mark.parametrize("name", [name.rpartition("/")[2] for name in (*PAGES, "trends/small_boats")])
def test_a_page_gives_main_points_narrative_and_one_chart(html, reader, name):
    for text in (words(html), " ".join(printed(reader))):
        assert text.count(f"{name} found 27%.") == 1
        assert text.count(f"Told of {name}") == 1
        assert f"How {name} counts." in text or name == "of_our_own"
        assert f"Chart of {name}" in text
        assert f"Second chart of {name}" not in text
        assert f"Left out of {name}" not in text
        assert f"Only {name} says this." not in text


def test_what_is_tagged_goes_to_the_book(html, reader):
    for text in (words(html), " ".join(printed(reader))):
        assert "Known undercounts." in text
        assert "More referrals" in text


def test_a_page_that_is_older_than_its_data_is_named_and_not_quoted(html, reader):
    for text in (words(html), " ".join(printed(reader))):
        assert "Page three_ps: The page is older than its data" in text
        assert "three_ps found" not in text


def test_pages_that_were_not_made_are_named_with_the_reason(html):
    text = words(html)
    assert "Products: It was not run for" in text
    assert "Forces: nothing is published of" in text


def test_narrative_of_the_year_stands_in_its_sections(html):
    text = words(html)
    places = [text.rindex(each) for each in ("Who leads the programme", "Challenges", "Plans for 2022-23")]
    assert places == sorted(places)


def test_a_publication_is_listed_once(html):
    listed = html[html.rindex('id="sources"') :]
    assert listed.count("Quarter 3 2023") == 1
    assert "Released: 2 November 2023." in listed


def test_the_tables_of_a_publication_are_one_source():
    def page(title, day):
        entry = dataclasses.replace(sources().entries[0], title=title, date=day)
        return notebook(cell(Sources((entry,))))

    pages = page("Statistics (data table 2)", "2023-11-02"), page("Statistics (data tables 16 and 28)", "2024-03-07")
    (entry,) = back_matter.sources(pages)["entries"]
    assert entry["title"] == "Statistics"
    assert entry["details"] == "Released: 7 March 2024; 2 November 2023."


def test_axe_finds_nothing(html, chromium_page, tmp_path):
    file = tmp_path / "book.html"
    file.write_text(html, encoding="utf-8")
    for width in (1280, 360):
        chromium_page.set_viewport_size({"width": width, "height": 900})
        chromium_page.goto(file.as_uri())
        assert not Axe().run(chromium_page).response["violations"]
        assert chromium_page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_force_has_a_book_of_its_own_without_national_narrative(tmp_path):
    with project_in(tmp_path) as project:
        put(project, "trends/nrm_referrals", area="Kent")
        html, pdf = book.write("2021/22", "Kent Police", marking="OFFICIAL-SENSITIVE")
        assert pdf.name == "MSOIC annual report 2021-22, Kent.pdf"
        text = html.read_text(encoding="utf-8")
    assert "nrm_referrals found 27%." in text
    assert "Who leads the programme" not in text
    assert "<h2>Look forward</h2>" not in text, "a section without a page is none"
    assert "OFFICIAL-SENSITIVE" in text


def test_without_pages_there_is_no_book(tmp_path):
    with project_in(tmp_path) as project:
        put(project, "trends/nrm_referrals", data="older")
        with pytest.raises(AnalysisError, match=r"no page of England and Wales, 2021-22.*msoic run"):
            book.write("2021-22")
        assert not list(roots.reports().rglob("MSOIC*"))


def test_the_index_links_the_book_and_says_when_it_is_older_than_its_pages(tmp_path):
    with project_in(tmp_path) as project:
        page = put(project, "trends/nrm_referrals", area="UK")
        put(project, "annual_report")
        book.write("2021-22")
        listed = index.write(roots.reports()).read_text(encoding="utf-8")
        assert "england-and-wales/MSOIC%20annual%20report%202021-22.pdf" in listed
        assert "msoic book" not in listed
        later = page.stat().st_mtime + 60
        os.utime(page, (later, later))
        assert "msoic book 2021-22" in index.write(roots.reports()).read_text(encoding="utf-8")


def test_invented_figures_are_named_on_the_cover_and_on_each_page(tmp_path):
    with demonstration_in(tmp_path) as project:
        nation = areas.nation().name
        put(project, "objectives/three_ps", area=nation, returns=("safeguarding",))
        put(project, "trends/nrm_referrals", area=nation)
        html, pdf = book.write("2021-22")
        assert pdf.name.startswith("DEMO_")
        pages = printed(pypdf.PdfReader(pdf))
        text = html.read_text(encoding="utf-8")
    assert roots.WHAT_INVENTED_MEANS in pages[0]
    assert all(roots.INVENTED in page for page in pages)
    assert roots.WHAT_INVENTED_MEANS in text
    assert "nrm_referrals" not in text, "it draws on no returns"


def test_a_run_for_the_country_and_the_nation_has_one_book():
    def job(area, period="2021-22"):
        return plan.Job(paths.root(), "n", {"period": period, "area": area}, (), paths.root())

    assert book.of_run([job("UK"), job("England and Wales"), job("Kent", "2020-21")]) == [
        ("2020-21", "Kent"),
        ("2021-22", "England and Wales"),
    ]


def test_each_term_of_the_glossary_has_one_meaning():
    with (ROOT / "data" / "narrative" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["term", "meaning"]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert len({term.lower() for term, _ in rows}) == len(rows)
    assert all(len(meaning.split()) < 50 and meaning.endswith(".") for _, meaning in rows)


def test_a_notebook_stands_in_one_part_and_is_there():
    named = [name for part in book.PARTS for name in part.pages]
    assert len(set(named)) == len(named)
    assert set(named) == {path.stem for path in (ROOT / "notebooks").rglob("*.ipynb") if path.parent.name[0] != "."}


def test_a_book_that_was_delivered_is_short_and_small(request):
    if not request.config.getoption("reports"):
        pytest.skip("looks at what `make report` has just made")
    documents = list((ROOT / "reports").glob("*/*/MSOIC annual report *.pdf"))
    assert documents
    for document in documents:
        assert len(pypdf.PdfReader(document).pages) <= 40
        assert document.stat().st_size < 4e6
        assert document.with_suffix(".html").stat().st_size < 6e6
