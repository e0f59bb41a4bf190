"""The gallery: every page that draws on returns can be made of an invented country, and names nothing real."""

import nbformat
import pytest

from analysis import roots
from analysis.reporting.plan import draws_on_returns, find_notebooks, make_plan
from tests import real_names
from tests.notebooks.test_every_page import texts
from tests.notebooks.warm import run_all

GALLERY = sorted(name for name, path in find_notebooks().items() if draws_on_returns(path))
AREAS = ("Pellamore", "Tessary region", "Mossgill")


@pytest.fixture(scope="module")
def pages():
    """Each page for the nation, a region and a force that did not return every month."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(roots.VARIABLE, roots.DEMONSTRATION)
        return [
            page
            for area in AREAS
            for page in run_all(make_plan(GALLERY, parameters={"area": area, "period": "2021-22"}, formats=("html",)))
        ]


def test_there_is_a_gallery():
    assert {name.split("/")[0] for name in GALLERY} == {"objectives", "programme", "trends"}


def test_each_page_shows_figures_of_the_nation_and_none_fails(pages):
    for page in pages:
        assert not page.error, f"{page}: {page.error}"
        if page.area == AREAS[0]:
            assert page.of_kind("figure") or page.of_kind("table"), str(page)


def test_no_page_names_a_real_force_region_country_or_nationality(pages):
    for page in pages:
        said = " ".join(text for shown in page.shown for text in texts(shown))
        assert not real_names.found_in(said), f"{page}: {real_names.found_in(said)}"
    for name in GALLERY:
        cells = nbformat.read(find_notebooks()[name], as_version=4).cells
        said = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
        assert not real_names.found_in(said), f"{name}: {real_names.found_in(said)}"


def test_each_source_is_invented(pages):
    for page in pages:
        for shown in page.of_kind("sources"):
            assert {entry["publisher"] for entry in shown["entries"]} <= {"Pellamore, an invented country"}, str(page)
            assert shown["entries"] or page.area == AREAS[2], f"{page}: it did not return the whole year"
