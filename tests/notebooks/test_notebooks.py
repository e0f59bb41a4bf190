"""The notebooks as they are delivered: run headlessly for many years and an area, and read as a reader does."""

import itertools
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser

import nbformat
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import paths
from analysis.catalogue import load
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.projects import project_in

YEAR = "2021-22"
RUNS = {
    # (notebook, period, area): whether the page's own question can be answered
    ("nrm_referrals", YEAR, "UK"): True,
    ("small_boats", YEAR, "UK"): True,
    ("nrm_referrals", "2008-09", "UK"): False,
    ("small_boats", "2008-09", "UK"): False,
    ("nrm_referrals", "2009-10", "UK"): True,
    ("small_boats", "2018-19", "UK"): True,
    ("nrm_referrals", "2022-23", "UK"): True,
    ("small_boats", "2022-23", "UK"): True,
    ("nrm_referrals", "2023-24", "UK"): True,
    ("nrm_referrals", "2024-25", "UK"): False,
    ("small_boats", "2024-25", "UK"): True,
    ("nrm_referrals", YEAR, "Kent"): False,
    ("small_boats", YEAR, "Kent"): False,
}
ANSWERED = [key for key, answered in RUNS.items() if answered]
UNANSWERED = [key for key, answered in RUNS.items() if not answered]


class Page(HTMLParser):
    """What of a page a test looks at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self.feed(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL))
        self.text = " ".join(" ".join(self._texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[dict]:
    """Run all at once, and give each page's path without its ending."""
    notebooks = paths.notebooks()
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        jobs = {}
        for stem, period, area in RUNS:
            formats = ("html", "pdf") if (period, area) == (YEAR, "UK") else ("html",)
            (job,) = make_plan([stem], parameters={"period": period, "area": area}, formats=formats)
            jobs[stem, period, area] = job
        errors = {result.job.folder / result.job.stem: result.error for result in run(list(jobs.values()), workers=2)}
        assert not any(errors.values()), {place: error for place, error in errors.items() if error}
        yield {key: folder / "reports" / job.folder / job.stem for key, job in jobs.items()}


def html_of(made, key):
    return made[key].with_suffix(".html").read_text(encoding="utf-8")


def outputs_of(made, key):
    notebook = nbformat.read(made[key].with_suffix(".ipynb"), as_version=4)
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def objects_of(made, key):
    return [output.data[MIME_TYPE] for output in outputs_of(made, key) if MIME_TYPE in output.get("data", {})]


def year_total(name, measure, year, **options):
    """Add a financial year up by hand: April to December of its first calendar year, January to March of the next."""
    rows = load(name, **options)
    start = int(year[:4])
    periods = rows[rows.columns[0]]
    inside = (periods.dt.start_time >= f"{start}-04-01") & (periods.dt.end_time < f"{start + 1}-04-01")
    return int(rows.loc[inside, measure].sum())


def test_referrals_are_the_published_ones(made):
    key = ("nrm_referrals", YEAR, "UK")
    lead = next(shown for shown in objects_of(made, key) if shown["object"] == "text" and shown["lead"])
    total, before = (year_total("nrm_referrals", "referrals", year) for year in (YEAR, "2020-21"))
    assert (
        f"{total:,} NRM referrals in 2021-22, up {total / before - 1:.0%} from {before:,} in 2020-21"
        in lead["markdown"]
    )
    said = Page(html_of(made, key)).text
    assert "12,727 referrals were first published on 3 March 2022" in said
    assert "44% of the 12,584 whose age is known" in said
    assert "between 41% and 48%" in said


def test_small_boat_arrivals_are_the_published_ones(made):
    key = ("small_boats", YEAR, "UK")
    lead = next(shown for shown in objects_of(made, key) if shown["object"] == "text" and shown["lead"])
    total, before = (year_total("small_boats", "people", year) for year in (YEAR, "2020-21"))
    assert f"{total:,} small boat arrivals in 2021-22, up {total / before - 1:.0%} from {before:,}" in lead["markdown"]


