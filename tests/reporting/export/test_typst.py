import base64
import io
import json
import re
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
import typst as compiler
from hypothesis import example, given, settings, strategies as st
from nbformat.v4 import new_markdown_cell

from analysis.errors import AnalysisError
from analysis.reporting.export import pages as export, typst
from analysis.reporting.export.markdown import page_writer
from tests.reporting.pages import chart, notebook

SPECIAL = "\\\"#$*_`~<>@=-+/[](){}|!&;:.,'^%\n\t 1aéß£–“…"


def words_of(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def pdf_of(markdown: str) -> bytes:
    return export.to_pdf(notebook(new_markdown_cell(f"# Title\n\n{markdown}")))


@given(st.text())
@example('\\u{41} \\n "; #panic()')
@settings(deadline=None, max_examples=50)
def test_a_string_reaches_typst_as_it_is(text):
    source = f"#metadata({typst.string(text)}) <text>"
    found = json.loads(compiler.Compiler(source.encode()).query("<text>", field="value", one=True))
    assert found == text


@given(st.text(alphabet=SPECIAL, max_size=80))
@example('= heading\n- #include "x"\n$ x $ @ref <label> // comment /* comment')
@example("![picture")
@example("1. a\n   - b\n\n| a | b |\n|---|--:|\n| ] | [ |\n\n> ```\n> `\n")
@settings(deadline=None, max_examples=100)
def test_any_text_sets_without_a_mistake_in_the_typst_written_for_it(text):
    # A picture is refused; a mistake in the Typst would be an error of another kind.
    with suppress(AnalysisError):
        assert pdf_of(text).startswith(b"%PDF")


@given(st.text(alphabet="\\\"#$*_`~<>@=-+/[](){}|!&;:.,'^%a", min_size=1, max_size=40))
@settings(deadline=None, max_examples=50)
def test_special_characters_of_code_come_out_as_they_went_in(text):
    assert text in words_of(pdf_of(f"~~~~~\nx{text}x\n~~~~~")).replace(" ", "")


def test_markdown_comes_out_as_what_it_means():
    said = words_of(
        pdf_of(
            "Up **27%** & *more* ~~less~~ `a_b` R&amp;D \\#1 <b>bold</b> <!-- hidden -->\nsoft  \nhard\n\n"
            "3. three\n4. four\n   - inner\n\n> quoted\n\n| Force | Cases |\n|---|--:|\n| Kent | 1 |\n\n---\n\n### Sub"
        )
    )
    for expected in ("Up 27% & more less a_b R&D #1 <b>bold</b> soft", "3. three", "4. four", "inner", "quoted", "Sub"):
        assert expected in said
    assert "Kent 1" in said
    assert "hidden" not in said


def test_links_print_their_address_once():
    said = words_of(pdf_of("[statistics](https://www.gov.uk/nrm) and https://www.gov.uk/boats and [x](other.ipynb)"))
    assert said.count("https://www.gov.uk/nrm") == 1
    assert said.count("https://www.gov.uk/boats") == 1
    assert "other.ipynb" not in said


def test_links_can_be_followed():
    reader = pypdf.PdfReader(io.BytesIO(pdf_of("[statistics](https://www.gov.uk/nrm?a=1&b=%22)")))
    links = {note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"] if "/A" in note.get_object()}
    assert links == {"https://www.gov.uk/nrm?a=1&b=%22"}


def test_a_character_that_no_font_has_is_named():
    with pytest.raises(AnalysisError, match=r"have no character for '中'\. Expected words instead of the symbol"):
        pdf_of("The symbol 中 is not to be had.")


def test_a_mistake_of_ours_is_not_taken_for_the_users():
    with pytest.raises(compiler.TypstError, match="unknown variable"):
        typst.set_pdf("#nonsense", templates=Path(), produced=None)


def test_png_is_wrapped_in_its_own_size():
    svg = typst.png_as_svg(base64.encodebytes(chart("png")).decode())
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="680" height="390">')
    assert base64.b64decode(svg.split("base64,")[1].split('"')[0]) == chart("png")


def test_a_table_of_sentences_fills_the_page_and_gives_long_cells_more_room():
    long = "A sentence that goes on for longer than any line of a page could hold, and then for a few words more. " * 2
    table = page_writer(typst.TypstRenderer())(f"| Case | Came of it |\n|---|---|\n| Rohtang | {long} |")
    first, second = re.search(r"columns: \(([\d.]+)fr, ([\d.]+)fr", table).groups()
    assert float(second) > 3 * float(first)
    assert "#table(columns: 2," in page_writer(typst.TypstRenderer())("| Force | Cases |\n|---|--:|\n| Kent | 1 |")
