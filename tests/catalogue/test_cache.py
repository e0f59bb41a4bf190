import errno
import os
import stat
import time

import pandas as pd
import pytest

from analysis.catalogue import cache

KEY, OTHER = "0123456789abcdef", "fedcba9876543210"
TABLE = pd.DataFrame({"quarter": pd.period_range("2021Q1", periods=2, freq="Q-DEC"), "n": pd.array([1, None], "Int64")})


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_is_found_under_its_key_alone(tmp_path):
    cache.keep(tmp_path / "new", "referrals", KEY, b"figures")
    assert cache.find(tmp_path / "new", "referrals", KEY) == b"figures"
    assert cache.find(tmp_path / "new", "referrals", OTHER) is None
    assert cache.find(tmp_path / "new", "referral", KEY) is None
    assert cache.find(tmp_path / "absent", "referrals", KEY) is None


def test_a_table_comes_back_with_its_types_and_its_attrs(tmp_path):
    table = TABLE.copy()
    table.attrs = {"warnings": ["look at it"]}
    cache.keep_frame(tmp_path, "referrals", KEY, table)
    found = cache.find_frame(tmp_path, "referrals", KEY)
    pd.testing.assert_frame_equal(found, TABLE)
    assert found.attrs == table.attrs


@pytest.mark.parametrize(
    "how", [lambda c: c[:100], lambda c: c[:40] + bytes(16) + c[56:], lambda c: b"", lambda c: c + c]
)
def test_a_damaged_file_is_not_there_and_is_cleared_away(tmp_path, how):
    cache.keep_frame(tmp_path, "referrals", KEY, TABLE)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(how(kept.read_bytes()))
    assert cache.find_frame(tmp_path, "referrals", KEY) is None
    assert files(tmp_path) == []


def test_a_whole_file_beside_a_damaged_one_is_found(tmp_path):
    cache.keep(tmp_path, "referrals", KEY, b"figures")
    (tmp_path / f"referrals-{KEY}-0000000000000000").write_bytes(b"other")
    assert cache.find(tmp_path, "referrals", KEY) == b"figures"


def test_no_error_of_the_disk_reaches_whoever_keeps(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", full)
        cache.keep(tmp_path, "referrals", KEY, b"figures")
    assert files(tmp_path) == [], "nothing half written is left"
    (tmp_path / "file").touch()
    cache.keep(tmp_path / "file" / "folder", "referrals", KEY, b"figures")
    with cache.alone(tmp_path / "file", "referrals"):
        assert cache.find(tmp_path / "file", "referrals", KEY) is None


def test_a_folder_that_cannot_be_written_to_or_read_is_passed_over(tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    cache.keep(tmp_path, "referrals", KEY, b"figures")
    with monkeypatch.context() as patch:
        for name in ("open", "unlink", "mkdir"):
            patch.setattr(f"pathlib.Path.{name}", denied)
        cache.keep(tmp_path, "decisions", KEY, b"figures")
        with cache.alone(tmp_path, "decisions"):
            pass
        patch.setattr("pathlib.Path.read_bytes", denied)
        assert cache.find(tmp_path, "referrals", KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes")
def test_a_second_account_may_read_what_the_umask_lets_it(tmp_path):
    cache.keep(tmp_path / "new", "referrals", KEY, b"figures")
    (kept,) = (tmp_path / "new").iterdir()
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o666 & ~umask
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o777 & ~umask


def test_leftovers_and_what_nobody_asks_for_are_cleared(tmp_path):
    now = time.time()
    for name, age in (("a.partial", 7200), ("b.partial", 60), ("old-x-y", 40 * 86400), ("used-x-y", 20 * 86400)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - age, now - age))
    cache.keep(tmp_path, "referrals", KEY, b"figures")
    assert [name for name in files(tmp_path) if not name.startswith("referrals")] == ["b.partial", "used-x-y"]


def test_only_the_newest_states_of_a_thing_are_kept(tmp_path):
    now = time.time()
    for number in range(12):
        cache.keep(tmp_path, "referrals", f"{number:016}", b"figures")
        (made,) = tmp_path.glob(f"referrals-{number:016}-*")
        os.utime(made, (now - 100 + number, now - 100 + number))
    cache.keep(tmp_path, "referrals_2", KEY, b"figures")
    cache.keep(tmp_path, "referrals", KEY, b"figures")
    assert len(list(tmp_path.glob("referrals-*"))) == 8
    assert cache.find(tmp_path, "referrals", f"{11:016}") == b"figures"
    assert cache.find(tmp_path, "referrals", f"{3:016}") is None
    assert cache.find(tmp_path, "referrals_2", KEY) == b"figures"
