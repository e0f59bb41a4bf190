import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from analysis import catalogue, datasets
from analysis.cli import app
from analysis.errors import AnalysisError
from tests.projects import demonstration_in, project_in, write_notebook


@pytest.fixture
def msoic():
    runner = CliRunner()

    def call(*arguments):
        result = runner.invoke(app, arguments)
        result.said = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout + result.stderr)
        assert "Traceback" not in result.said
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        write_notebook(folder, "trends/referrals", '"Referrals: 12,727"')
        yield folder


def test_without_a_command_there_is_help(msoic):
    for arguments in ([], ["--help"], ["data"], ["run", "--help"]):
        assert "Usage" in msoic(*arguments).said
    assert all(option in msoic("run", "--help").said for option in ("--period", "--area", "--format", "--jobs"))


def test_every_dataset_is_listed_with_its_coverage(msoic):
    result = msoic("data", "list")
    assert result.exit_code == 0
    for name in catalogue.names():
        assert name in result.said, "it is to be copied from here"
    newest = max(release.date for release in catalogue.describe("nrm_referrals").releases if release.date)
    assert f"Newest release {newest}" in " ".join(result.said.split())
    assert len(result.said.splitlines()) < 3 * len(catalogue.names())


def test_a_dataset_is_described_with_columns_units_coverage_and_sources(msoic):
    result = msoic("data", "describe", "nrm_referrals")
    assert result.exit_code == 0
    columns = (
        "age_group: age at the time of exploitation",
        "levels: Adult",
        "referrals: persons referred",
        "unit: persons",
    )
    for words in (*columns, "By quarter", "Sources", "Home Office"):
        assert words in result.said


def test_sound_data_are_said_to_be_so(msoic):
    result = msoic("data", "check")
    assert result.exit_code == 0
    unreturned = [name for name in catalogue.names() if f"nothing {name}: nothing is held" in result.said]
    assert result.said.count("sound") == len(catalogue.names()) - len(unreturned)
    assert all(datasets.find(name).form for name in unreturned)
    assert "unsound" not in result.said


