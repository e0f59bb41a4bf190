import nbformat
import pytest

from analysis import areas, manifest
from analysis.pages import results
from analysis.pages.outcomes import Outcomes
from analysis.presentation.display import Notice, Text
from analysis.presentation.parts import MainPoints
from tests.projects import project_in

UK, BOTH, KENT = (areas.find(name) for name in ("UK", "England and Wales", "Kent"))


def notebook(title, *shown):
    cells = [nbformat.v4.new_markdown_cell(f"# {title}\n\nWhat happened?")]
    bundles = [each._repr_mimebundle_() for each in shown]
    outputs = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
    return nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell("", outputs=outputs)])


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        (folder / "notebooks" / "trends").mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook("Crimes"), folder / "notebooks" / "trends" / "crimes.ipynb")
        yield folder


def report(folder, area, made, **about):
    manifest.describe(made, **{"marking": "OFFICIAL", "data": manifest.fingerprint(), **about})
    place = folder / "reports" / "2021-22" / area
    place.mkdir(parents=True)
    nbformat.write(made, place / "crimes.ipynb")
    (place / "crimes.html").write_text("")


def test_a_page_that_was_not_run_is_said_to_be_missing(project):
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (found.title, found.finding, found.address) == ("Crimes", "", "")
    assert found.missing == "It was not run for 2021-22."
    assert not found.was_made


def test_the_first_sentence_its_verdict_and_the_table_of_outcomes_are_read_from_the_page(project):
    lead = MainPoints((["Crimes rose."],))
    rows = (("Fewer", "Met"), ("None", "Not met"))
    table = Outcomes("Outcomes", ("Planned outcome", "Assessment"), rows, aim="Less", verdict="partly met")
    report(project, "uk", notebook("Crimes", Text("More."), lead, table))
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (found.finding, found.verdict, found.area) == ("Crimes rose.", "partly met", "UK")
    assert found.aim == "Less"
    assert [row["Assessment"] for row in found.outcomes] == ["Met", "Not met"]
    assert found.address == "../uk/crimes.html"
    assert found.was_made


def test_a_nation_takes_the_page_of_the_other_where_its_own_has_no_answer(project):
    missing = Notice(heading="Not available", paragraphs=("Published for the UK only.",), kind="missing")
    report(project, "england-and-wales", notebook("Crimes", missing))
    (found,) = results.of_period("trends", "2021-22", BOTH)
    assert (found.finding, found.missing) == ("", "Published for the UK only.")
    report(project, "uk", notebook("Crimes", MainPoints((["Crimes rose."],))))
    (found,) = results.of_period("trends", "2021-22", BOTH)
    assert (found.finding, found.area) == ("Crimes rose.", "UK")
    (of_force,) = results.of_period("trends", "2021-22", KENT)
    assert not of_force.finding


def test_a_page_of_returns_that_nobody_has_sent_says_which(project):
    notice = Notice("Needs a return", ("Crimes: no return has been sent.",), "unreturned", ("crimes",))
    report(project, "uk", notebook("Crimes", notice))
    (found,) = results.of_period("trends", "2021-22", UK)
    assert found.missing == "Crimes: no return has been sent."


def test_the_finding_of_a_page_is_its_first_main_point(project):
    points = MainPoints((["Crimes rose to ", {"said": "5", "coverage": "in 1 force"}, "."], ["More."]))
    report(project, "uk", notebook("Crimes", points))
    (found,) = results.of_period("trends", "2021-22", UK)
    assert found.finding == "Crimes rose to 5 in 1 force."


def test_a_page_that_is_older_than_its_data_is_not_quoted(project):
    report(project, "uk", notebook("Crimes", MainPoints((["Crimes rose."],))))
    (project / "data" / "published" / "new.csv").write_text("a,b\n")
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (found.finding, found.missing, found.was_made) == ("", results.OLDER, False)


def test_a_summary_takes_the_highest_marking_of_what_it_may_quote(project):
    report(project, "uk", notebook("Crimes", MainPoints((["Rose."],))), marking="OFFICIAL-SENSITIVE")
    assert results.marking_of("2021-22", BOTH) == ["OFFICIAL-SENSITIVE"]
    assert results.marking_of("2021-22", KENT) == []
