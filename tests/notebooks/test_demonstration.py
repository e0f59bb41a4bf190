"""The gallery: every page that draws on returns can be made of an invented country, and names nothing real."""

import nbformat
import pytest

from analysis.reporting.plan import draws_on_returns, find_notebooks
from analysis.roots import DEMONSTRATION
from tests import real_names
from tests.notebooks.test_every_page import INVENTED, texts

GALLERY = sorted(name for name, path in find_notebooks().items() if draws_on_returns(path))


@pytest.fixture(scope="module", params=GALLERY)
def page(pages, request):
    return pages(request.param, "2021-22", INVENTED[0], root=DEMONSTRATION)


def test_there_is_a_gallery():
    assert {name.split("/")[0] for name in GALLERY} == {"objectives", "programme", "trends"}


def test_each_page_of_the_nation_shows_figures(page):
    assert page.of_kind("chart") or page.of_kind("table")


def test_no_page_names_a_real_force_region_country_or_nationality(page):
    cells = nbformat.read(find_notebooks()[page.name], as_version=4).cells
    said = [cell.source for cell in cells if cell.cell_type == "markdown"]
    said += [text for shown in page.shown for text in texts(shown)]
    assert not real_names.found_in(" ".join(said)), str(page)


def test_each_source_is_invented(page):
    (listed,) = page.of_kind("sources")
    assert {entry["publisher"] for entry in listed["entries"]} == {"Pellamore, an invented country"}
