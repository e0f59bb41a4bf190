"""What cites a claim of the printed report leads to its row on the claims page."""

import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell

from analysis import claims
from analysis.pages import summary
from analysis.pages.outcomes import PRINTED, Outcomes
from analysis.presentation.display import Text, claim_address
from analysis.presentation.parts import Check, Register, Registered, Tile, Tiles
from analysis.reporting.export import pages as export
from tests.reporting.pages import notebook, shown

CLAIM = "nrm-2021"
ADDRESS = "../england-and-wales/claims.html#nrm-2021"

CITING = {
    "a line on the printed report": Check("section 4: 13,114 people.", "differs", "The data give 12,727.", CLAIM),
    "a highlight": Tiles((("Slavery", (Tile("13,114", "people", "Differs", "", CLAIM),)),)),
    "an outcome": Outcomes("T", ("Planned", PRINTED), (("More", "13,114 people"),), cited=((CLAIM,),)),
    "a text": Text(f"[13,114 people](claim:{CLAIM})"),
}


def page_of(displayed):
    cell = new_code_cell("x", outputs=[shown(displayed)])
    return BeautifulSoup(export.to_html(notebook(new_markdown_cell("# Slavery"), cell)), "html.parser")


def test_a_claim_has_an_address_on_the_page_of_the_nation():
    assert claim_address(CLAIM) == ADDRESS


@pytest.mark.parametrize("what", CITING)
def test_what_cites_a_claim_links_its_row(what):
    assert [link["href"] for link in page_of(CITING[what]).select("main a[href*=claims]")] == [ADDRESS]


def test_a_highlight_without_a_claim_has_no_link():
    tiles = Tiles((("Slavery", (Tile("5", "people", "Published"),)),))
    assert not page_of(tiles).select("main a[href*=claims]")


def test_the_row_has_every_claim_of_its_measure_as_anchor_and_its_verdict_as_the_colour():
    row = Registered("NRM referrals", "13,114", ("4",), "differs", "The data give 12,727", ("More.",), "bad", (CLAIM,))
    page = page_of(Register("Measures", (row,), "id\n"))
    assert page.select_one(f"#{CLAIM}").find_parent("tr").select_one(".verdict.bad").text == "Differs"


def test_a_figure_of_narrative_and_a_point_to_correct_name_the_claim():
    found = claims.corrections(claims.register("2021-22"), "2021-22")
    linked = re.findall(r"\(claim:([\w-]+)\)", summary.corrections(found).markdown)
    assert CLAIM in linked
    assert len(linked) == len(found)
