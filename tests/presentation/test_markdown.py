import mistune
import pytest
from bs4 import BeautifulSoup

from analysis.errors import AnalysisError
from analysis.presentation.markdown import PLUGINS, HtmlRenderer, is_comment, is_link


def html(text: str) -> BeautifulSoup:
    return BeautifulSoup(mistune.create_markdown(renderer=HtmlRenderer(), plugins=PLUGINS)(text), "html.parser")


def test_markup_in_a_text_is_shown_and_its_comments_are_not():
    page = html("a <script src='https://x.y'>b</script> <!-- c -->\n\n<img src=https://x.y/z>\n\n<!--\nd\n\ne -->")
    assert not page.find(["script", "img"])
    assert "<script src='https://x.y'>" in page.text
    assert "<img src=https://x.y/z>" in page.text
    assert "c" not in page.p.text.removeprefix("a <script src='https://x.y'>b</script>")
    assert "<!--" not in page.text


def test_links_lead_out_or_are_text():
    page = html("[a](https://x.y) [b](other.ipynb) [c](data:text/html,x) [d](MAILTO:a@b.uk) https://x.y/?a=1&b=2")
    assert [(each.text, each["href"]) for each in page.find_all("a")] == [
        ("a", "https://x.y"),
        ("d", "MAILTO:a@b.uk"),
        ("https://x.y/?a=1&b=2", "https://x.y/?a=1&b=2"),
    ]
    assert page.text.split() == ["a", "b", "c", "d", "https://x.y/?a=1&b=2"]


def test_a_link_that_spells_its_address_out_is_marked_for_print():
    page = html("https://x.y/?a=1&b=2 and [](https://x.y) and [words](https://x.y)")
    assert [each.get("class") for each in page.find_all("a")] == [["msoic-spelt-out"], ["msoic-spelt-out"], None]


def test_tables_name_their_columns_and_scroll():
    page = html("| | Cases |\n|---|--:|\n| Kent | 1 |")
    assert [each.text for each in page.find_all("th", scope="col")] == ["Cases"]
    assert not [each for each in page.find_all("th") if not each.text.strip()]
    assert [each.text for each in page.find_all(class_="msoic-numeric")] == ["Cases", "1"]
    assert page.table.parent["tabindex"] == "0"


def test_the_rows_of_a_table_of_words_can_be_stacked_since_each_cell_knows_its_column():
    page = html("| *Operation* | Came of it |\n|---|---|\n| Rohtang | Links & leads |")
    assert page.table["class"] == ["words"]
    assert [each["data-label"] for each in page.find_all("td")] == ["Operation", "Came of it"]
    assert not page.thead.find_all(attrs={"data-label": True})
    assert not html("| A | B |\n|---|--:|\n| a | 1 |").find_all(attrs={"data-label": True})


def test_pictures_are_refused():
    with pytest.raises(
        AnalysisError, match=r"a text holds a picture \('chart.png'\)\. Expected pictures to be outputs"
    ):
        html("![A chart](chart.png)")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://a", True),
        ("HTTP://a", True),
        ("mailto:a@b", True),
        ("a.html", False),
        ("javascript:a", False),
        ("", False),
    ],
)
def test_is_link(address, leads):
    assert is_link(address) is leads


def test_is_comment():
    assert is_comment("<!-- a\nb -->\n")
    assert not is_comment("<b>")
    assert not is_comment("<!-- a --> b")
