"""The running text of every page: short sentences, and none of the expressions that readers stumbled over.

What is quoted from print, and narrative, is left out: it is not this project's to reword.
"""

import re
from collections.abc import Iterator
from statistics import mean
from typing import Any

import nbformat
import pytest

from analysis.presentation.parts import in_plain_text
from analysis.reporting import needs
from analysis.reporting.parameters import read_parameters
from analysis.reporting.plan import find_notebooks
from analysis.reporting.run import for_kind_of_area
from tests.notebooks.warm import DRAWN

EXPRESSIONS = (
    "cannot be told",
    "for each referral",
    "nought",
    "somebody came",
    "came so unevenly",
    "leaves out no change",
    "holds no change",
    "otherwise than",
    "of whatever kind",
    "upright line",
    "which the list of sources names",
    "made up and no evidence",
)
MOST_WORDS = 20
"""Of a sentence, on average."""

QUOTED = {"check", "passage"}
UNREAD = {"object", "kind", "wide", "phone", "svg", "picture", "csv", "file", "claim", "printed", "sources", "source"}

# The summary quotes the other pages as they were written.
NOTEBOOKS = sorted(name for name in find_notebooks() if "/" in name)


def nation_of(name: str) -> str:
    return next(each.default for each in read_parameters(find_notebooks()[name]) if each.name == "area")


def made_for(name: str, kind: str) -> bool:
    needed = needs.of_notebook(find_notebooks()[name])
    return kind in needed or not needed


PAGES = [(name, DRAWN, nation_of(name)) for name in NOTEBOOKS]
PAGES += [
    (name, "2022-23", area)
    for name in NOTEBOOKS
    for kind, area in (("force", "Kent"), ("region", "West Midlands region"))
    if made_for(name, kind)
]


def written(value: Any) -> Iterator[str]:
    """Give everything that a reader reads of what a page shows, words that are not quoted."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if value.get("object") not in QUOTED:
            yield from (text for key, each in value.items() if key not in UNREAD for text in written(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in written(each))


def passages(shown: list[dict[str, Any]]) -> Iterator[str]:
    """Give the running text of what a page shows: no titles, labels or cells."""
    for each in shown:
        match each["object"]:
            case "mainpoints":
                yield from (in_plain_text(point) for point in each["points"])
                yield each["rely"]
            case "text" | "aside":
                yield each["markdown"]
            case "notice":
                yield from each["paragraphs"]


def paragraphs(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Give the paragraphs that a notebook holds itself, without headings and tables."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from (
                line.lstrip("-*1234567890. ") for line in cell.source.splitlines() if line[:1] not in {"#", "|", ""}
            )


def sentences(texts: Iterator[str]) -> list[str]:
    return [each for text in texts for each in re.split(r"(?<=[.!?])\s+", text.strip()) if each]


def words(sentence: str) -> int:
    return len(sentence.split())


def stumbled_over(texts: Iterator[str]) -> list[str]:
    return [each for text in texts for each in EXPRESSIONS if re.search(rf"\b{each}\b", text, re.IGNORECASE)]


@pytest.fixture(scope="module", params=PAGES, ids=" ".join)
def page(pages, request):
    return pages(*request.param)


@pytest.fixture(scope="module")
def own(page):
    notebook = for_kind_of_area(nbformat.read(find_notebooks()[page.name], as_version=4), page.area)
    return list(paragraphs(notebook))


def test_no_page_has_an_expression_that_readers_stumbled_over(page, own):
    assert not stumbled_over([*written(page.shown), *own]), str(page)


def test_the_sentences_of_a_page_are_short_on_average(page, own):
    every = sentences([*passages(page.shown), *own])
    assert mean(map(words, every)) < MOST_WORDS, max(every, key=words)


def test_an_expression_is_found_wherever_it_stands_and_not_in_quotations():
    point = {
        "object": "mainpoints",
        "points": [["It ", {"said": "cannot", "coverage": ""}, " say."]],
        "rely": "Nought.",
    }
    chart = {"object": "chart", "title": "An Upright Line", "notes": ["Somebody came."], "svg": "nought"}
    quoted = {"object": "passage", "markdown": "nought"}
    printed = {"object": "check", "printed": "for each referral", "evidence": ""}
    assert stumbled_over(written([point, chart, quoted, printed])) == ["nought", "upright line", "somebody came"]


def test_sentences_are_counted_without_headings_and_tables():
    cell = nbformat.v4.new_markdown_cell("## A heading\n\n| a | b |\n\n- One, two. Three four five.")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert [words(each) for each in sentences(paragraphs(notebook))] == [2, 3]
    shown = [{"object": "text", "markdown": "One. Two three."}, {"object": "chart", "title": "Not counted here"}]
    assert sentences(passages(shown)) == ["One.", "Two three."]
