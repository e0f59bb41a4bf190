"""JupyterLab opens at the project, on a start page whose links lead somewhere, for evidence or an invented country."""

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import paths, roots
from analysis.cli import app, jupyterlab
from analysis.errors import AnalysisError

ROOT = Path(__file__).parents[2]
MADE_BY_A_RUN = "reports/index.html"


def test_the_start_page_leads_to_what_there_is():
    start = ROOT / jupyterlab.START
    links = re.findall(r"\]\(([^)]+)\)", start.read_text(encoding="utf-8"))
    assert {"README.md", "data/own/README.md", "docs/sources.md", MADE_BY_A_RUN} <= set(links)
    assert any(link.startswith("notebooks/") for link in links)
    # JupyterLab opens files from a link, and no folders.
    assert not [link for link in links if link != MADE_BY_A_RUN and not (start.parent / link).is_file()]


@pytest.fixture
def started(monkeypatch):
    """What JupyterLab would have been started with, and with which root."""
    calls = []
    monkeypatch.setattr(
        "jupyterlab.labapp.LabApp.launch_instance",
        lambda given: calls.append((given, os.environ.get(roots.VARIABLE))),
    )
    return calls


@pytest.mark.parametrize(("options", "root"), [([], None), (["--demonstration"], "demonstration")])
def test_it_opens_at_the_project_with_further_options(started, monkeypatch, options, root):
    monkeypatch.setenv(roots.VARIABLE, "unset")
    monkeypatch.delenv(roots.VARIABLE)
    result = CliRunner().invoke(app, ["lab", *options, "--no-browser", "--port", "9000"])
    assert result.exit_code == 0, result.output
    ((given, read),) = started
    assert read == root
    assert given[-3:] == ["--no-browser", "--port", "9000"]
    assert f"--ServerApp.root_dir={paths.root()}" in given
    assert f"--LabApp.default_url=/lab/tree/{jupyterlab.START}" in given


def test_without_jupyterlab_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(jupyterlab, "find_spec", lambda _: None)
    with pytest.raises(AnalysisError, match=r"JupyterLab is not installed here. Expected it after: pip install"):
        jupyterlab.start()


def test_own_files_are_ignored_by_git_and_their_folder_explained():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ignored.index("*/own/*") < ignored.index("!*/own/README.md")
    assert (ROOT / "data" / "own" / "README.md").is_file()
