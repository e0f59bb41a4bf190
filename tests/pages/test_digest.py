import pytest

from analysis.pages.digest import Digest, Line, digest
from analysis.pages.results import Result
from analysis.presentation.display import MIME_TYPE

ANSWERED = Result(
    name="trends/crimes", title="Crimes", area="UK", finding="**Crimes** rose. More fell.", address="../uk/crimes.html"
)
NOT_RUN = Result(name="trends/boats", title="Boats", missing="It was not run for 2021-22.")


def test_a_line_has_the_title_a_link_and_the_first_sentence():
    (line,) = digest([ANSWERED], area="England and Wales").lines
    assert (line.title, line.sentence) == ("Crimes (UK)", "Crimes rose.")
    html = digest([ANSWERED], area="UK")._repr_mimebundle_()["text/html"]
    assert '<a href="../uk/crimes.html">Crimes</a>' in html
    assert "Crimes rose." in html


def test_a_page_that_was_not_run_says_so_and_has_no_link():
    made = digest([NOT_RUN], area="UK")._repr_mimebundle_()
    assert "It was not run for 2021-22." in made["text/html"]
    assert "<a " not in made["text/html"]
    assert made[MIME_TYPE]["lines"][0]["address"] == ""


@pytest.mark.parametrize("lines", [(), (Line(title=" ", sentence="x"),)])
def test_a_digest_without_words_is_refused(lines):
    with pytest.raises(ValueError, match="digest"):
        Digest(lines)