def test_unsound_data_are_named_and_do_not_keep_the_others_from_being_checked(msoic, project):
    data = project / "data" / "published" / "duty_to_notify.csv"
    data.write_text(data.read_text() + "one more row\n")
    result = msoic("data", "check")
    assert result.exit_code == 1
    assert re.findall(r"unsound (\w+)", result.said) == ["duty_to_notify"]
    assert "duty_to_notify.csv: the file is not the one that duty_to_notify.yaml describes" in result.said
    assert result.said.count(" sound") + result.said.count("\nsound") >= 1
    assert msoic("data", "check", "nrm_referrals").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["data", "describe", "nrm_referals"], "Did you mean 'nrm_referrals'"),
        (["run", "referals"], "Did you mean 'referrals'"),
        (["run", "--period", "2021"], "'2021' is no financial year"),
        (["run", "--area", "Kint"], "Did you mean 'Kent'"),
        (["run", "--format", "docx"], "there is no format 'docx'"),
        (["run", "--format", ","], "no format is asked for"),
        (["run", "-p", "perod=2021-22"], "Did you mean 'period'?"),
        (["run", "-p", "period"], "'period' sets no parameter. Expected NAME=VALUE"),
        (["run", "--jobs", "0"], "--jobs"),
        (["run", "--marking", ""], "'' is no protective marking of report.toml. Expected OFFICIAL"),
        (["run", "--marking", "SECRET"], "'SECRET' is no protective marking of report.toml. Expected OFFICIAL"),
        (["run", "--perid", "2021-22"], "No such option"),
        (["runn"], "No such command"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence_before_anything_is_run(msoic, project, arguments, said):
    result = msoic(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.said.split())
    assert not (project / "reports").exists()


@pytest.mark.parametrize("name", ["[bold]Kent[/]", "[x]", "[/]", "[2021, 2022]", "\\[red]", "a [link=b] c"])
def test_square_brackets_in_a_message_are_shown_as_they_are(msoic, monkeypatch, name):
    def describe(_):
        raise AnalysisError(f"there is no '{name}'")

    monkeypatch.setattr(catalogue, "describe", describe)
    result = msoic("data", "describe", "anything")
    assert result.exit_code == 2
    assert f"Error there is no '{name}'." in result.said


def test_a_run_writes_its_reports_and_the_page_that_lists_them(msoic, project):
    result = msoic("run", "referrals", "--period", "2020/21", "--area", "kent police", "--format", "html , pdf")
    assert result.exit_code == 0, result.said
    place = project / "reports" / "2020-21" / "kent"
    assert {path.name for path in place.iterdir()} == {"referrals.html", "referrals.pdf", "referrals.ipynb"}
    assert "written 2020-21/kent/referrals" in result.said
    assert f"1 of 1 reports written. Open {project / 'reports' / 'index.html'}" in result.said
    assert "2020-21/kent/referrals.html" in (project / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_run_with_a_failure_ends_with_1_and_writes_the_others(msoic, project):
    write_notebook(project, "trends/failing", "figures = {}\nfigures['2021-22']")
    (project / "notebooks" / "trends" / "broken.ipynb").write_text("<<<<<<< HEAD\n{}", encoding="utf-8")
    result = msoic("run", "--format", "html", "--jobs", "2", "--marking", "OFFICIAL-SENSITIVE")
    assert result.exit_code == 1
    assert "trends/failing: cell 3 failed at `figures['2021-22']`: KeyError: '2021-22'" in result.said
    assert "broken.ipynb: holds merge markers, first in line 1" in result.said
    assert "1 of 3 reports written" in result.said
    page = project / "reports" / "2021-22" / "uk" / "referrals.html"
    assert "OFFICIAL-SENSITIVE" in page.read_text(encoding="utf-8")
    listed = (project / "reports" / "index.html").read_text(encoding="utf-8")
    assert "OFFICIAL-SENSITIVE" in listed
    assert "trends/failing</dt>" in listed
    assert "failing.html" not in listed


def test_asking_what_data_there_is_does_not_wait_for_jupyter():
    code = "import sys\nfrom analysis import cli, roots\nprint('papermill' in sys.modules, 'nbconvert' in sys.modules)"
    code += "\nprint(roots._chosen)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "[]"], "nor does it choose a data root"


def test_a_file_is_checked_by_what_it_holds(msoic, tmp_path):
    table = tmp_path / "anything.csv"
    table.write_text("Year,Quarter,Total\n2024,Total,2300\n2024,Q1,1100\n2024,Q2,1200\n")
    said = msoic("data", "check", str(table)).output
    assert "family duty_to_notify" in said
    assert "reports_by_quarter: 2 rows" in said
    assert "1 total row (totals: they agree with their details)" in said
    assert "duty_to_notify" in said.rsplit("used by", 1)[1]


def test_a_file_that_no_dataset_uses_is_known(msoic, tmp_path):
    lookup = tmp_path / "anything.csv"
    lookup.write_text("LAD23CD,LAD23NM,CSP23CD,CSP23NM,PFA23CD,PFA23NM\nE06000060,Bucks,E22000303,A,E23000029,B\n")
    result = msoic("data", "check", str(lookup))
    assert result.exit_code == 0
    assert "police force area lookup: known, not used" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("missing.csv", "there is no file 'missing.csv'"), ("duty_to_notfy", "Did you mean 'duty_to_notify'")],
)
def test_what_is_neither_a_file_nor_a_dataset_is_a_mistake(msoic, name, complaint):
    result = msoic("data", "check", name)
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())


def test_nothing_is_downloaded_for_an_invented_country(msoic, tmp_path):
    with demonstration_in(tmp_path):
        result = msoic("data", "fetch")
        assert result.exit_code == 2
        assert "nothing is published for an invented country" in " ".join(result.said.split())


def test_a_new_year_gets_files_and_the_returns_to_ask_for(msoic, project):
    result = msoic("new", "year", "2022-23")
    assert result.exit_code == 0
    assert "files with guidance" in result.said
    assert re.search(r"live_investigations\s+43 police forces\s+month", result.said)
    assert "msoic returns template NAME --period 2022-23" in result.said
    assert len(list((project / "data" / "narrative" / "2022-23").glob("*.md"))) > 10
    again = msoic("new", "year", "2022-23")
    assert again.exit_code == 2
    assert "already" in again.said
