"""One data root for a process: chosen once, before the first figure, and never another."""

import os
import shutil

import pytest

from analysis import areas, catalogue, roots
from analysis.errors import AnalysisError, BadData
from tests.projects import project_in
from tests.shared_data import ROOT


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with both roots, in a process that has read neither."""
    monkeypatch.setattr(roots, "_chosen", [])
    # What a test chooses must not outlive it.
    monkeypatch.setenv(roots.VARIABLE, "data")
    monkeypatch.delenv(roots.VARIABLE)
    with project_in(tmp_path) as folder:
        shutil.copytree(ROOT / roots.DEMONSTRATION, folder / roots.DEMONSTRATION)
        yield folder


def test_without_a_choice_figures_are_evidence(project):
    root = roots.current()
    assert (root.folder, root.demonstration) == (project / "data", False)
    assert (root.nation[0], root.wider[0]) == ("England and Wales", "UK")
    assert roots.reports() == project / "reports"
    assert roots.file_name("safeguarding") == "safeguarding"


def test_an_invented_country_is_chosen_by_the_variable_or_by_name(project, monkeypatch):
    chosen = roots.choose(roots.DEMONSTRATION)
    assert (chosen.folder, chosen.demonstration, chosen.wider) == (project / "demonstration", True, None)
    assert os.environ[roots.VARIABLE] == "demonstration", "kernels inherit it"
    assert areas.default() == areas.nation()
    assert roots.reports() == project / "reports" / "demonstration"
    assert roots.file_name("safeguarding") == "DEMO_safeguarding"
    monkeypatch.setattr(roots, "_chosen", [])
    monkeypatch.setenv(roots.VARIABLE, str(project / "demonstration"))
    assert roots.current() == chosen


@pytest.mark.parametrize("first", ["data", "demonstration"])
def test_a_process_that_has_read_one_root_cannot_read_the_other(project, monkeypatch, first):
    other = {"data": "demonstration", "demonstration": "data"}[first]
    monkeypatch.setenv(roots.VARIABLE, first)
    catalogue.load("nrm_referrals" if first == "data" else "safeguarding", every=None)
    with pytest.raises(AnalysisError, match=f"reads figures from .*{first}' and cannot read .*{other}'"):
        roots.choose(other)
    assert os.environ[roots.VARIABLE] == first, "the refused choice changes nothing"
    roots.current()
    monkeypatch.setenv(roots.VARIABLE, other)
    for name in ("nrm_referrals", "safeguarding"):
        with pytest.raises(AnalysisError, match=r"as well\. Expected a new process"):
            catalogue.load(name)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("demonstration = true", "cannot be read as the description of a data root"),
        ("nation = { name = 'X', code = 'Y' }", "cannot be read as the description of a data root"),
        ("demonstration = ", "cannot be read as the description of a data root"),
    ],
)
def test_a_root_that_does_not_say_what_it_is_is_refused(project, monkeypatch, text, complaint):
    (project / "other").mkdir()
    (project / "other" / "root.toml").write_text(text)
    monkeypatch.setenv(roots.VARIABLE, "other")
    with pytest.raises(BadData, match=complaint):
        roots.current()


def test_a_folder_that_is_no_root_is_refused(tmp_path, monkeypatch):
    with project_in(tmp_path):
        monkeypatch.setenv(roots.VARIABLE, "notebooks")
        with pytest.raises(AnalysisError, match="notebooks' is no data root"):
            roots.current()
