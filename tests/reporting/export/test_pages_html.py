import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from analysis import settings
from analysis.reporting.export import pages as export
from tests.reporting.pages import ALT, notebook, png_output, report

AWKWARD = 'R&D <script>alert("1")</script> “£5” # $x$ \\ {{ 7 * 7 }} {% raw %}'


@pytest.fixture(scope="module")
def text():
    return export.to_html(report())


@pytest.fixture(scope="module")
def page(text):
    return BeautifulSoup(text, "html.parser")


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(page):
    assert not page.find_all(["script", "link", "iframe", "object", "embed", "base", "form"])
    assert all(each["src"].startswith("data:image/") for each in page.find_all(src=True))
    inside = ("#", "../../index.html")
    outside = {each["href"] for each in page.find_all(href=True) if not each["href"].startswith(inside)}
    assert outside == {
        "https://www.gov.uk/nrm",
        "https://www.gov.uk/government/collections/national-referral-mechanism-statistics",
    }
    assert all(each.name == "a" and each.find_parent("main") for each in page.find_all(href=re.compile("^http")))
    assert set(re.findall(r"url\(([a-z]+:[a-z]+/)", page.style.text)) == {"data:font/"}
    assert "@import" not in page.style.text
    assert not [name for each in page.find_all(True) for name in each.attrs if name.startswith("on")]


def test_the_document_says_what_it_is(page):
    assert page.html["lang"] == "en-GB"
    assert page.title.text == "NRM referrals: UK, 2021-22"
    assert page.find("meta", attrs={"name": "author"})["content"] == settings.current().programme
    assert page.find("meta", attrs={"name": "description"})["content"].startswith("NRM referrals: UK, 2021-22. ")


def test_landmarks_and_the_way_to_the_content(page):
    assert [each.name for each in page.body.find_all(["header", "main", "footer"])] == ["header", "main", "footer"]
    skip = page.body.a
    assert (skip.text, skip["href"]) == ("Skip to main content", "#content")
    assert page.main["id"] == "content"


def test_one_title_and_headings_without_a_gap(page):
    found = [(each.name, each.text) for each in page.find_all(re.compile(r"^h\d$"))]
    assert found == [
        ("h1", "NRM referrals"),
        ("h2", "Main points"),
        ("h2", "Referrals each year"),
        ("h3", "Caveats"),
        ("h2", "Sources"),
    ]
    assert page.h1.find_next_sibling("p").text.startswith("UKApril 2021 to March 2022")
    assert "¶" not in page.text


def test_marking_stands_at_the_top_and_the_bottom_and_on_each_printed_page(page):
    assert page.header.find(class_="marking").text == "OFFICIAL"
    assert page.footer.find(class_="marking").text == "OFFICIAL"
    assert re.findall(r'@(\w+)-center \{ content: "OFFICIAL"; \}', page.style.text) == ["top", "bottom"]


def test_a_marking_of_the_settings_can_be_any_text(monkeypatch):
    marking = 'OFFICIAL-SENSITIVE "</style>'
    monkeypatch.setattr(settings, "current", lambda: settings.Settings("P", "P", (marking,)))
    page = BeautifulSoup(export.to_html(report(), marking=marking), "html.parser")
    assert [each.text for each in page.find_all(class_="marking")] == [marking] * 2
    assert r'content: "OFFICIAL\2d SENSITIVE\20 \22 \3c \2f style\3e ";' in page.style.text


def test_objects_show_as_they_do_in_the_notebook(page):
    assert {each["aria-label"] for each in page.find_all(role="img")} == {ALT}
    assert [each["alt"] for each in page.find_all("img")] == ["Column chart of referrals."]
    assert page.find("caption").text.startswith("Referrals by quarter, UK")
    assert page.find(class_="points").li.text == "Referrals rose by 27% to 13,539 in 2021-22."
    assert page.find(class_="notice").find("p").text == "Look twice: Not all is in."


def test_code_is_not_shown(page):
    for hidden in ("financial year\n", "page.table", "FutureWarning", "In [", "Out["):
        assert hidden not in page.text


def test_what_the_code_printed_is_folded(page):
    assert "loaded 58 quarters" in page.find("details", class_="printed").text


def test_code_is_shown_on_demand_folded_and_with_what_it_printed():
    page = BeautifulSoup(export.to_html(report(), show_code=True), "html.parser")
    assert page.details.pre.text == 'period: str = "2021-22"  # financial year'
    assert "loaded 58 quarters" in page.text
    assert "FutureWarning" not in page.text


def test_an_analysts_table_is_shown_as_text(page):
    assert "0   Kent      1\n1  Essex      2" in page.text
    assert not page.find("style", string=re.compile("red"))


def test_ordinary_pictures_and_markdown_outputs_are_shown():
    svg = new_output(
        "display_data",
        data={"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png": "ignored"},
        metadata={"image/svg+xml": {"alt": 'A "square"'}},
    )
    said = new_output("display_data", data={"text/markdown": "## Found\n\n**x**", "text/plain": "x"})
    cells = [new_markdown_cell("# T"), new_code_cell("a", outputs=[png_output(), svg, said])]
    page = BeautifulSoup(export.to_html(notebook(*cells)), "html.parser")
    assert [(each["src"].split(";")[0], each["alt"]) for each in page.find_all("img")] == [
        ("data:image/png", "Column chart of referrals."),
        ("data:image/svg+xml", 'A "square"'),
    ]
    assert (page.h2.text, page.strong.text) == ("Found", "x")


def test_special_characters_in_titles_and_parameters_are_shown_as_they_are():
    made = notebook(new_markdown_cell("# " + re.sub(r"([\\<>#$*_{}%])", r"\\\1", AWKWARD)), area=AWKWARD)
    page = BeautifulSoup(export.to_html(made), "html.parser")
    assert page.h1.text == AWKWARD
    assert page.title.text == f"{AWKWARD}: {AWKWARD}"
    assert not page.find("script")


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("show_code", [False, True])
def test_the_page_is_accessible_and_fits_the_screen(chromium_page, tmp_path, width, show_code):
    file = tmp_path / "page.html"
    file.write_text(export.to_html(report(), show_code=show_code), encoding="utf-8")
    requests = []
    chromium_page.on("request", lambda request: requests.append(request.url))
    chromium_page.set_viewport_size({"width": width, "height": 900})
    chromium_page.goto(file.as_uri())
    results = Axe().run(chromium_page)
    assert results.violations_count == 0, results.generate_report()
    assert chromium_page.evaluate("document.documentElement.scrollWidth") <= width
    assert [each for each in requests if not each.startswith(("file:", "data:"))] == []


def test_the_keyboard_reaches_the_skip_link_first_and_sees_where_it_is(chromium_page):
    chromium_page.set_content(export.to_html(report()))
    chromium_page.keyboard.press("Tab")
    focused = chromium_page.locator(":focus")
    assert focused.inner_text() == "Skip to main content"
    assert focused.bounding_box()["x"] >= 0
    assert focused.evaluate("each => getComputedStyle(each).outlineWidth") == "3px"


def test_a_financial_year_is_not_broken_at_its_hyphen(text):
    page = BeautifulSoup(text, "html.parser")
    lead = page.find(class_="points")
    assert [each.text for each in lead.find_all(class_="whole")] == ["2021-22"]
    assert "whole" not in page.title.decode()
    assert not page.find("pre") or "whole" not in page.pre.decode()
    assert ".whole { white-space: nowrap; }" in text
