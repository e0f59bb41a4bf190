"""The summary: findings, one table of objectives, points to correct, contents; with and without a printed report."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from analysis import paths
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.notebooks.warm import run_all
from tests.projects import demonstration_in, project_in

YEAR, NATION = "2021-22", "England and Wales"


def jobs(*names, **parameters):
    return [make_plan([name], parameters=parameters, formats=("html",))[0] for name in names]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Iterator[Path]:
    """Work in a project with the notebooks."""
    notebooks = paths.notebooks()
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        yield folder


@pytest.fixture(scope="module")
def shown(project) -> list[dict]:
    """Make two pages and the summary as they are delivered, and give what it shows."""
    planned = jobs("legislative_tools", "products", "annual_report", period=YEAR, area=NATION)
    assert not [result.error for result in run(planned, workers=2) if result.error]
    made = nbformat.read(project / "reports" / YEAR / "england-and-wales" / "annual_report.ipynb", 4)
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    return [output.data[MIME_TYPE] for output in outputs]


def of_kind(shown, kind):
    return [each for each in shown if each["object"] == kind]


def test_the_objectives_are_a_row_each_with_what_their_pages_say(shown):
    (table,) = of_kind(shown, "outcomes")
    rows = {row[0]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}
    assert len(rows) == 8
    tools = rows["Legislative tools"]
    assert "205 in 2021-22" in tools["Public evidence"]
    assert tools["Printed report"].startswith("Decisions to charge: a rise of more than 50% (section 2)")
    assert tools["Assessment"] == "Not assessed: needs returns"


def test_points_to_correct_come_from_the_claims(shown):
    said = next(each["markdown"] for each in of_kind(shown, "text") if each["markdown"].startswith("- "))
    for point in ("**NRM referrals**: printed 13,114 people in 2021", "**Civil penalty referrals**: left blank"):
        assert point in said
    assert 5 <= said.count("\n- ") + 1 <= 15


def test_the_contents_link_the_pages_that_were_made(shown):
    (contents,) = of_kind(shown, "digest")
    assert [(line["title"], line["address"]) for line in contents["lines"]] == [
        ("Legislative tools", "../england-and-wales/legislative_tools.html"),
        ("Products", "../england-and-wales/products.html"),
    ]
    assert "Not made for this year: " in of_kind(shown, "text")[-1]["markdown"]


@pytest.mark.parametrize("area", [NATION, "Kent"])
def test_a_year_without_a_printed_report_has_a_summary_that_says_so(project, area):
    (ran,) = run_all(jobs("annual_report", period="2022-23", area=area))
    assert not ran.error
    assert "No printed report of 2022-23 is available." in [each["markdown"] for each in ran.of_kind("text")]


def test_an_invented_country_has_a_summary(tmp_path):
    notebooks = paths.notebooks()
    with demonstration_in(tmp_path) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        (ran,) = run_all(jobs("annual_report", period=YEAR))
    assert not ran.error
    assert len(ran.of_kind("outcomes")[0]["rows"]) == 8
    assert "Not made" not in str(ran.shown)
