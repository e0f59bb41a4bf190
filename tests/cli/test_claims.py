import re

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.claims.register import COLUMNS
from analysis.cli import app
from tests.claims.planted import claims_file
from tests.projects import project_in


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


@pytest.fixture
def msoic():
    def call(*arguments):
        result = CliRunner().invoke(app, ["claims", *map(str, arguments)], env={"COLUMNS": "220"})
        result.said = " ".join(re.sub(r"\x1b\[[0-9;]*m|[│┃]", "", result.stdout + result.stderr).split())
        assert "Traceback" not in result.said
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def test_a_draft_is_judged_claim_by_claim(msoic, project):
    draft = claims_file(project / "draft.csv", {"value": "12700"}, {"value": "45774", "measure": "made up"})
    result = msoic("check", draft)
    assert result.exit_code == 0
    for words in (
        "12,700",
        "reproduced",
        "no source",
        "2 claims: 1 reproduced, 0 reproduced at first release, 0 differs",
    ):
        assert words in result.said


def test_the_register_of_a_report_is_written_whole(msoic, project):
    output = project / "register.csv"
    result = msoic("--report", "2021-22", "--output", output)
    assert result.exit_code == 0
    assert "128 claims" in result.said
    written = pd.read_csv(output, dtype=str, keep_default_na=False)
    assert tuple(written) == COLUMNS
    assert len(written) == 128
    assert not list(project.glob(".*.partial"))


def test_the_points_to_correct_are_shown_with_how_exact_a_claim_is(msoic, project):
    draft = claims_file(project / "draft.csv", {"value": "13114"}, {"value": "13113", "section": "4"})
    result = msoic("check", draft)
    assert "Points to correct * NRM referrals: the report gives 13,114 people (section 1); the data give" in result.said
    assert "70% and 97% are both over 50%" in result.said


def test_an_invented_country_has_no_claims(msoic, monkeypatch):
    monkeypatch.setenv("MSOIC_DATA", "demonstration")
    result = msoic()
    assert result.exit_code == 2
    assert "An invented country has no printed report" in result.said


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--report", "2018-19"], "no claims of a report of 2018-19"),
        (["--report", "yesterday"], "no financial year"),
        (["check", "absent.csv"], "there is no file 'absent.csv'"),
    ],
)
def test_a_mistake_is_named(msoic, arguments, complaint):
    result = msoic(*arguments)
    assert result.exit_code == 2
    assert complaint in result.said


def test_all_mistakes_of_a_draft_are_named(msoic, project):
    draft = claims_file(project / "draft.csv", {"value": "many"}, {"relation": "abuot"})
    result = msoic("check", draft)
    assert result.exit_code == 2
    assert "row 2, column 'value'" in result.said
    assert "row 3, column 'relation'" in result.said


@pytest.mark.parametrize("output", ["register.xlsx", "nowhere/register.csv"])
def test_what_cannot_be_written_is_refused(msoic, project, output):
    draft = claims_file(project / "draft.csv", {})
    result = msoic("check", draft, "--output", project / output)
    assert result.exit_code == 2
    assert "Error" in result.said
    assert sorted(path.name for path in project.glob("*.csv")) == ["draft.csv"]
