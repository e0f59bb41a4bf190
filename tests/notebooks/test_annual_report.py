"""The summary: findings, one table of objectives, points to correct, contents; with and without a printed report."""

import nbformat
import pytest

from analysis.presentation.display import MIME_TYPE

YEAR, NATION = "2021-22", "England and Wales"


@pytest.fixture(scope="module")
def shown(delivered) -> list[dict]:
    """Make two pages and the summary as they are delivered, and give what it shows."""
    places = delivered("legislative_tools", "products", "annual_report")
    made = nbformat.read(places["annual_report"].with_suffix(".ipynb"), 4)
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    return [output.data[MIME_TYPE] for output in outputs]


def of_kind(shown, kind):
    return [each for each in shown if each["object"] == kind]


def test_the_objectives_are_a_row_each_with_what_their_pages_say(shown):
    (table,) = of_kind(shown, "outcomes")
    rows = {row[0]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}
    assert len(rows) == 8
    tools = rows["Legislative tools"]
    assert "205 in 2021-22" in tools["Public evidence"]
    assert tools["Printed report"].startswith("Decisions to charge: a rise of more than 50% (section 2)")
    assert tools["Assessment"] == "Not assessed: needs returns"


def test_points_to_correct_come_from_the_claims(shown):
    said = next(each["markdown"] for each in of_kind(shown, "text") if each["markdown"].startswith("- "))
    for point in (
        "13,114 people (section 4); the data give 12,727 people (2021)",
        "**Civil penalty referrals, before and after**",
    ):
        assert point in said
    assert 5 <= said.count("\n- ") + 1 <= 15


def test_the_contents_link_the_pages_that_were_made(shown):
    contents = {line["title"]: line["address"] for line in of_kind(shown, "digest")[-1]["lines"]}
    assert contents["Legislative tools"] == "../england-and-wales/legislative_tools.html"
    assert contents["Products"] == "../england-and-wales/products.html"


@pytest.mark.parametrize("area", [NATION, "Kent"])
def test_a_year_without_a_printed_report_has_a_summary_that_says_so(pages, area):
    said = [each["markdown"] for each in pages("annual_report", "2022-23", area).of_kind("text")]
    assert "No printed report of 2022-23 is available." in said


def test_an_invented_country_has_a_summary(pages):
    page = pages("annual_report", YEAR, "Pellamore", root="demonstration")
    assert len(page.of_kind("outcomes")[0]["rows"]) == 8
    assert "Not made" not in str(page.shown)
