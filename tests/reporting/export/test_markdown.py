import re

import pytest
from hypothesis import given, strategies as st

from analysis.presentation.markdown import HtmlRenderer
from analysis.reporting.export.markdown import page_writer, title_of


def levels(*texts: str) -> list[int]:
    write = page_writer(HtmlRenderer())
    return [int(level) for text in texts for level in re.findall(r"<h(\d)>", write(text))]


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["## Not this", "text\n\n# NRM **referrals** & `x`\n\n# Another"], "NRM referrals & x"),
        (["Referrals\n===="], "Referrals"),
        (["# R&amp;D &lt;x&gt; [link](https://x.y) \\# \\*"], "R&D <x> link # *"),
        (["> # Quoted", "```\n# Code\n```"], None),
        (["#", "# <!-- not yet -->", "# Title"], "Title"),
        (["# [](https://x.y)"], "https://x.y"),
        (["#"], None),
        ([], None),
    ],
)
def test_title_is_the_first_heading_of_level_1(texts, title):
    assert title_of(texts) == title


def test_the_page_sets_the_title_so_its_text_cell_does_not():
    write = page_writer(HtmlRenderer())
    assert write("before\n\n# Title\n\nafter") == "<p>before</p>\n<p>after</p>\n"
    assert write("# Second") == "<h2>Second</h2>\n"


def test_gaps_between_levels_are_closed_across_cells():
    assert levels("# T\n\n## a", "#### b", "#### c", "##### d", "### e", "## f") == [2, 3, 3, 4, 3, 2]
    assert levels("### before the title", "# T", "# again", "## under it") == [2, 2, 3]
    assert levels("# T\n\n> ### quoted") == [2]


def test_empty_headings_head_nothing():
    write = page_writer(HtmlRenderer())
    assert (
        write("#\n\n# Title\n\n## <!-- x -->\n\n> ##\n\n### &nbsp;\n\n#### a")
        == "<blockquote>\n</blockquote>\n<h2>a</h2>\n"
    )


@given(st.lists(st.integers(1, 6)))
def test_headings_never_skip_a_level(given_levels):
    found = levels("# Title", *(f"{'#' * level} Heading" for level in given_levels))
    assert len(found) == len(given_levels)
    assert all(2 <= level <= 6 for level in found)
    assert all(after <= before + 1 for before, after in zip([1, *found], found, strict=False))
