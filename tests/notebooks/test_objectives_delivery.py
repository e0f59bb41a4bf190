"""The reports on victims, legislative tools, the NRM, prosecutions and disruption: figures, verdicts, gaps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from analysis import paths
from analysis.catalogue import load
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.notebooks.warm import run_all
from tests.projects import project_in

YEAR, NATION = "2021-22", "England and Wales"
NAMES = ("victim_identification", "legislative_tools", "nrm_transformation", "prosecution_barriers")
UPSTREAM = "upstream_disruption"
QUICK = [
    (UPSTREAM, YEAR, NATION),
    ("victim_identification", "2018-19", "Kent"),
    ("legislative_tools", "2023-24", NATION),
    ("nrm_transformation", "2019-20", NATION),
    ("prosecution_barriers", YEAR, "Eastern region"),
    (UPSTREAM, "2018-19", "Eastern region"),
    (UPSTREAM, YEAR, "Kent"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Iterator[Path]:
    """Work in a project with the notebooks and the demonstration data."""
    notebooks, demonstration = paths.notebooks(), Path("returns") / "demonstration"
    returns = paths.root() / "data" / demonstration
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        shutil.copytree(returns, folder / "data" / demonstration)
        yield folder


@pytest.fixture(scope="module")
def delivered(project) -> dict:
    """Run four of the notebooks as they are delivered, and give what each shows."""
    parameters = {"period": YEAR, "area": NATION}
    jobs = {name: make_plan([name], parameters=parameters, formats=("html",))[0] for name in NAMES}
    errors = [result.error for result in run(list(jobs.values()), workers=2) if result.error]
    assert not errors
    made = {}
    for name, job in jobs.items():
        read = nbformat.read(project / "reports" / job.folder / f"{job.stem}.ipynb", as_version=4)
        outputs = [output for cell in read.cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output.output_type == "error"]
        made[name] = [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
    return made


@pytest.fixture(scope="module")
def quick(project) -> dict:
    """Run the others in this process, and give what each shows by way of ``display``."""
    jobs = [
        make_plan([name], parameters={"period": period, "area": area}, formats=("html",))[0]
        for name, period, area in QUICK
    ]
    made = dict(zip(QUICK, run_all(jobs), strict=True))
    assert not [ran.error for ran in made.values() if ran.error]
    return made


def of_kind(shown, kind):
    return [each for each in shown if each["object"] == kind]


def lead_of(shown):
    return next(each["markdown"] for each in of_kind(shown, "text") if each["lead"])


def table_of(shown, words):
    return next(each["rows"] for each in of_kind(shown, "table") if words in each["title"])


def held(name, measure, **levels):
    rows = load(name, by=list(levels), every="financial_year", during=YEAR, area=NATION)
    for dimension, level in levels.items():
        rows = rows[rows[dimension] == level]
    return int(rows[measure].iloc[0])


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_verdict_charts_with_words_and_sources(delivered, name):
    shown = delivered[name]
    judged = [
        row for each in of_kind(shown, "table") if each["columns"][-1]["label"] == "Outcome" for row in each["rows"]
    ]
    assert judged
    assert 3 <= len(of_kind(shown, "figure")) <= 5
    assert all(any(character.isdigit() for character in each["alt"]) for each in of_kind(shown, "figure"))
    assert all(each["sources"] for kind in ("figure", "table") for each in of_kind(shown, kind))
    assert len(of_kind(shown, "sources")) == 1
    assert not of_kind(shown, "notice")


def test_adoption_is_judged_against_every_force_and_both_figures_of_training_are_shown(delivered):
    shown = delivered["victim_identification"]
    forces = held("safeguarding", "uses_innerste")
    assert f"the number of forces using Operation Innerste was {forces}," in lead_of(shown)
    assert "no return asks for further providers in Operation Mandeville" in lead_of(shown)
    beside = {row[0]: row[1:] for row in table_of(shown, "beside those held")}
    trained = held("training_events", "attendees", course="Operation Innerste")
    assert beside["People trained, first figure"] == ["449", f"{trained}", f"+{trained - 449}"]
    assert beside["People trained, second figure"][0] == "488"
    assert beside["Further providers in Operation Mandeville"] == ["2", "[x]", "[x]"]
    months = load("safeguarding", every="month", area=NATION).set_index("month")["children"]
    assert beside["Children, April 2021 to January 2022"][:2] == ["678", f"{months['2021-04':'2022-01'].sum()}"]
    by_force = table_of(shown, "by when they began")
    assert len(by_force) == 43
    assert sum(row[1] != "does not use it" for row in by_force) == forces


def test_charges_as_published_fell_where_the_report_states_a_rise(delivered):
    shown = delivered["legislative_tools"]
    by_year = {row[0]: row[-1] for row in table_of(shown, "offences charged or summonsed in each quarter")}
    charges = load("charges").set_index("quarter")["charges"]
    for label, first in (("2020-21", "2020Q2"), (YEAR, "2021Q2")):
        assert by_year[label] == f"{charges.loc[first:].iloc[:4].sum()}"
    assert int(by_year[YEAR]) < int(by_year["2020-21"])
    assert [row[1] for row in table_of(shown, "Changes stated")] == ["+50.0%", "+70.0%", "+97.0%"]
    assert "cannot be told" in lead_of(shown)


def test_the_change_stated_is_compared_with_queries_and_not_with_decisions(delivered):
    shown = delivered["nrm_transformation"]
    rows = load("nrm_queries", by="source", every="financial_year", area=NATION, until=YEAR)
    years = rows[rows["source"] != "Other"].groupby("financial_year")["queries"].sum()
    change = years.iloc[-1] / years.iloc[-2] - 1
    (row,) = table_of(shown, "beside that held")
    assert row[1] == "−50.0%"
    assert row[2] == f"−{abs(change):.1%}"
    assert "10 areas" in of_kind(shown, "text")[-1]["markdown"]


def test_stages_are_set_beside_each_other_as_flows(delivered):
    shown = delivered["prosecution_barriers"]
    referred, charged = (
        held("case_outcomes", "cases", stage=stage) for stage in ("Referral to the CPS", "Decision to charge")
    )
    first = table_of(shown, "for each at the stage before")[0]
    assert first[:4] == ["Decision to charge", f"{charged}", f"{referred}", f"{charged / referred:.2f}"]
    beside = {row[0]: row[1:] for row in table_of(shown, "beside those held")}
    assert beside["Sexual exploitation investigations reviewed, over"] == ["20", "[x]", "[x]"]
    assert {row[2] for row in table_of(shown, "domestic servitude open")} == {"[c]"}


def test_shares_upstream_are_those_of_the_return(quick):
    shown = quick[UPSTREAM, YEAR, NATION].shown
    upstream, every = held("disruptions", "disruptions", stage="Upstream"), held("disruptions", "disruptions")
    row = next(row for row in table_of(shown, "upstream in each financial year") if row[0] == YEAR)
    assert list(row[1:4]) == [f"{upstream}", f"{every:,}", f"{upstream / every:.1%}"]
    assert len(table_of(shown, "upstream by region")) == 10


def test_what_a_year_or_an_area_lacks_is_said(quick):
    kent = quick["victim_identification", "2018-19", "Kent"]
    assert "suppressed as a small number" in str(kent.of_kind("notice"))
    assert "Children safeguarded by region: not possible for Kent" in str(kent.of_kind("notice"))
    assert len(kent.of_kind("notice")) == 5
    later = quick["legislative_tools", "2023-24", NATION]
    assert [figure["title"] for figure in later.of_kind("figure")] == [
        "175 modern slavery offences were charged in 2023-24"
    ]
    region = quick["prosecution_barriers", YEAR, "Eastern region"]
    assert "350" not in str(region.of_kind("table"))
    assert len(region.of_kind("figure")) == 1
    (nothing,) = quick[UPSTREAM, YEAR, "Kent"].shown
    assert nothing["kind"] == "missing"
    first = quick[UPSTREAM, "2018-19", "Eastern region"]
    assert not [each for each in first.of_kind("table") if "2017-18" in str(each)]
    earlier = quick["nrm_transformation", "2019-20", NATION]
    assert "2020-21" not in str(earlier.of_kind("table"))
