import json
from dataclasses import FrozenInstanceError

import pytest
from bs4 import BeautifulSoup
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbformat.validator import validate

from analysis.presentation.display import MIME_TYPE, Column, Notice, Table, Text
from analysis.presentation.references import SourceEntry, Sources

TABLE = Table(
    "Boats <by> year",
    (Column("Year"), Column("Boats", numeric=True), Column("Remark")),
    (("2018", "43", "[z]"), ("2019", "164", "rise & rise")),
    notes=("[z] not applicable",),
    sources=("Home Office, A",),
)
NOTICE = Notice("Not available", ("No figures for Kent.", "There are figures for the UK."), "missing")
OFFICIAL = SourceEntry(
    "Home Office", "Small boats", "3 March 2022", "2018 to 2021", "https://www.gov.uk/a?b=1&c", "OGL", "official"
)
ON_REQUEST = SourceEntry(
    "MSOIC", "Return", "", "2021-22", "on request", "not published", "secondary", "Compiled monthly."
)
SOURCES = Sources((OFFICIAL, ON_REQUEST))
TEXT = Text("Up **27%** to 13,539.")
EVERY = [TABLE, NOTICE, SOURCES, TEXT]


def html_of(displayed: object) -> BeautifulSoup:
    return BeautifulSoup(displayed._repr_mimebundle_()["text/html"], "html.parser")


@pytest.mark.parametrize("displayed", EVERY, ids=lambda each: type(each).__name__)
def test_an_object_shows_itself_in_three_forms(displayed):
    data, _ = DisplayFormatter().format(displayed)
    assert {"text/html", "text/plain", MIME_TYPE} <= set(data)
    assert data[MIME_TYPE]["object"] == type(displayed).__name__.lower()
    output = new_output("display_data", data=json.loads(json.dumps(data)))
    validate(new_notebook(cells=[new_code_cell(outputs=[output])]))


@pytest.mark.parametrize("displayed", EVERY, ids=lambda each: type(each).__name__)
def test_html_brings_no_style_script_or_outside_address_of_its_own(displayed):
    page = html_of(displayed)
    assert not page.find_all(["style", "script", "link", "iframe"])
    assert not page.find_all(style=True)
    assert all(image["src"].startswith("data:") for image in page.find_all("img"))


def test_objects_do_not_change():
    with pytest.raises(FrozenInstanceError):
        TABLE.title = "another"


def test_table_has_caption_and_headings_for_columns_and_rows():
    table = html_of(TABLE).table
    assert table.caption.text == "Boats <by> year"
    assert [cell.text for cell in table.thead.find_all("th", scope="col")] == ["Year", "Boats", "Remark"]
    assert [cell.text for cell in table.tbody.find_all("th", scope="row")] == ["2018", "2019"]
    assert [cell.text for cell in table.find_all("td")] == ["43", "[z]", "164", "rise & rise"]


def test_only_numeric_columns_are_set_flush_right():
    numeric = html_of(TABLE).find_all(class_="msoic-numeric")
    assert [cell.text for cell in numeric] == ["Boats", "43", "164"]


def test_table_scrolls_in_a_named_region_that_the_keyboard_reaches():
    region = html_of(TABLE).find(role="region")
    assert region.find("table")
    assert (region["aria-label"], region["tabindex"]) == ("Table: Boats <by> year", "0")


def test_table_in_plain_text_is_aligned():
    assert str(TABLE).splitlines() == [
        "Boats <by> year",
        "Year  Boats  Remark",
        "2018     43  [z]",
        "2019    164  rise & rise",
        "[z] not applicable",
    ]


@pytest.mark.parametrize(
    ("columns", "rows", "message"),
    [
        ((Column("Year"), Column(" ")), (("2018", "43"),), "a column has no heading"),
        ((Column("Year"), Column("Boats")), (("2018", "43"), ("2019",)), "row 2: 1 cells for 2 columns"),
        ((Column("Year"), Column("Boats")), (("2018", ""),), "row 1, column 'Boats' is blank"),
        ((Column("Year"),), (), "Table has no rows"),
        ((), (("2018",),), "Table has no columns"),
    ],
)
def test_table_with_a_gap_is_refused(columns, rows, message):
    with pytest.raises(ValueError, match=message):
        Table("Boats", columns, rows)


def test_notice_says_its_kind_to_the_style_sheet_and_everything_else_to_the_reader():
    notice = html_of(NOTICE).div
    assert notice["class"] == ["msoic-notice", "msoic-missing"]
    assert [each.text for each in notice.find_all("p")] == [NOTICE.heading, *NOTICE.paragraphs]
    assert str(NOTICE) == "Not available\nNo figures for Kent.\nThere are figures for the UK."


def test_notice_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="'warning' is no kind of notice: missing, unreturned, caution"):
        Notice("Careful", (), "warning")


def test_sources_link_their_titles_where_there_is_an_address():
    official, on_request = html_of(SOURCES).find_all("li")
    assert (official.a.text, official.a["href"]) == ("Small boats", "https://www.gov.uk/a?b=1&c")
    assert official.get_text(" ", strip=True).endswith("Released: 3 March 2022. Covers: 2018 to 2021. Licence: OGL.")
    assert on_request.a is None
    assert " ".join(on_request.text.split()) == (
        "MSOIC: Return. Covers: 2021-22. Licence: not published. Address: on request. "
        "Figures read in a secondary source. Compiled monthly."
    )


def test_an_address_that_runs_a_script_is_no_link():
    entry = SourceEntry("X", "Y", "", "", "javascript:alert(1)", "", "official")
    assert not html_of(Sources((entry,))).find("a")
    assert not html_of(Text("see [this](javascript:alert(1)) and [that](notebook.ipynb)")).find("a")


def test_text_is_markdown_with_all_else_escaped():
    page = html_of(Text("Up **27%**: <b>R&D</b>, 5&nbsp;% <!-- why? -->of https://www.gov.uk/x"))
    assert page.div["class"] == ["msoic-text"]
    assert page.p.text == "Up 27%: <b>R&D</b>, 5\xa0% of https://www.gov.uk/x"
    assert [page.strong.text, page.a["href"]] == ["27%", "https://www.gov.uk/x"]


@pytest.mark.parametrize("markdown", ["# Heading", "> ## Heading", "a\n\n- ![alt](x.png)"])
def test_text_with_a_heading_or_a_picture_is_refused(markdown):
    with pytest.raises(ValueError, match=r"a text holds no (heading|image)"):
        Text(markdown)


def test_blank_text_is_refused():
    with pytest.raises(ValueError, match="Text has no markdown"):
        Text("\n")
