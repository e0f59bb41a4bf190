"""The summary and the claims page, with and without a printed report."""

import base64
import hashlib
import re

import nbformat
import pytest
from pypdf import PdfReader

from analysis.presentation.display import MIME_TYPE

YEAR, NATION = "2021-22", "England and Wales"


@pytest.fixture(scope="module")
def places(delivered):
    """Make two pages, the claims page and the summary as they are delivered."""
    return delivered("legislative_tools", "products", "claims", "annual_report")


@pytest.fixture(scope="module")
def shown(places) -> list[dict]:
    made = nbformat.read(places["annual_report"].with_suffix(".ipynb"), 4)
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    return [output.data[MIME_TYPE] for output in outputs]


def of_kind(shown, kind):
    return [each for each in shown if each["object"] == kind]


def test_six_main_points_come_first(shown):
    assert shown[0]["object"] == "mainpoints"
    assert len(shown[0]["points"]) == 6
    assert shown[0]["rely"]


def test_eight_highlights_are_as_printed_each_with_its_verdict(shown):
    groups = of_kind(shown, "tiles")[0]["groups"]
    assert [heading for heading, _ in groups] == ["Modern slavery", "Organised immigration crime"]
    tiles = [(tile["figure"], tile["verdict"]) for _, group in groups for tile in group]
    assert tiles[:2] == [("97%", "Contradicted"), ("65%", "Needs a return")]
    assert [figure for figure, _ in tiles[4:]] == ["7,093", "10% to 94%", "115", "£975,988"]


def test_the_objectives_are_a_row_each_with_what_their_pages_say(shown):
    (table,) = of_kind(shown, "outcomes")
    rows = {row[0]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}
    assert len(rows) == 8
    assert "205 in 2021-22" in rows["Legislative tools"]["Public evidence"]
    assert rows["Legislative tools"]["Assessment"] == "Not assessed: needs returns"


def test_points_to_correct_come_from_the_claims(shown):
    said = next(each["markdown"] for each in of_kind(shown, "text") if each["markdown"].startswith("1. "))
    assert "13,114 people (section 4); the data give 12,727 people (2021)" in said
    assert "**Civil penalty referrals, before and after**" in said
    assert 5 <= len(said.splitlines()) <= 15


def test_the_contents_link_the_pages_that_were_made(shown):
    contents = {line["title"]: line["address"] for line in of_kind(shown, "digest")[-1]["lines"]}
    assert contents["Legislative tools"] == "../england-and-wales/legislative_tools.html"
    assert contents["Products"] == "../england-and-wales/products.html"


def test_the_summary_has_two_pages_in_print(places):
    assert len(PdfReader(places["annual_report"].with_suffix(".pdf")).pages) == 2


def test_the_one_script_of_the_claims_page_is_named_by_its_hash(places):
    page = places["claims"].with_suffix(".html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    named = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{named}'" in page
    assert "<script" not in places["annual_report"].with_suffix(".html").read_text(encoding="utf-8")


@pytest.mark.parametrize("period", ["2017-18", "2022-23", "2025-26"])
@pytest.mark.parametrize("area", [NATION, "Kent"])
def test_a_year_without_a_printed_report_has_a_summary_that_says_so(pages, period, area):
    page = pages("annual_report", period, area)
    said = [each["markdown"] for each in page.of_kind("text")]
    assert (f"No printed report of {period} is available." in said) is (area == NATION)
    assert page.of_kind("mainpoints")[0]["points"]
    assert len(page.of_kind("tiles")[0]["groups"]) == 2


def test_an_invented_country_has_a_summary(pages):
    page = pages("annual_report", YEAR, "Pellamore", root="demonstration")
    assert len(page.of_kind("outcomes")[0]["rows"]) == 8
    assert "No printed report" not in str(page.shown)
