from contextlib import chdir
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from analysis.errors import AnalysisError, BadPeriod, UnknownName
from analysis.reporting.parameters import read_parameters
from analysis.reporting.plan import find_notebooks, make_plan
from tests.projects import project_in, write_notebook

PARAMETERS = """\
period: str = "2021-22"  # financial year reported on
area: str = "UK"  # nation, region or police force
least: int = 10  # smallest count that is shown
share = 0.5
ranked: bool = False
"""


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        write_notebook(folder, "trends/referrals", parameters=PARAMETERS)
        write_notebook(folder, "trends/arrivals")
        write_notebook(folder, "objectives/training")
        yield folder


@pytest.fixture(autouse=True)
def no_kernel(monkeypatch):
    monkeypatch.setattr("jupyter_client.manager.KernelManager.__init__", lambda *_, **__: pytest.fail("a kernel"))
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a notebook was run"))


def names(jobs):
    return [job.name for job in jobs]


def test_all_notebooks_are_planned_where_none_is_named(project):
    assert names(make_plan()) == ["objectives/training", "trends/arrivals", "trends/referrals"]


@pytest.mark.parametrize(
    "written",
    [
        "referrals",
        "trends/referrals",
        "trends/referrals.ipynb",
        "notebooks/trends/referrals.ipynb",
        "./notebooks/trends/referrals.ipynb",
        "trends\\referrals.ipynb",
        "notebooks/../notebooks/trends/referrals.ipynb",
    ],
)
def test_a_notebook_goes_by_its_name_its_folder_or_its_path(project, written):
    assert names(make_plan([written])) == ["trends/referrals"]


def test_a_notebook_goes_by_its_path_from_anywhere(project):
    assert names(make_plan([str(project / "notebooks" / "trends" / "referrals.ipynb")])) == ["trends/referrals"]
    with chdir(project / "notebooks" / "objectives"):
        assert names(make_plan(["../trends/referrals.ipynb"])) == ["trends/referrals"]


def test_a_notebook_named_twice_is_planned_once_in_the_order_of_its_first_name(project):
    assert names(make_plan(["training", "referrals", "objectives/training"])) == [
        "objectives/training",
        "trends/referrals",
    ]


def test_an_unknown_notebook_is_answered_with_the_nearest(project):
    with pytest.raises(UnknownName, match=r"no notebook 'referals'.*Did you mean 'referrals'") as raised:
        make_plan(["referals"])
    assert "trends/arrivals" in str(raised.value), "the notebooks that there are"


def test_two_notebooks_of_one_name_are_refused_for_their_reports_would_replace_each_other(project):
    write_notebook(project, "objectives/referrals")
    with pytest.raises(AnalysisError, match="objectives/referrals and trends/referrals"):
        make_plan(["arrivals"])


def test_what_jupyterlab_keeps_beside_a_notebook_is_none(project):
    write_notebook(project, "trends/.ipynb_checkpoints/referrals-checkpoint")
    assert len(find_notebooks()) == 3


def test_defaults_serve_where_nothing_is_asked_for(project):
    (job,) = make_plan(["referrals"])
    assert job.parameters == {"period": "2021-22", "area": "UK", "least": 10, "share": 0.5, "ranked": False}
    assert job.folder == Path("2021-22", "uk")
    assert job.stem == "referrals"
    assert job.formats == ("html", "pdf")


def test_values_are_of_the_types_that_the_notebook_declares(project):
    typed = {"least": "3", "share": "0.25", "ranked": "True", "period": "2020/21", "area": "devon & cornwall police"}
    (job,) = make_plan(["referrals"], parameters=typed)
    assert job.parameters == {
        "period": "2020-21",
        "area": "Devon & Cornwall",
        "least": 3,
        "share": 0.25,
        "ranked": True,
    }
    assert [type(value) for value in job.parameters.values()] == [str, str, int, float, bool]
    assert job.folder == Path("2020-21", "devon-and-cornwall")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("least", "few", "a value of type int"),
        ("least", "2.5", "a value of type int"),
        ("least", "", "a value of type int"),
        ("share", "half", "a value of type float"),
        ("ranked", "maybe", "True or False"),
        ("ranked", "1", "True or False"),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_would_be_right(project, name, value, expected):
    with pytest.raises(AnalysisError, match=f"'{name}' of trends/referrals cannot be '{value}'. Expected {expected}"):
        make_plan(["referrals"], parameters={name: value})


