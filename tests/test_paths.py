from pathlib import Path

import pytest

from analysis import paths, roots
from analysis.errors import AnalysisError

HERE = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "published").mkdir(parents=True)
    (tmp_path / "data" / paths.MARKER).write_bytes((HERE / "data" / paths.MARKER).read_bytes())
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


@pytest.mark.parametrize("inside", [".", "notebooks/trends", "data/published"])
def test_the_project_is_the_one_that_the_current_folder_lies_in(project, monkeypatch, inside):
    (project / inside).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(project / inside)
    assert paths.root() == project


def test_a_folder_with_another_project_is_passed_over(project, monkeypatch):
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "pyproject.toml").touch()
    monkeypatch.chdir(project / "elsewhere")
    assert paths.root() == project


def test_outside_any_project_it_is_the_one_that_the_package_lies_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.root() == HERE


def test_without_a_project_the_user_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site-packages" / "analysis" / "paths.py"))
    (tmp_path / "alone").mkdir()
    monkeypatch.chdir(tmp_path / "alone")
    with pytest.raises(AnalysisError, match="lies in no copy of the project"):
        paths.root()


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        (roots.published, "data/published"),
        (roots.reference, "data/reference"),
        (roots.returns, "data/returns"),
        (roots.downloads, "data/downloads"),
        (paths.notebooks, "notebooks"),
        (roots.reports, "reports"),
        (paths.cache_folder, ".cache"),
    ],
)
def test_every_folder_lies_in_the_project(project, monkeypatch, folder, place):
    monkeypatch.chdir(project)
    assert folder() == project / place


def test_the_folders_that_the_project_needs_are_there():
    assert roots.published().is_dir()
    assert roots.reference().is_dir()
    assert list(paths.notebooks().rglob("*.ipynb"))
