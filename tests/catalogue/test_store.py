import shutil

import pandas as pd
import pytest

from analysis import datasets, paths, roots
from analysis.catalogue import sources, store
from analysis.errors import BadData
from analysis.provenance import sha256_of


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, with the published figures of one dataset."""
    (tmp_path / "data" / "published").mkdir(parents=True)
    shutil.copy(paths.root() / "data" / paths.MARKER, tmp_path / "data")
    (tmp_path / "pyproject.toml").touch()
    for name in ("duty_to_notify.csv", "duty_to_notify.yaml"):
        (tmp_path / "data" / "published" / name).write_bytes((roots.published() / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(project, old, new):
    """Change the data file and record its new checksum, as somebody who knows the rules would."""
    data, sidecar = (project / "data" / "published" / f"duty_to_notify.{ending}" for ending in ("csv", "yaml"))
    before = sha256_of(data)
    text = data.read_text()
    assert old in text
    data.write_text(text.replace(old, new, 1))
    sidecar.write_text(sidecar.read_text().replace(before, sha256_of(data)))


DATASET = datasets.find("duty_to_notify")


def test_a_second_load_reads_the_cache_and_gives_the_same(project, monkeypatch):
    first = store.cleaned(DATASET)
    monkeypatch.setattr(sources.Published, "rows", lambda _: pytest.fail("cleaned a second time"))
    second = store.cleaned(DATASET)
    pd.testing.assert_frame_equal(first.figures, second.figures)
    assert (first.releases, first.warnings) == (second.releases, second.warnings)
    assert not list(project.rglob("*.partial"))


def test_a_changed_file_is_cleaned_afresh(project):
    store.cleaned(DATASET)
    change(project, "2021,3190", "2021,3191")
    assert 3191 in store.cleaned(DATASET).figures["reports"].to_numpy()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("2021,3190", "2021,31x0", r"duty_to_notify.csv, row \d+, column 'reports': '31x0' is no count"),
        ("2021,3190", "2021,3190.5", "'3190.5' is no count"),
        ("2021,3190", "2021,-4", "duty_to_notify.csv"),
        ("nrm-2021-summary,2021", "nrm-2012-summary,2021", "release 'nrm-2012-summary' is not in duty_to_notify.yaml"),
    ],
)
def test_a_faulty_figure_is_refused_with_its_place(project, old, new, complaint):
    change(project, old, new)
    with pytest.raises(BadData, match=complaint):
        store.cleaned(DATASET)
    assert not list(project.glob(".cache/datasets/*")), "nothing faulty may be kept"


def test_a_doubled_key_is_refused(project):
    text = (project / "data" / "published" / "duty_to_notify.csv").read_text()
    row = next(line for line in text.splitlines() if line.endswith("2021,3190"))
    change(project, row, f"{row}\n{row.replace('3190', '3191')}")
    with pytest.raises(BadData, match="duty_to_notify"):
        store.cleaned(DATASET)


def kept(project):
    (path,) = (project / ".cache" / "datasets").glob("duty_to_notify-*")
    return path


@pytest.mark.parametrize("how", ["cut short", "overwritten", "emptied", "a folder"])
def test_a_damaged_cache_is_made_again(project, how):
    first = store.cleaned(DATASET)
    path, content = kept(project), kept(project).read_bytes()
    if how == "a folder":
        path.unlink()
        path.mkdir()
    else:
        changed = {"cut short": content[:200], "overwritten": content[:400] + bytes(16) + content[416:], "emptied": b""}
        path.write_bytes(changed[how])
    again = store.cleaned(DATASET)
    pd.testing.assert_frame_equal(first.figures, again.figures)
    assert (first.releases, first.warnings) == (again.releases, again.warnings)
    if how != "a folder":
        assert kept(project).read_bytes() == content


@pytest.mark.parametrize("where", [".cache", ".cache/datasets"])
def test_a_cache_that_cannot_be_written_to_fails_nothing(project, where):
    (project / where).parent.mkdir(exist_ok=True)
    (project / where).write_text("in the way")
    first = store.cleaned(DATASET)
    pd.testing.assert_frame_equal(first.figures, store.cleaned(DATASET).figures)
    assert (project / where).read_text() == "in the way"


def test_a_full_disk_fails_nothing_and_leaves_nothing(project, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert len(store.cleaned(DATASET).figures)
    assert not list((project / ".cache" / "datasets").iterdir())
