import pytest

from analysis.presentation.charts.small import small
from analysis.presentation.digest import Digest, Line, digest
from analysis.results import Result

TRAIL = (("2019-20", 10.0), ("2020-21", None), ("2021-22", 30.0))
ANSWERED = Result(
    name="trends/crimes",
    title="Crimes",
    area="UK",
    sentence="**Crimes** rose.",
    verdict="met",
    address="../uk/crimes.html",
    trail=TRAIL,
    drawn="Crimes in each year, UK",
)
NOT_RUN = Result(name="trends/boats", title="Boats", missing="It was not run for 2021-22.")


def test_a_line_has_the_first_sentence_the_verdict_a_link_and_a_small_chart():
    (line,) = digest([ANSWERED], area="England and Wales").lines
    assert (line.title, line.sentence, line.verdict) == ("Crimes (UK)", "Crimes rose.", "met")
    assert line.alt == "Crimes in each year, UK: from 10 in 2019-20 to 30 in 2021-22."
    html = digest([ANSWERED], area="UK")._repr_mimebundle_()["text/html"]
    assert '<a href="../uk/crimes.html">Crimes</a>' in html
    assert f">{line.alt}</p>" in html, "what is drawn can be read beside it"


def test_a_page_that_was_not_run_says_so_and_has_no_link():
    made = digest([NOT_RUN], area="UK")._repr_mimebundle_()
    assert "It was not run for 2021-22." in made["text/html"]
    assert "<a " not in made["text/html"]


def test_a_small_chart_needs_two_numbers():
    assert small((("2019-20", 10.0), ("2020-21", None))) == ("", "")
    assert small((("2019-20", 0.1), ("2020-21", 0.25)))[1] == "from 10% in 2019-20 to 25% in 2020-21"


@pytest.mark.parametrize(
    "lines", [(), (Line(title=" ", sentence="x"),), (Line(title="x", sentence=""),), (Line("x", "y", svg="<svg/>"),)]
)
def test_a_digest_without_words_is_refused(lines):
    with pytest.raises(ValueError, match=r"digest|small chart"):
        Digest(lines)