@pytest.mark.parametrize("key", [("nrm_referrals", YEAR, "UK"), ("small_boats", YEAR, "UK")])
def test_the_pdf_says_what_the_page_says(made, key):
    document = pypdf.PdfReader(made[key].with_suffix(".pdf"))
    said = re.sub(r"\s+", "", "".join(page.extract_text() for page in document.pages))
    lead = next(shown for shown in objects_of(made, key) if shown["object"] == "text" and shown["lead"])
    assert re.sub(r"\s+", "", lead["markdown"]) in said
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("key", RUNS)
def test_a_page_loads_nothing_from_elsewhere(made, key):
    page = Page(html_of(made, key))
    assert not page.all("script")
    assert not page.all("iframe")
    for tag, attributes in page.tags:
        for name, address in attributes.items():
            if name in {"src", "srcset", "href", "data", "action", "poster", "xlink:href"}:
                inside = (address or "").startswith(("#", "data:"))
                assert inside or (tag == "a" and name == "href"), f"<{tag} {name}={address}>"
    assert not re.search(r"url\(\s*['\"]?(?!data:|#)|@import", html_of(made, key))


@pytest.mark.parametrize("key", RUNS)
def test_a_page_is_titled_in_english_with_every_image_described(made, key):
    page = Page(html_of(made, key))
    assert page.all("html") == [{"lang": "en-GB"}]
    assert key[1] in html_of(made, key).split("</title>")[0]
    for image in page.all("img"):
        assert re.search(r"\d", image["alt"]), "the text alternative has numbers"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("key", RUNS)
def test_no_run_shows_an_error(made, key):
    assert not [output for output in outputs_of(made, key) if output.output_type == "error"]
    said = Page(html_of(made, key)).text
    assert not re.search(r"Traceback|Error\b|NotCovered|\bnan\b|<NA>|\bNaT\b|\bNone\b", said)


@pytest.mark.parametrize("key", ANSWERED)
def test_a_year_that_is_covered_has_its_figures(made, key):
    stem, period, _ = key
    name, measure = ("nrm_referrals", "referrals") if stem == "nrm_referrals" else ("small_boats", "people")
    total = f"{year_total(name, measure, period):,}"
    shown = objects_of(made, key)
    lead = next(each["markdown"] for each in shown if each["object"] == "text" and each["lead"])
    assert total in lead
    assert period in lead
    assert any(each["object"] == "figure" for each in shown)
    assert any(each["object"] == "table" for each in shown)
    assert any(each["object"] == "sources" for each in shown)


@pytest.mark.parametrize("key", UNANSWERED)
def test_what_is_not_covered_is_said_and_nothing_is_shown_instead(made, key):
    shown = objects_of(made, key)
    # The page on referrals says, too, from when on there are referrals by the police of the area.
    missing = ["Kent", YEAR] if key == ("nrm_referrals", YEAR, "Kent") else ["Kent" if key[2] == "Kent" else key[1]]
    assert [each["object"] for each in shown] == ["notice"] * len(missing)
    for notice, what in zip(shown, missing, strict=True):
        assert notice["kind"] == "missing"
        assert what in notice["paragraphs"][0]
        assert len(notice["paragraphs"]) > 1, "what there is instead"
    page = Page(html_of(made, key))
    assert not page.all("img")
    assert not page.all("table")
    assert not re.search(r"\d,\d{3}", page.text)


def test_sections_that_reach_less_far_say_so(made):
    sections = [each for each in objects_of(made, ("nrm_referrals", "2023-24", "UK")) if each["object"] == "notice"]
    assert sections
    assert all("2023" in each["paragraphs"][0] for each in sections)
    assert not [each for each in objects_of(made, ("nrm_referrals", "2022-23", "UK")) if each["object"] == "notice"]


def test_every_table_and_chart_names_its_source(made):
    for key in ANSWERED:
        for shown in objects_of(made, key):
            if shown["object"] in {"figure", "table"}:
                assert shown["sources"], shown["title"]


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("key", [("nrm_referrals", YEAR, "UK"), ("small_boats", YEAR, "UK")])
def test_axe_finds_no_violation(made, key, width, chromium_page):
    requests = []
    chromium_page.on("request", lambda request: requests.append(request.url))
    chromium_page.set_viewport_size({"width": width, "height": 900})
    address = made[key].with_suffix(".html").as_uri()
    chromium_page.goto(address)
    # The page's own policy forbids scripts, that of axe too: it is put in by the browser itself.
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()
    assert [url for url in requests if not url.startswith("data:")] == [address]
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert chromium_page.evaluate(overflow) <= 0, "the page scrolls sideways"
