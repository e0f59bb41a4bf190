"""The objectives on organised immigration crime, with the figures that the annual report prints or left blank."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from analysis import paths
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from analysis.statistics import verdicts
from tests.projects import project_in

NATION = {"period": "2021-22", "area": "England and Wales"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[dict]:
    notebooks, demonstration = paths.notebooks(), Path("returns") / "demonstration"
    returns = paths.root() / "data" / demonstration
    stems = ("clandestine_response", "intelligence_flows", "three_ps")
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        shutil.copytree(returns, folder / "data" / demonstration)
        jobs = {stem: make_plan([stem], parameters=NATION, formats=("html",))[0] for stem in stems}
        assert not [result.error for result in run(list(jobs.values()), workers=2) if result.error]
        yield {
            stem: nbformat.read(folder / "reports" / job.folder / f"{job.stem}.ipynb", as_version=4)
            for stem, job in jobs.items()
        }


def shown(made, stem, kind):
    outputs = [output for cell in made[stem].cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    objects = [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
    return [each for each in objects if each["object"] == kind]


def texts(made, stem):
    return " ".join(each["markdown"] for each in shown(made, stem, "text"))


@pytest.mark.parametrize("stem", ["clandestine_response", "intelligence_flows", "three_ps"])
def test_a_verdict_leads(made, stem):
    (lead,) = [each for each in shown(made, stem, "text") if each["lead"]]
    assert lead["verdict"] in verdicts.OUTCOMES
    assert lead["verdict"] in lead["markdown"] or lead["markdown"].startswith("It cannot be told whether ")


def test_clandestine_response_gives_the_figures_of_the_report_and_those_it_left_blank(made):
    said = texts(made, "clandestine_response")
    assert "10.0% in January 2021 (12 of 120) to 94.0% in December 2021 (141 of 150)" in said, "scripts for each event"
    assert "10.0% in January 2021 (6 of 60)" in said, "complete referrals for each referral"
    assert "rose by 30.0%, from 60 in January 2021 to 78 in December 2021" in said
    assert "from 755 in 2020-21 to 945 in 2021-22" in said, "where the report printed placeholders"
    assert "115 operations, which collected £975,988" in said
    assert "7 police forces at the end of 2020-21 and 15 police forces at the end of 2021-22" in said


def test_the_forces_that_the_team_covers_are_named_with_the_month_in_which_it_came(made):
    tables = shown(made, "clandestine_response", "table")
    (came,) = [each for each in tables if each["title"].endswith("by when it came")]
    since = [row[1] for row in came["rows"]]
    assert len(since) == 15
    assert since.count(since[0]) == 7, "the seven of the report, of which the eighth came a month into the year"
    assert "The other 28 police forces were not covered." in came["notes"]
    by_month = next(each for each in tables if "at the end of each month" in each["title"])
    assert [row[1] for row in by_month["rows"][:2]] == ["7", "8"]


def test_regions_add_up_to_the_events_of_the_nation(made):
    tables = shown(made, "clandestine_response", "table")
    regions = next(each for each in tables if each["title"].endswith("in full by region, 2021-22"))["rows"]
    nation = next(each for each in tables if each["title"].startswith("Clandestine events, scripts"))["rows"][-1]
    assert len(regions) == 10
    assert sum(int(row[2]) for row in regions) == int(nation[1].replace(",", ""))


def test_before_and_after_the_team_came_is_shown_with_its_test(made):
    tables = shown(made, "clandestine_response", "table")
    compared = next(each for each in tables if each["title"].startswith("Clandestine events observed and expected"))
    assert [row[0] for row in compared["rows"]] == ["1 year before", "Year of joining", "1 year after"]
    used = next(each for each in tables if "in the comparison of clandestine events" in each["title"])
    assert sum(int(cell) for row in used["rows"] for cell in row[1:]) == 43
    assert "In the year before, when there should be no difference" in texts(made, "clandestine_response")


def test_intelligence_flows_gives_the_figures_of_the_report_and_no_outcome(made):
    (counted,) = [
        each for each in shown(made, "intelligence_flows", "table") if each["title"].startswith("Activity towards")
    ]
    newest = {row[0]: row[-1] for row in counted["rows"]}
    assert newest["Officers and staff briefed"] == "7,093"
    assert newest["Guidance and training products on organised immigration crime"] == "21"
    assert newest["Operations"] == "115"
    said = texts(made, "intelligence_flows")
    assert "718 of 115" in said
    assert "cannot be told" in said
    judged = [row for each in shown(made, "intelligence_flows", "table") for row in each["rows"]]
    assert any("no return asks for it" in cell for row in judged for cell in row)


def test_three_ps_gives_project_kraken_and_forces_by_strand(made):
    assert "135 people came to Project Kraken sessions" in texts(made, "three_ps")
    assert "of organisation that they were of: 6 " in texts(made, "three_ps")
    reached = next(each for each in shown(made, "three_ps", "table") if each["title"].startswith("Police forces with"))
    by_strand = {row[0]: row[1:] for row in reached["rows"]}
    assert by_strand["Protect"] == ["39", "39", "43"]
    by_force = next(each for each in shown(made, "three_ps", "table") if each["title"].startswith("Which police"))[
        "rows"
    ]
    protect, prevent = ([row[place] for row in by_force] for place in (2, 1))
    assert (protect.count("yes"), protect.count("no")) == (39, 4)
    assert prevent.count("[c]") == 43 - prevent.count("yes") - prevent.count("no") > 0, "suppressed numbers stay so"
    assert list(by_strand) == ["Prevent", "Protect", "Prepare", "Pursue"]
