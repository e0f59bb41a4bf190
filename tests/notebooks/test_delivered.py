"""Pages as they are delivered: run by papermill on a kernel, exported, and read as a reader does.

Two are made here. With the option ``--reports`` they are those that ``make report`` has just made, which are all.
"""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.presentation.display import MIME_TYPE
from tests.notebooks.pages import main_points

YEAR = "2021-22"
STEMS = ["nrm_referrals", "small_boats"]


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
def places(delivered) -> dict[str, Path]:
    return delivered(*STEMS)


@pytest.fixture(scope="module")
def read(places) -> dict[str, Page]:
    return {stem: Page(html_of(place)) for stem, place in places.items()}


def html_of(place):
    return place.with_suffix(".html").read_text(encoding="utf-8")


def unspaced(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("stem", STEMS)
def test_the_page_and_the_pdf_say_what_the_quick_run_says(places, read, pages, stem):
    shown = pages(stem, YEAR, "UK", anew=True).shown
    cells = nbformat.read(places[stem].with_suffix(".ipynb"), as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})] == shown
    lead = unspaced(main_points(shown)[0])
    document = pypdf.PdfReader(places[stem].with_suffix(".pdf"))
    assert lead in unspaced(read[stem].text)
    assert lead in unspaced("".join(page.extract_text() for page in document.pages))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_page_loads_nothing_from_elsewhere(places, read):
    for stem, page in read.items():
        # The filter of the claims page is its only script, and the page lets no other run.
        scripts = page.all("script")
        assert scripts == ([{}] if stem == "claims" else []), stem
        assert html_of(places[stem]).count("script-src 'sha256-") == len(scripts), stem
        assert not page.all("iframe"), stem
        for tag, attributes in page.tags:
            for name, address in attributes.items():
                if name in {"src", "srcset", "href", "data", "action", "poster", "xlink:href"}:
                    inside = (address or "").startswith(("#", "data:"))
                    assert inside or (tag == "a" and name == "href"), f"{stem}: <{tag} {name}={address}>"
        assert not re.search(r"url\(\s*['\"]?(?!data:|#)|@import", html_of(places[stem])), stem


def test_a_page_is_titled_in_english_with_every_image_described(places, read):
    for stem, page in read.items():
        assert page.all("html") == [{"lang": "en-GB"}], stem
        assert YEAR in html_of(places[stem]).split("</title>")[0], stem
        for image in page.all("img"):
            assert re.search(r"\d", image["alt"]), f"{stem}: the text alternative has numbers"
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, stem
        assert levels.count(1) == 1, stem
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), stem


def test_no_page_shows_an_error(places, read):
    for stem, page in read.items():
        assert not re.search(
            r"Traceback|Error\b|NotCovered|\bnan\b|<NA>|\bNaT\b|\bNone\b(?! of (the )?\d| available)", page.text
        ), stem


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("stem", STEMS)
def test_axe_finds_no_violation(places, stem, width, chromium_page):
    requests = []
    chromium_page.on("request", lambda request: requests.append(request.url))
    chromium_page.set_viewport_size({"width": width, "height": 900})
    address = places[stem].with_suffix(".html").as_uri()
    chromium_page.goto(address)
    # The page's own policy forbids scripts, that of axe too: it is put in by the browser itself.
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()
    assert [url for url in requests if not url.startswith("data:")] == [address]
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert chromium_page.evaluate(overflow) <= 0, "the page scrolls sideways"
