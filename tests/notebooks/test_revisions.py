"""The notebook on revisions, run for years with many first figures, with few, and with none."""

import shutil

import nbformat
import pytest

from analysis import paths
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.projects import project_in

RUNS = [("2022-23", "UK"), ("2021-22", "UK"), ("2018-19", "UK"), ("2024-25", "UK"), ("2021-22", "Kent")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run the notebook for each year and area, and give what it shows."""
    notebooks = paths.notebooks()
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        jobs = {
            key: make_plan(["revisions"], parameters={"period": key[0], "area": key[1]}, formats=("html",))[0]
            for key in RUNS
        }
        errors = [result.error for result in run(list(jobs.values()), workers=2)]
        assert not any(errors), errors
        made = {}
        for key, job in jobs.items():
            notebook = nbformat.read(folder / "reports" / job.folder / f"{job.stem}.ipynb", as_version=4)
            outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
            assert not [output for output in outputs if output.output_type == "error"]
            made[key] = [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
        return made


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def row_of(objects, title, heading):
    (table,) = (each for each in of_kind(objects, "table") if title in each["title"])
    return next(row for row in table["rows"] if row[0] == heading)


def said(objects):
    return " ".join(each["markdown"] for each in of_kind(objects, "text"))


def test_first_figures_of_referrals_moved_as_far_as_the_releases_say(shown):
    lead = next(each["markdown"] for each in of_kind(shown["2022-23", "UK"], "text") if each["lead"])
    # 2019 Q2, 2020 Q3, 2021 Q1, 2022 Q2 to Q4 and 2023 Q1; 2020 Q3 went from 2,506 to 2,490.
    assert "first figures of 7 quarters for NRM referrals up to 2022-23" in lead
    assert "largest was \N{MINUS SIGN}0.6% (2020 Q3)" in lead
    assert "first figures of 3 quarters" in said(shown["2021-22", "UK"])
    assert "No quarter of NRM referrals" in said(shown["2018-19", "UK"])


def test_each_release_is_shown_with_its_markers(shown):
    row = row_of(shown["2022-23", "UK"], "NRM in the last quarters", "2022 Q2")
    assert row[1:6] == ["4,171 [p]", "4,169 [r]", "[x]", "4,162 [r]", "4,157 [r]"]
    assert row_of(shown["2022-23", "UK"], "Revision of quarterly detections", "Inadequately documented air arrivals")[
        5
    ] == ("+55.57%")


def test_days_that_the_weekly_series_marks_as_revised_are_counted(shown):
    assert "It marks 2 days among them as revised" in said(shown["2022-23", "UK"])
    assert "It marks no day among them as revised" in said(shown["2021-22", "UK"])


def test_what_no_release_covers_is_said_for_each_section(shown):
    assert not of_kind(shown["2021-22", "Kent"], "table")
    assert all("Kent" in each["paragraphs"][0] for each in of_kind(shown["2021-22", "Kent"], "notice"))
    assert of_kind(shown["2024-25", "UK"], "notice")
    assert "Of the months up to 2024-25" in said(shown["2024-25", "UK"]), "the weekly series reaches further"
