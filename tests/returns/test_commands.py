import re
import subprocess

import pytest
from typer.testing import CliRunner

from analysis import catalogue, roots
from analysis.cli import app
from analysis.returns import register
from tests.projects import demonstration_in
from tests.readers.books import write_csv
from tests.shared_data import ROOT

HEADINGS = ["month", "source", "queries"]
ROWS = [["2021-04", "Other", 5], ["2021-05", "Other", 7]]


@pytest.fixture
def msoic(project):
    def call(*arguments):
        result = CliRunner().invoke(app, ["returns", *map(str, arguments)])
        result.said = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout + result.stderr)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def test_a_template_is_written_filled_in_checked_taken_in_and_listed(msoic, tmp_path):
    path = tmp_path / "template.csv"
    assert (
        msoic("template", "nrm_queries", "--period", "2021-22 Q1", "--format", "csv", "--output", path).exit_code == 0
    )
    assert msoic("template", "nrm_queries", "--period", "2021-22 Q1", "--output", path).exit_code == 2
    assert msoic("check", path).exit_code == 1, "its counts are blank"
    text = path.read_text("utf-8-sig")
    path.write_text(re.sub(r",(?=\n|$)", ",3", text.replace("\r", "")).rstrip(), encoding="utf-8-sig")
    checked = msoic("check", path)
    assert checked.exit_code == 0, checked.said
    assert "sound" in checked.said
    added = msoic("add", path)
    assert added.exit_code == 0, added.said
    assert "taken in nrm_queries: England and Wales, 2021-04 to 2021-06, 9 rows" in added.said
    assert "2021-06" in msoic("list").said
    assert "0 of 1 have returned the whole period" in msoic("coverage", "nrm_queries", "--period", "2021-22").said
    again = msoic("add", path)
    assert again.exit_code == 2
    assert "is held already" in again.said


def test_faults_are_all_said_and_nothing_is_taken_in(msoic, tmp_path):
    sound = write_csv(tmp_path / "sound.csv", [HEADINGS, *ROWS])
    unsound = write_csv(tmp_path / "[bold]unsound.csv", [HEADINGS, ["2021-06", "Othr", -5], ["June", "[red]", 1]])
    result = msoic("add", sound, unsound)
    assert result.exit_code == 1
    assert result.said.count("fault   ") == 4
    assert "[bold]unsound.csv, row 2, column 'source': 'Othr' is no source" in result.said
    assert "Did you mean 'Other'?" in result.said
    assert "nothing was taken in" in result.said
    assert register.received() == []


def test_nothing_held_is_said(msoic):
    assert "No return is held" in msoic("list").said
    assert msoic("coverage", "nrm_queries", "--period", "2021-22").exit_code == 2
    assert msoic("template", "charges", "--period", "2021-22").exit_code == 2


def test_returns_of_an_invented_country_are_listed_and_none_is_taken_in(tmp_path):
    with demonstration_in(tmp_path / "project"):
        said = CliRunner().invoke(app, ["returns", "list"], env={"COLUMNS": "200"}).output
        assert "safeguarding" in said
        assert "Pellamore" in said
        covered = CliRunner().invoke(app, ["returns", "coverage", "safeguarding", "--period", "2021-22"]).output
        assert "10 of 12" in covered or "11 of 12" in covered
        assert "These returns are invented: no force sent them." in covered
        path = write_csv(tmp_path / "a.csv", [HEADINGS, *ROWS])
        refused = CliRunner().invoke(app, ["returns", "add", str(path)])
        assert refused.exit_code == 2
        assert "takes no return in" in " ".join(refused.output.split())


def test_a_template_goes_to_a_folder_that_git_ignores(msoic, project):
    result = msoic("template", "nrm_queries", "--period", "2021-22 Q1", "--format", "csv")
    assert result.exit_code == 0, result.said
    (written,) = (project / "data" / "returns" / "templates").iterdir()
    assert str(written) in result.said.replace("\n", "")
    assert list(project.glob("*.csv")) == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this copy is not kept by git")
@pytest.mark.parametrize("folder", ["data", "demonstration"])
@pytest.mark.parametrize("place", ["templates/kent.xlsx", "received/register.csv", ".cache/table"])
def test_git_ignores_what_is_filled_in_taken_in_or_made_of_it(folder, place):
    subprocess.run(["git", "check-ignore", "--quiet", f"{folder}/returns/{place}"], cwd=ROOT, check=True)


HEADINGS_OF_MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]


@pytest.mark.parametrize("name", ["clandestine_events", "coordinator_activity", "case_outcomes"])
def test_the_coverage_of_a_year_fits_80_columns(monkeypatch, name):
    monkeypatch.setenv(roots.VARIABLE, str(ROOT / roots.DEMONSTRATION))
    said = CliRunner().invoke(app, ["returns", "coverage", name, "--period", "2021-22"], env={"COLUMNS": "80"}).stdout
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines()
    assert max(map(len, lines)) <= 80
    assert "2021-22" in lines[0]
    headings = lines[1].split()[1:]
    assert headings == (["Q1", "Q2", "Q3", "Q4"] if name == "case_outcomes" else HEADINGS_OF_MONTHS)
    assert not any("…" in line for line in lines)


def test_an_intake_is_undone_as_the_guide_says(msoic, project, tmp_path):
    for name, count in (("first.csv", 5), ("second.csv", 50)):
        path = write_csv(tmp_path / name, [HEADINGS, ["2021-04", "Other", count]])
        assert msoic("add", path).exit_code == 0

    def queries():
        (number,) = catalogue.load("nrm_queries", every="month")["queries"]
        return int(number)

    assert queries() == 50
    listed = register.register_file()
    *others, newest = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.write_text("".join(others), encoding="utf-8")
    assert queries() == 5, "a file that the register does not list is never read"
    (register.received_folder() / newest.split(",")[register.FIELDS.index("file")]).unlink()
    assert queries() == 5
    guide = (ROOT / "data" / "returns" / "README.md").read_text(encoding="utf-8")
    assert "To undo an intake, delete its line in `received/register.csv`" in guide
    assert msoic("add", tmp_path / "second.csv").exit_code == 0, "it may come again"


def test_signs_in_the_name_of_a_file_do_not_reach_the_terminal(msoic, tmp_path):
    odd = "a\x1b[31m\x07.csv"
    for rows in (ROWS, [["2021-06", "Othr", -5]]):
        write_csv(tmp_path / odd, [HEADINGS, *rows])
        result = CliRunner().invoke(app, ["returns", "check", str(tmp_path / odd)])
        assert r"a\x1b[31m\x07.csv" in result.output
        assert odd not in result.output
        assert "\x07" not in result.output
