import io
import time

import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from analysis import settings
from analysis.presentation.display import Column, Table
from analysis.presentation.parts import Chart
from analysis.reporting.export import pages as export
from tests.reporting.pages import ALT, notebook, report, shown

AWKWARD = 'R&D <x> "£5" \\ # $x$ @ref *a* _b_ `c` [d] // e = ~'


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def structure(reader: pypdf.PdfReader) -> list[tuple[str, str | None]]:
    """Return the tag and the text alternative of each element, in reading order."""
    found: list[tuple[str, str | None]] = []
    waiting = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if not isinstance(element, pypdf.generic.DictionaryObject):
            continue
        if "/S" in element:
            found.append((element["/S"], element.get("/Alt")))
        children = element.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        waiting += reversed(children if isinstance(children, list) else [children])
    return found


def titles(outline: list) -> list:
    return [titles(each) if isinstance(each, list) else each.title for each in outline]


@pytest.fixture(scope="module")
def reader():
    return read(export.to_pdf(report()))


def test_the_document_says_what_it_is(reader):
    assert reader.metadata.title == "NRM referrals: UK, 2021-22"
    assert reader.metadata.author == settings.current().programme
    assert reader.metadata.creation_date.date() == settings.current().editions["2021-22"].date
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_document_is_tagged_and_claims_pdf_ua(reader):
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.root_object["/Metadata"].get_data()


def test_charts_carry_their_text_alternatives(reader):
    alternatives = [alt for tag, alt in structure(reader) if tag == "/Figure" and alt]
    assert alternatives == [ALT, "Column chart of referrals."]


def test_charts_stay_drawings():
    pictures = [image for page in read(export.to_pdf(report())).pages for image in page.images]
    assert len(pictures) == 1, "only the PNG is a bitmap"


def test_tables_have_heads_that_name_the_columns(reader):
    tags = [tag for tag, _ in structure(reader)]
    assert tags.count("/Table") == 2
    assert tags.count("/THead") == 2
    assert tags.count("/TH") == 6 + 2
    assert tags.count("/Caption") == 2


def test_headings_are_bookmarks(reader):
    assert titles(reader.outline) == ["NRM referrals", ["Main points", "Referrals each year", ["Caveats"], "Sources"]]
    tags = [tag for tag, _ in structure(reader) if tag in ("/H1", "/H2", "/H3")]
    assert tags == ["/H1", "/H2", "/H2", "/H3", "/H2"]


def test_each_page_carries_marking_title_and_number(reader):
    pages = words_of(reader)
    assert len(pages) > 1
    for number, words in enumerate(pages, start=1):
        assert words.count("OFFICIAL") == 2
        assert "NRM referrals: UK, 2021-22" in words
        assert f"Page {number} of {len(pages)}" in words


def test_the_page_size_is_a4(reader):
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_objects_are_set_in_full(reader):
    words = " ".join(words_of(reader))
    for expected in (
        "UK April 2021 to March 2022",
        "Referrals rose by 27% to 13,539 in 2021-22.",
        "Potential victims referred, UK, financial years 2019-20 to 2021-22",
        "2021-22 3,120 3,315 3,331 3,773 13,539",
        "Counts of people, not of incidents.",
        "Source: Home Office, Modern Slavery",
        "Look twice: Not all is in.",
        "Address: on request from the programme.",
        "Newest figures published 2 November 2023",
        "Kent 1 1 Essex 2",
    ):
        assert expected in words


def test_code_and_what_it_printed_are_shown_only_on_demand(reader):
    hidden, open_ = " ".join(words_of(reader)), " ".join(words_of(read(export.to_pdf(report(), show_code=True))))
    for code in ('period: str = "2021-22" # financial year', "loaded 58 quarters"):
        assert code not in hidden
        assert code in open_
    assert "FutureWarning" not in open_


def test_a_long_table_repeats_its_head_on_each_page():
    rows = tuple((f"Force {number}", f"{number:,}") for number in range(1, 101))
    table = Table("Cases by force", (Column("Police force"), Column("Cases", numeric=True)), rows)
    pages = words_of(
        read(export.to_pdf(notebook(new_markdown_cell("# T"), new_code_cell("t", outputs=[shown(table)]))))
    )
    assert len(pages) > 1
    assert all(words.count("Police force Cases") == 1 for words in pages)
    assert all(any(f"Force {number} {number}" in words for words in pages) for number in range(1, 101))


def test_special_characters_in_title_parameters_and_marking_are_shown_as_they_are(monkeypatch):
    monkeypatch.setattr(settings, "current", lambda: settings.Settings("P", "P", (AWKWARD,)))
    title = "".join(f"\\{letter}" if letter in '\\<>"#$@*_`[]/=~&' else letter for letter in AWKWARD)
    reader = read(export.to_pdf(notebook(new_markdown_cell(f"# {title}"), area=AWKWARD), marking=AWKWARD))
    assert reader.metadata.title == f"{AWKWARD}: {AWKWARD}"
    assert words_of(reader)[0].count(AWKWARD) >= 4


def test_a_page_of_no_edition_and_no_release_has_no_date():
    reader = read(export.to_pdf(notebook(new_markdown_cell("# T"))))
    assert reader.metadata.creation_date is None


def test_a_pdf_is_set_in_less_than_a_second():
    made = report()
    export.to_pdf(made)
    best = min(_seconds(made) for _ in range(3))
    assert best < 1


def _seconds(made) -> float:
    started = time.process_time()
    export.to_pdf(made)
    return time.process_time() - started


def test_a_tall_chart_leaves_room_for_its_notes():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="490" height="2000"><rect width="490" height="2000"/></svg>'
    tall = Chart("All forces", "Cases", "Bar chart.", svg, svg, notes=("Below the chart.",))
    reader = read(export.to_pdf(notebook(new_markdown_cell("# T"), new_code_cell("f", outputs=[shown(tall)]))))
    heights = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, place, *_: heights.append(place[5]) if "Below the chart" in text else None
        )
    assert len(heights) == 1
    assert heights[0] > 71, "the bottom margin is 25 mm"


def test_a_short_table_is_not_split_over_pages():
    rows = tuple((f"Force {number}", f"{number:,}") for number in range(1, 21))
    table = Table("Cases by force", (Column("Police force"), Column("Cases", numeric=True)), rows)
    filling = "\n\n".join(["A line of text."] * 25)
    made = notebook(new_markdown_cell(f"# T\n\n{filling}"), new_code_cell("t", outputs=[shown(table)]))
    first, second = words_of(read(export.to_pdf(made)))
    assert "Cases by force" not in first
    assert "Cases by force Police force Cases Force 1 1" in second
