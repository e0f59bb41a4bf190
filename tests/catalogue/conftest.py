"""What the tests of the catalogue share."""

import shutil

import pytest

from analysis import paths, roots
from analysis.areas import reference
from tests.shared_data import ROOT

FAULTS = ROOT / "tests" / "faults"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, with the published figures and no download."""
    folder = tmp_path / "project"
    shutil.copytree(roots.published(), folder / "data" / "published")
    shutil.copytree(roots.reference(), folder / "data" / "reference")
    (folder / "data" / "downloads").mkdir()
    shutil.copy(paths.root() / "data" / paths.MARKER, folder / "data")
    (folder / "pyproject.toml").touch()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def downloads(project):
    """The folder for official files of a project of its own."""
    return project / "data" / "downloads"


@pytest.fixture
def new_process():
    """Forget what a new process would read afresh."""
    yield reference.read.cache_clear
    reference.read.cache_clear()
