"""An analyst's own files are read from one place, with a clear message where they are not there."""

import pandas as pd
import pytest

from analysis.errors import AnalysisError, BadData, UnknownName
from analysis.own_files import own


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "data" / "own"
    made.mkdir(parents=True)
    (tmp_path / "data" / "root.toml").write_text(
        'demonstration = false\nnation = { name = "England and Wales", code = "K04000001" }\n'
    )
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    return made


def test_files_are_read_as_pandas_reads_them(folder):
    table = pd.DataFrame({"force": ["Kent", "Dyfed-Powys – Cymru"], "calls": [3, 4]})
    table.to_csv(folder / "calls.csv", index=False, encoding="utf-8-sig")
    table.to_parquet(folder / "calls.parquet")
    for name in ("calls.csv", "calls.parquet"):
        pd.testing.assert_frame_equal(own(name), table)


def test_a_file_that_is_not_there_is_named_with_the_nearest(folder):
    (folder / "calls.csv").touch()
    with pytest.raises(UnknownName, match=r"no file 'cals.csv' in data/own.*Did you mean 'calls.csv'"):
        own("cals.csv")


def test_nothing_outside_the_folder_is_read(folder):
    with pytest.raises(AnalysisError, match="lies outside data/own"):
        own("../root.toml")


@pytest.mark.parametrize("name", ["broken.xlsx", "text.doc", "empty.csv"])
def test_a_file_that_cannot_be_read_is_named(folder, name):
    (folder / name).write_bytes(b"")
    with pytest.raises(BadData, match=name):
        own(name)


@pytest.mark.parametrize("options", [{"sheet_name": "Kent"}, {"encoding": "klingon"}])
def test_an_option_that_such_a_file_does_not_have_is_named(folder, options):
    (folder / "calls.csv").write_text("force,calls\nKent,3\n", encoding="utf-8")
    with pytest.raises(BadData, match=rf"calls\.csv: cannot be read with {next(iter(options))}="):
        own("calls.csv", **options)
