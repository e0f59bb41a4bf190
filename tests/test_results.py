import nbformat
import pytest

from analysis import areas, results
from analysis.presentation.display import Notice, Text
from tests.projects import project_in

UK, BOTH, KENT = (areas.find(name) for name in ("UK", "England and Wales", "Kent"))


def notebook(title, *shown, trail=()):
    cells = [nbformat.v4.new_markdown_cell(f"# {title}\n\nWhat happened?")]
    bundles = [each._repr_mimebundle_() for each in shown]
    if trail:
        bundles.append({"application/vnd.msoic+json": {"object": "figure", "subtitle": "Crimes, UK", "trail": trail}})
    outputs = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
    return nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell("", outputs=outputs)])


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        (folder / "notebooks" / "trends").mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook("Crimes"), folder / "notebooks" / "trends" / "crimes.ipynb")
        yield folder


def report(folder, area, made):
    place = folder / "reports" / "2021-22" / area
    place.mkdir(parents=True)
    nbformat.write(made, place / "crimes.ipynb")
    (place / "crimes.html").write_text("")


def test_a_page_that_was_not_run_is_said_to_be_missing(project):
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (found.title, found.sentence, found.address) == ("Crimes", "", "")
    assert found.missing == "It was not run for 2021-22."


def test_the_first_sentence_its_verdict_and_the_first_chart_are_read_from_the_page(project):
    lead = Text("Crimes rose.", lead=True, verdict="met")
    report(project, "uk", notebook("Crimes", Text("More."), lead, trail=[["2020-21", 1], ["2021-22", 2]]))
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (found.sentence, found.verdict, found.area) == ("Crimes rose.", "met", "UK")
    assert found.trail == (("2020-21", 1), ("2021-22", 2))
    assert found.drawn == "Crimes, UK"
    assert found.address == "../uk/crimes.html"


def test_a_nation_takes_the_page_of_the_other_where_its_own_has_no_answer(project):
    missing = Notice(heading="Not available", paragraphs=("Published for the UK only.",), kind="missing")
    report(project, "england-and-wales", notebook("Crimes", missing))
    (found,) = results.of_period("trends", "2021-22", BOTH)
    assert (found.sentence, found.missing) == ("", "Published for the UK only.")
    report(project, "uk", notebook("Crimes", Text("Crimes rose.", lead=True)))
    (found,) = results.of_period("trends", "2021-22", BOTH)
    assert (found.sentence, found.area) == ("Crimes rose.", "UK")
    (of_force,) = results.of_period("trends", "2021-22", KENT)
    assert not of_force.sentence


def test_a_chart_without_a_course_is_passed_over(project):
    page = notebook("Crimes", Text("Crimes rose.", lead=True), trail=[["2020-21", 1], ["2021-22", 2]])
    other = {"application/vnd.msoic+json": {"object": "figure", "subtitle": "Another", "trail": []}}
    page.cells[-1].outputs.insert(1, nbformat.v4.new_output("display_data", other))
    report(project, "uk", page)
    (found,) = results.of_period("trends", "2021-22", UK)
    assert (len(found.trail), found.drawn) == (2, "Crimes, UK")


def test_one_of_several_series_is_named(project):
    page = notebook("Crimes", Text("Crimes rose.", lead=True), trail=[["2020-21", 1], ["2021-22", 2]])
    page.cells[-1].outputs[-1]["data"]["application/vnd.msoic+json"]["trail_of"] = "Charged"
    report(project, "uk", page)
    (found,) = results.of_period("trends", "2021-22", UK)
    assert found.drawn == "Crimes, UK: Charged"
