"""The notebook on the first lockdown: years before, with and long after it, areas with and without series."""

import shutil

import nbformat
import pandas as pd
import pytest

from analysis import paths
from analysis.catalogue import load
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from analysis.statistics import interruption
from tests.projects import project_in

RUNS = [
    ("2021-22", "UK"),
    ("2020-21", "UK"),
    ("2023-24", "England and Wales"),
    ("2019-20", "UK"),
    ("2021-22", "Kent"),
]
BEFORE = [("2019-20", "UK"), ("2021-22", "Kent")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run the notebook for each year and area, and give what it shows."""
    notebooks = paths.notebooks()
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        stem = "covid_disruption"
        jobs = {
            key: make_plan([stem], parameters={"period": key[0], "area": key[1]}, formats=("html",))[0] for key in RUNS
        }
        errors = [result.error for result in run(list(jobs.values()), workers=2)]
        assert not any(errors), errors
        made = {}
        for key, job in jobs.items():
            read = nbformat.read(folder / "reports" / job.folder / f"{job.stem}.ipynb", as_version=4)
            outputs = [output for cell in read.cells for output in cell.get("outputs", [])]
            assert not [output for output in outputs if output.output_type == "error"]
            made[key] = [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
        return made


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def lead_of(objects):
    return next(each["markdown"] for each in of_kind(objects, "text") if each["lead"])


def test_the_change_of_referrals_is_that_of_the_published_series(shown):
    start = pd.Period("2020Q2", "Q-DEC")
    referrals = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"].loc[start - 20 :]
    alone = interruption.interrupted(referrals, start, noun="NRM referrals", event="the first lockdown")
    lead = lead_of(shown["2021-22", "UK"])
    assert f"NRM referrals were {100 * (1 - alone.estimate):.0f}% below the trend" in lead
    ends = (f"{100 * (1 - end):.0f}% below" for end in (alone.interval.lower, alone.interval.upper))
    assert f"95% interval {' to '.join(ends)}" in lead
    assert alone.interval.upper < 1
    said = " ".join(each["markdown"] for each in of_kind(shown["2021-22", "UK"], "text"))
    after, before = referrals["2020Q2":"2022Q1"].tolist(), referrals["2019Q2":"2020Q1"].tolist() * 2
    assert f"In {sum(now < then for now, then in zip(after, before, strict=True))} of the 8 quarters" in said
    assert "most recently in 2021 Q4" in said


@pytest.mark.parametrize("key", [("2021-22", "UK"), ("2023-24", "England and Wales")])
def test_referrals_arrivals_and_charges_have_a_chart_each(shown, key):
    figures = of_kind(shown[key], "figure")
    assert [figure["subtitle"].rsplit(", ", 1)[1] for figure in figures] == ["UK", "UK", "England and Wales"]
    assert all(figure["sources"] for figure in figures)
    assert all("A vertical line marks first lockdown" in figure["alt"] for figure in figures)
    assert "83% below" in figures[1]["title"]
    assert "no clear change" in figures[2]["title"]


def test_figures_after_the_page_are_not_used(shown):
    for figure in of_kind(shown["2020-21", "UK"], "figure"):
        assert "in 2021 Q1" in figure["alt"]
        assert "2021 Q2" not in figure["alt"]


def test_other_choices_and_dates_without_an_event_are_shown(shown):
    objects = shown["2021-22", "UK"]
    (table,) = of_kind(objects, "table")
    assert [row[1] for row in table["rows"]] == ["−27%", "−23%", "−30%", "−31%", "−20%", "−30%", "−26%", "−27%"]
    assert any("3 of 29 earlier dates showed a change" in each["markdown"] for each in of_kind(objects, "text"))


@pytest.mark.parametrize("key", BEFORE)
def test_a_page_without_the_lockdown_says_so_and_shows_nothing(shown, key):
    (notice,) = shown[key]
    assert notice["object"] == "notice"
    assert notice["kind"] == "missing"
    assert ("Kent" if key[1] == "Kent" else "came after 2020 Q1") in notice["paragraphs"][0]
    assert len(notice["paragraphs"]) > 1
