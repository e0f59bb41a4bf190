"""What of a page goes where nobody has sent the returns that it needs."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.pages.outcomes import Outcomes
from analysis.presentation.display import MIME_TYPE, Notice, Text
from analysis.reporting.export.sections import leave_out_empty, leave_out_unreturned

UNRETURNED = Notice(
    "Needs a return", ("Multi-agency operations: no return has been sent.",), "unreturned", ("operations",)
)
MISSING = Notice("Not available", ("Not published.",), "missing")
SHOWN = Text("There were 3.")
OUTCOMES = Outcomes("Outcomes", ("Planned outcome",), (("More",),))


def code(*shown):
    outputs = [
        new_output("stream", text=each)
        if isinstance(each, str)
        else new_output("display_data", each._repr_mimebundle_())
        for each in shown
    ]
    return new_code_cell("show()", outputs=outputs)


def left(*cells):
    """Give what a page of these cells keeps: text, and the kinds of object."""
    notebook = new_notebook(cells=[new_markdown_cell(each) if isinstance(each, str) else each for each in cells])
    made, _ = leave_out_unreturned(notebook, None)
    kept = []
    for cell in made.cells:
        if cell.cell_type == "markdown":
            kept.append(cell.source)
        else:
            kept += [output.data[MIME_TYPE]["object"] for output in cell.outputs if output.output_type != "stream"]
    return kept


LINE = "This page shows more once the return 'Multi-agency operations' has been sent."


def test_a_section_of_such_notices_goes_and_a_line_in_its_place_names_the_return():
    assert left("# Page", code(SHOWN), "## Operations\n\nBy quarter.", code(UNRETURNED), "## Sources") == [
        "# Page",
        "text",
        LINE,
        "## Sources",
    ]


def test_a_page_that_opens_with_the_table_of_its_objective_needs_no_line():
    assert left("# Page", code(OUTCOMES), "## Operations", code(UNRETURNED)) == ["# Page", "outcomes"]


def test_a_page_that_lacks_nothing_stays_as_it_is():
    cells = ["# Page", code(SHOWN), "## Operations", code(MISSING), "## Method\n\nCounted."]
    assert left(*cells) == ["# Page", "text", "## Operations", "notice", "## Method\n\nCounted."]


def test_a_section_that_shows_anything_else_stays_without_the_notice():
    assert left("# Page", "## Operations", code(UNRETURNED), code(SHOWN)) == ["# Page", "## Operations", LINE, "text"]
    assert left("# Page", "## Operations", code(UNRETURNED, MISSING)) == ["# Page", "## Operations", LINE, "notice"]


def test_what_was_printed_is_nothing_shown():
    assert left("# Page", "## Operations", code("loading\n", UNRETURNED)) == ["# Page", LINE]


def test_a_section_goes_with_what_is_below_it_and_not_with_what_is_beside_it():
    cells = ["# Page", "## A", "### A1", code(UNRETURNED), "### A2", code(UNRETURNED), "## B", code(SHOWN)]
    assert left(*cells) == ["# Page", LINE, "## B", "text"]
    cells = ["# Page", "## A", "### A1", code(UNRETURNED), "### A2", code(SHOWN), "## B"]
    assert left(*cells) == ["# Page", "## A", LINE, "### A2", "text", "## B"]


def test_a_cell_with_several_headings_keeps_those_of_other_sections():
    cells = ["# Page\n\nIntroduction.\n\n## Operations\n\nBy quarter.", code(UNRETURNED), "## Method\n\n## Sources"]
    assert left(*cells) == ["# Page\n\nIntroduction.\n", LINE, "## Method\n\n## Sources"]


def test_a_section_of_prose_alone_stays():
    assert left("# Page", "## Method\n\nCounted.", "## Operations", code(UNRETURNED)) == [
        "# Page",
        "## Method\n\nCounted.",
        LINE,
    ]


def test_a_page_of_nothing_else_keeps_its_title_and_says_what_would_fill_it():
    other = Notice("Needs a return", ("None.",), "unreturned", ("disruptions",))
    assert left("# Page", code(UNRETURNED), code(other, UNRETURNED)) == [
        "# Page",
        "This page shows more once the returns 'Multi-agency operations' and 'Disruptions recorded' have been sent.",
    ]


@pytest.mark.parametrize("text", ["```\n## no heading\n```", "    ## code", "#hashtag", "####### seven"])
def test_what_is_no_heading_begins_no_section(text):
    assert left("# Page", f"## Operations\n\n{text}", code(UNRETURNED)) == ["# Page", LINE]
    assert left("# Page", f"Before.\n\n{text}", code(UNRETURNED))[1] == f"Before.\n\n{text}"


def headings_left(*cells, show_code=False):
    notebook = new_notebook(cells=[new_markdown_cell(each) if isinstance(each, str) else each for each in cells])
    made, _ = leave_out_empty(notebook, {"show_code": show_code})
    return [cell.source for cell in made.cells if cell.cell_type == "markdown"]


def test_a_heading_goes_where_its_code_shows_nothing():
    cells = ["# Page", "## Rulings", code(), "## Courts", code(SHOWN)]
    assert headings_left(*cells) == ["# Page", "## Courts"]
    assert headings_left(*cells, show_code=True) == ["# Page", "## Rulings", "## Courts"]


def test_a_heading_over_text_or_over_other_headings_stays():
    cells = ["# Page", "## Method\n\nCounted.", code(), "## A", "### A1", code(SHOWN), "## Alone"]
    assert headings_left(*cells) == ["# Page", "## Method\n\nCounted.", "## A", "### A1", "## Alone"]
