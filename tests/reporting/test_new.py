"""`msoic new notebook` writes a page that runs, and overwrites nothing."""

import json

import nbformat
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from analysis.cli import app
from analysis.presentation.display import MIME_TYPE
from tests.projects import project_in, write_notebook


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        (folder / "notebooks" / "trends").mkdir()
        yield folder


def msoic(*words):
    result = CliRunner().invoke(app, words)
    result.said = " ".join(result.output.split())
    return result


def test_the_notebook_that_is_written_runs_and_makes_a_page_with_a_finding_a_chart_and_a_table(project):
    written = msoic("new", "notebook", "trends/my_topic")
    assert written.exit_code == 0, written.said
    assert "written notebooks/trends/my_topic.ipynb" in written.said
    made = msoic("run", "my_topic", "--period", "2020-21", "--format", "html")
    assert made.exit_code == 0, made.said
    place = project / "reports" / "2020-21" / "uk"
    shown = [
        output["data"][MIME_TYPE]
        for cell in nbformat.read(place / "my_topic.ipynb", as_version=4).cells
        for output in cell.get("outputs", ())
        if MIME_TYPE in output.get("data", {})
    ]
    assert [each["object"] for each in shown] == ["mainpoints", "chart", "table", "sources"]
    assert "10,6" in json.dumps(shown[0])
    page = BeautifulSoup((place / "my_topic.html").read_text(encoding="utf-8"), "html.parser")
    assert page.h1.text == "My topic"
    assert page.find("nav", class_="pages").a["href"] == "../../index.html"


def test_a_page_that_the_data_do_not_reach_is_known_before_it_runs(project):
    msoic("new", "notebook", "trends/my_topic")
    said = msoic("run", "my_topic", "--period", "2021-22", "--area", "Kent")
    assert said.exit_code == 0
    assert "my_topic: not made for Kent, 2021-22: NRM referrals: not published for Kent" in said.said


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("my_topic", "'my_topic' is no name of a notebook"),
        ("trends/My topic", "such as trends/my_topic"),
        ("trends/a/b", "such as trends/my_topic"),
        ("../own", "such as trends/my_topic"),
        ("trend/my_topic", "there is no folder 'trend' of notebooks. Expected trends. Did you mean 'trends'?"),
    ],
)
def test_a_name_that_is_none_is_refused_with_one_that_is(project, name, complaint):
    result = msoic("new", "notebook", name)
    assert result.exit_code == 2
    assert complaint in result.said
    assert not list(project.rglob("notebooks/**/*.ipynb"))


@pytest.mark.parametrize("name", ["trends/taken", "trends/taken.ipynb", "objectives/taken", "notebooks/trends/taken"])
def test_a_notebook_that_is_there_is_left_as_it_is(project, name):
    (project / "notebooks" / "objectives").mkdir()
    before = write_notebook(project, "trends/taken", '"mine"').read_bytes()
    result = msoic("new", "notebook", name)
    assert result.exit_code == 2
    assert "there is a notebook trends/taken.ipynb already. Expected another name" in result.said
    assert (project / "notebooks" / "trends" / "taken.ipynb").read_bytes() == before
    assert not list(project.rglob("objectives/*.ipynb"))
