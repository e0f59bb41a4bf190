"""What a page needs is known before it runs, and where the data do not reach there is a reason in its place."""

import json

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.errors import AnalysisError
from analysis.reporting import index, left_out, needs, run as running
from analysis.reporting.plan import make_plan
from tests.projects import demonstration_in, project_in, write_notebook

BY_FORCE = {"nation": "nrm_referrals", "region": "nrm_first_responders", "force": ["nrm_first_responders"]}
NEEDS = needs.read(BY_FORCE)


def page(given):
    return f"from analysis import Page\n\npage = Page(period=period, area=area, needs={given})"


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        write_notebook(folder, "trends/referrals", page(BY_FORCE), title="NRM referrals")
        write_notebook(folder, "trends/other", '"text"')
        yield folder


@pytest.mark.parametrize(
    ("period", "area", "reason"),
    [
        ("2021-22", "UK", ""),
        ("2022-23", "Kent", ""),
        ("2022-23", "Eastern region", ""),
        ("2021-22", "Kent", "referrals by force begin with April to June 2022"),
        ("2021-22", "Eastern region", "referrals by force begin with April to June 2022"),
        # Nine of the year's twelve months are published: there is a page, which says so.
        ("2023-24", "Kent", ""),
        ("2024-25", "Kent", "referrals by force end with October to December 2023"),
        ("2008-09", "UK", "NRM referrals: figures begin with April to June 2009"),
        ("2021-22", "England and Wales", "NRM referrals: not published for England and Wales"),
    ],
)
def test_how_far_the_data_reach_is_computed_from_them(period, area, reason):
    assert needs.lacking(NEEDS, period, area) == reason


def test_a_page_of_one_kind_of_area_says_so():
    only = needs.read({"nation": "nrm_referrals", "region": "nrm_first_responders"})
    assert needs.lacking(only, "2022-23", "Kent") == "the page is made for a nation or a region only"
    assert needs.lacking({}, "2022-23", "Kent") == ""


def test_a_return_that_nobody_has_sent_is_a_reason(project):
    reason = needs.lacking(needs.read("operations"), "2021-22", "Kent")
    assert reason == "Multi-agency operations: no return has been sent"


def test_nothing_is_published_for_an_invented_country(tmp_path):
    with demonstration_in(tmp_path):
        assert "not published for" in needs.lacking(needs.read("nrm_referrals"), "2021-22", "Pellamore")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("NEEDED", "cannot be read before the notebook runs. Expected names of datasets as plain text"),
        ("[1, 2]", "names no datasets"),
        ({"town": "nrm_referrals"}, "'town' is no kind of area: nation, region, force"),
        ("'nrm_referals'", "Did you mean 'nrm_referrals'"),
    ],
)
def test_needs_that_cannot_be_read_are_refused_before_anything_runs(project, given, complaint):
    write_notebook(project, "trends/referrals", page(given))
    with pytest.raises(AnalysisError, match=complaint) as raised:
        make_plan(["referrals"])
    assert "referrals.ipynb" in str(raised.value)


def test_a_notebook_that_is_no_python_is_left_to_its_run(project):
    write_notebook(project, "trends/referrals", "page = Page(period", "%matplotlib inline\nPage(period, area)")
    assert make_plan(["referrals"])[0].lacking == ""


def test_unsound_data_fail_the_run_of_their_notebook_and_not_the_plan(project):
    data = project / "data" / "published" / "nrm_first_responders.csv"
    data.write_text(data.read_text() + "one more row\n")
    assert [job.lacking for job in make_plan(parameters={"period": "2022-23", "area": "Kent"})] == ["", ""]


def test_a_run_says_what_it_does_not_make_and_why_and_removes_the_old_page_alone(project, monkeypatch):
    monkeypatch.setattr(running, "_make", lambda *_: pytest.fail("a kernel was started"))
    place = project / "reports" / "2021-22" / "kent"
    for folder in (place, place.with_name("uk")):
        folder.mkdir(parents=True)
        for name in ("referrals.html", "referrals.pdf", "referrals.ipynb", "other.pdf"):
            (folder / name).write_text((project / "notebooks" / "trends" / "other.ipynb").read_text())
    result = CliRunner().invoke(app, ["run", "referrals", "--period", "2021-22", "--area", "Kent"])
    assert result.exit_code == 0, result.output
    said = "referrals: not made for Kent, 2021-22: referrals by force begin with April to June 2022"
    assert said in " ".join(result.output.split())
    assert "0 of 0 reports written, 1 left out" in result.output
    assert {path.name for path in place.iterdir()} == {"other.pdf", f"referrals{left_out.ENDING}"}
    assert len(list(place.with_name("uk").iterdir())) == 4
    listed = (project / "reports" / "index.html").read_text(encoding="utf-8")
    assert "<h3>Not made</h3>" in listed
    assert "<dd>Referrals by force begin with April to June 2022.</dd>" in listed


def test_a_page_that_can_be_made_takes_the_place_of_the_reason(project):
    (job,) = make_plan(["referrals"], parameters={"period": "2021-22", "area": "UK"}, formats=["html"])
    kept = project / "reports" / job.folder / f"referrals{left_out.ENDING}"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"title": "NRM referrals", "area": "UK", "period": "2021-22", "reason": "no data"}))
    assert "No data." in index.write(project / "reports").read_text(encoding="utf-8")
    (result,) = running.run([job])
    assert result.error is None
    assert not kept.exists()
    assert "Not made" not in index.write(project / "reports").read_text(encoding="utf-8")
