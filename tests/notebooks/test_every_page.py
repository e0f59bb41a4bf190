"""Every page, for every year and for areas of every kind: real content, or a plain statement of what is missing.

Each nation's page is made for each year, those of regions and forces for one year each, another one on each page.
``make test ARGS="--every-page -k every_page"`` makes them all for each year, in a quarter of an hour on two cores.
"""

import itertools
import re
from collections.abc import Iterator

import pytest

from analysis.reporting.plan import find_notebooks, make_plan, read_parameters
from tests.notebooks.warm import Ran, run_all

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2017, 2024)]
REGIONS = ["North West region", "West Midlands region", "London region"]
FORCES = ["Kent", "West Yorkshire", "Metropolitan Police", "Devon & Cornwall", "Gwent"]

# The summary reads the other pages as they were written.
NOTEBOOKS = sorted(name for name in find_notebooks() if "/" in name)

UNWRITTEN = re.compile(r"\b(nan|NaN|NaT|None|inf)\b|<NA>|\{[a-z_.]+[:}]|[^.]\.\.(?!\.)|  +\S|\d\.\d{6,}")
"""What a computer writes and a person does not: a missing figure, an unfilled template, too many digits."""


def wanted(name: str, *, every: bool) -> Iterator[tuple[str, str]]:
    declared = {parameter.name: parameter.default for parameter in read_parameters(find_notebooks()[name])}
    yield from itertools.product(YEARS, [declared["area"]])
    if every:
        yield from itertools.product(YEARS, REGIONS + FORCES)
    else:
        start = NOTEBOOKS.index(name)
        yield from ((YEARS[(start + at) % len(YEARS)], area) for at, area in enumerate(REGIONS + FORCES))


@pytest.fixture(scope="module", params=NOTEBOOKS)
def pages(request) -> list[Ran]:
    chosen = wanted(request.param, every=request.config.getoption("every_page"))
    jobs = [
        job
        for period, area in chosen
        for job in make_plan([request.param], parameters={"period": period, "area": area}, formats=("html",))
    ]
    return list(run_all(jobs))


def texts(shown: dict) -> Iterator[str]:
    """All that a reader reads of an object, text alternatives included, addresses and pictures left out."""
    for key, value in shown.items():
        yield from _texts(value) if key not in {"svg", "trail", "object", "kind", "address", "entries"} else ()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(value)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def test_a_page_opens_with_its_finding_or_with_what_is_missing(pages):
    for page in pages:
        assert not page.error, f"{page}: {page.error}"
        first = next(each for each in page.shown if each.get("kind") != "caution")
        found = first["object"] == "text" and first["lead"]
        missing = first["object"] == "notice" and len(first["paragraphs"]) > 1
        assert found or missing, f"{page} opens with {first}"


def test_a_finding_says_of_which_period_it_is(pages):
    for page in pages:
        # A verdict is on the year that stands below the title.
        for lead in (each["markdown"] for each in page.of_kind("text") if each["lead"] and not each["verdict"]):
            assert re.search(r"20\d\d", lead), f"{page}: {lead}"


def test_each_chart_and_table_names_its_source_and_each_chart_says_what_it_shows(pages):
    for page in pages:
        for shown in (*page.of_kind("figure"), *page.of_kind("table")):
            assert shown["sources"], f"{page}: {shown['title']}"
        for figure in page.of_kind("figure"):
            assert re.search(r"\d|\[c\]|suppressed", figure["alt"]), f"{page}: {figure['title']}: {figure['alt']}"


def test_nothing_that_a_reader_reads_is_left_unwritten(pages):
    for page in pages:
        for shown in page.shown:
            for text in texts(shown):
                assert not UNWRITTEN.search(text), f"{page}, {shown['object']}: {text}"


def test_no_page_repeats_a_table_or_a_chart(pages):
    for page in pages:
        titles = [(each["object"], each["title"], each.get("subtitle")) for each in page.shown if "title" in each]
        assert len(set(titles)) == len(titles), f"{page}: {[each for each in titles if titles.count(each) > 1]}"
