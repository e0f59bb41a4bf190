"""A new year begins with files that show nothing, and with the returns to ask for."""

import shutil

import pytest

from analysis import paths, roots
from analysis.errors import AnalysisError
from analysis.pages import narrative
from analysis.reporting import new_year
from analysis.returns import checking


@pytest.fixture
def folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    (data / "narrative").mkdir(parents=True)
    for name in (paths.MARKER, f"narrative/{new_year.GUIDANCE}"):
        shutil.copy(roots.current().folder / name, data / name)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return data / "narrative"


def test_each_file_says_what_to_write_and_shows_nothing_until_somebody_does(folder):
    made = new_year.begin("FYE 2023")
    assert {path.parent for path in made} == {folder / "2022-23"}
    for path in made:
        text = narrative.read(path)
        assert text.heading == "Statement of the programme"
        assert narrative.passages("2022-23", text.page, text.place) == []
        assert "<!-- " in path.read_text(encoding="utf-8")
    operations = folder / "2022-23" / "7-operations.md"
    operations.write_text(operations.read_text(encoding="utf-8") + "One.\n", encoding="utf-8")
    (shown,) = narrative.passages("2022-23", "regional_coordination", "operations")
    assert shown.markdown == "One."


def test_what_somebody_wrote_is_never_written_over(folder):
    (folder / "2022-23").mkdir()
    (folder / "2022-23" / "7-cases.md").write_text("Mine.", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"narrative of 2022-23 already, such as '7-cases\.md'"):
        new_year.begin("2022-23")
    assert [path.name for path in (folder / "2022-23").iterdir()] == ["7-cases.md"]


def test_nothing_half_written_is_left(folder, monkeypatch):
    def refuse(path):
        raise AnalysisError("no")

    monkeypatch.setattr(narrative, "read", refuse)
    with pytest.raises(AnalysisError):
        new_year.begin("2022-23")
    assert [path.name for path in folder.iterdir()] == [new_year.GUIDANCE]


def test_a_folder_that_cannot_be_made_is_named(folder):
    (folder / "2022-23").write_text("", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"narrative/2022-23' cannot be written"):
        new_year.begin("2022-23")


def test_every_return_is_asked_for_and_of_whom():
    asked = {each.name: (each.sent_by, each.every) for each in new_year.returns()}
    assert set(asked) == set(checking.forms())
    assert asked["disruptions"] == ("10 regions", "month")
    assert asked["operations"] == ("the programme", "record")