def test_an_unknown_parameter_is_answered_with_those_of_the_notebook_and_the_nearest(project):
    with pytest.raises(
        UnknownName, match=r"trends/referrals has no parameter 'perid'.*Did you mean 'period'"
    ) as raised:
        make_plan(["referrals"], parameters={"perid": "2021-22"})
    for name, meaning in (("period", "financial year reported on"), ("least", "smallest count"), ("ranked", "bool")):
        assert name in str(raised.value)
        assert meaning in str(raised.value)


def test_an_unknown_area_is_answered_with_the_nearest(project):
    with pytest.raises(UnknownName, match=r"no area 'West Midland Polic'.*Did you mean 'West Midlands'"):
        make_plan(["referrals"], parameters={"area": "West Midland Polic"})


@pytest.mark.parametrize("period", ["2021", "2021-23", "last year", "Q4 2021", ""])
def test_a_text_that_is_no_financial_year_is_refused(project, period):
    with pytest.raises(BadPeriod, match="one such as 2021-22"):
        make_plan(["referrals"], parameters={"period": period})


@pytest.mark.parametrize(
    ("formats", "complaint"), [(["htm"], "Did you mean 'html'"), (["html", "docx"], "html or pdf")]
)
def test_an_unknown_format_is_refused(project, formats, complaint):
    with pytest.raises(UnknownName, match=complaint):
        make_plan(formats=formats)


def test_no_format_at_all_is_refused_rather_than_taken_for_a_wish_to_remove_the_report(project):
    with pytest.raises(AnalysisError, match=r"no format.*html or pdf"):
        make_plan(formats=[])


def test_an_unreadable_notebook_does_not_cost_the_others_theirs_and_is_refused_where_it_is_named(project):
    (project / "notebooks" / "trends" / "broken.ipynb").write_text("{not a notebook")
    broken = {job.name: str(job.unreadable) for job in make_plan() if job.unreadable}
    assert list(broken) == ["trends/broken"]
    assert broken["trends/broken"].startswith("broken.ipynb: cannot be read as a notebook")
    with pytest.raises(AnalysisError, match=r"broken\.ipynb: cannot be read as a notebook"):
        make_plan(["broken"])
    assert len(make_plan(["arrivals"])) == 1


def test_merge_markers_are_called_so(project):
    path = project / "notebooks" / "trends" / "arrivals.ipynb"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], "<<<<<<< HEAD", "=======", ">>>>>>> other", *lines[2:]]), encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"arrivals\.ipynb: holds merge markers, first in line 3"):
        read_parameters(path)


def test_two_cells_of_parameters_are_refused_for_the_second_would_win(project):
    again = new_code_cell('period: str = "2020-21"', metadata={"tags": ["parameters"]})
    path = write_notebook(project, "trends/twice", again)
    with pytest.raises(AnalysisError, match=r"twice\.ipynb: has 2 cells tagged 'parameters'"):
        read_parameters(path)


@pytest.mark.parametrize("line", ['note: str = "a=b"  # a remark', "note: str | None = None"])
def test_a_parameter_that_cannot_be_read_is_not_left_out(project, line):
    path = write_notebook(project, "trends/special", parameters=f'period: str = "2021-22"\n{line}')
    with pytest.raises(AnalysisError, match=r"special\.ipynb: the parameter 'note'"):
        read_parameters(path)


@pytest.mark.parametrize("default", ["None", "[2020, 2021]", "today()", "{}"])
def test_a_parameter_that_is_no_plain_value_is_refused_with_its_notebook(project, default):
    path = write_notebook(project, "trends/special", parameters=f"years = {default}")
    with pytest.raises(AnalysisError, match=r"special\.ipynb: the parameter 'years' has the default"):
        read_parameters(path)


def test_a_notebook_without_parameters_is_run_as_it_is(project):
    write_notebook(project, "trends/fixed", parameters="")
    (job,) = make_plan(["fixed"])
    assert job.parameters == {}
    assert job.folder == Path("all", "uk")
    with pytest.raises(UnknownName, match="fixed has no parameter 'period'"):
        make_plan(["fixed"], parameters={"period": "2021-22"})


def test_a_parameter_says_what_it_is(project):
    (least,) = [each for each in read_parameters(find_notebooks()["trends/referrals"]) if each.name == "least"]
    assert (least.kind, least.default, least.meaning) == (int, 10, "smallest count that is shown")
    assert str(least) == "least (int, now 10: smallest count that is shown)"


def test_the_notebooks_of_the_project_are_planned_for_any_year_and_force():
    jobs = make_plan(parameters={"period": "2015/16", "area": "Kent Police"})
    assert {"trends/nrm_referrals", "trends/small_boats"} <= set(names(jobs))
    for job in jobs:
        assert job.folder == Path("2015-16", "kent")
        assert nbformat.read(job.notebook, as_version=4).cells
