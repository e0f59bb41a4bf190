"""Every page, for years and areas of every kind: real content, or a plain statement of what is missing.

A run of all tests takes a sample: of each notebook the nation's page for the year of the printed report and for the
first or the last year, and the page of a region or of a force, of another one and of another year for each notebook.
``make audit`` makes all of them for each year.
"""

import itertools
import re
from collections.abc import Iterator

import pytest

from analysis.reporting.parameters import read_parameters
from analysis.reporting.plan import draws_on_returns, find_notebooks
from analysis.roots import DEMONSTRATION
from tests.notebooks.pages import main_points
from tests.notebooks.warm import DRAWN, labels

pytestmark = pytest.mark.audit(sampled=True)

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2017, 2024)]
REGIONS = ["North West region", "West Midlands region", "London region"]
FORCES = ["Kent", "West Yorkshire", "Metropolitan Police", "Devon & Cornwall", "Gwent"]
INVENTED = ["Pellamore", "Tessary region", "Kettrick"]
"""A nation, a region and a force of the demonstration's country."""

# The summary reads the other pages as they were written.
NOTEBOOKS = sorted(name for name in find_notebooks() if "/" in name)
DRAWING_ON_RETURNS = [name for name in NOTEBOOKS if draws_on_returns(find_notebooks()[name])]

UNWRITTEN = re.compile(
    r"\b(nan|NaN|NaT|None(?! of \d| available)|inf)\b|<NA>|\{[a-z_.]+[:}]|[^.]\.\.(?!\.)|(?<![\n ])  +\S|\d\.\d{6,}"
)
"""What a computer writes and a person does not: a missing figure, an unfilled template, too many digits.

A gap within a line counts; the second line of a point in a list may be indented, as Markdown has it.
"""


def wanted(name: str, *, every: bool) -> Iterator[tuple[str, str]]:
    """Give the year and area of each page to be made of a notebook."""
    (nation,) = (each.default for each in read_parameters(find_notebooks()[name]) if each.name == "area")
    if every:
        yield from itertools.product(YEARS, [nation, *REGIONS, *FORCES])
        return
    place = NOTEBOOKS.index(name)
    yield from itertools.product([DRAWN, (YEARS[0], YEARS[-1])[place % 2]], [nation])
    places = (REGIONS, FORCES)[place // 2 % 2]
    yield YEARS[place % len(YEARS)], places[place % len(places)]


def invented(name: str, *, every: bool) -> Iterator[tuple[str, str]]:
    """Give the year and area of each page to be made of a notebook in the invented country."""
    if every:
        yield from itertools.product(YEARS, INVENTED)
        return
    yield "2021-22", INVENTED[0]
    place = NOTEBOOKS.index(name)
    yield YEARS[place % len(YEARS)], INVENTED[1 + place % 2]


def pytest_generate_tests(metafunc):
    every = metafunc.config.getoption("audit")
    chosen = [(None, name, *page) for name in NOTEBOOKS for page in wanted(name, every=every)]
    chosen += [(DEMONSTRATION, name, *page) for name in DRAWING_ON_RETURNS for page in invented(name, every=every)]
    given = [
        pytest.param(
            each, id="-".join(filter(None, each)), marks=pytest.mark.xdist_group("-".join(filter(None, each[:2])))
        )
        for each in chosen
    ]
    metafunc.parametrize("page", given, indirect=True, scope="module")


@pytest.fixture(scope="module")
def page(pages, request):
    root, *page = request.param
    return pages(*page, root=root)


def texts(shown: dict) -> Iterator[str]:
    """All that a reader reads of an object, the labels of a picture and its text alternative included."""
    for key, value in shown.items():
        if key in {"svg", "wide"}:
            yield from labels(value)
        elif key not in {
            "trail",
            "object",
            "kind",
            "address",
            "entries",
            "phone",
            "picture",
            "csv",
            "file",
            "value",
            "claim",
        }:
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(value)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def test_a_page_opens_with_its_finding_or_with_what_is_missing(page):
    first = next(each for each in page.shown if each.get("kind") != "caution")
    found = first["object"] == "mainpoints"
    # Of an invented country nothing is published.
    missing = first["object"] == "notice" and (len(first["paragraphs"]) > 1 or page.area in INVENTED)
    assert found or missing, f"{page} opens with {first}"


def test_a_finding_says_of_which_period_it_is(page):
    if points := main_points(page.shown):
        assert re.search(r"20\d\d", points[0]), f"{page}: {points[0]}"
        assert 1 <= len(points) <= 6, f"{page}: {len(points)} main points"


def test_each_chart_and_table_names_its_source_and_each_chart_says_what_it_shows(page):
    for shown in (*page.of_kind("table"), *page.of_kind("chart")):
        assert shown.get("sources") or shown.get("source"), f"{page}: {shown['title']}"
    for figure in page.of_kind("chart"):
        assert re.search(r"\d|\[c\]|suppressed", figure["alt"]), f"{page}: {figure['title']}: {figure['alt']}"


def test_nothing_that_a_reader_reads_is_left_unwritten(page):
    for shown in page.shown:
        for text in texts(shown):
            assert not UNWRITTEN.search(text), f"{page}, {shown['object']}: {text}"


def test_no_page_repeats_a_table_or_a_chart(page):
    titles = [(each["object"], each["title"], each.get("subtitle")) for each in page.shown if "title" in each]
    assert len(set(titles)) == len(titles), f"{page}: {[each for each in titles if titles.count(each) > 1]}"
