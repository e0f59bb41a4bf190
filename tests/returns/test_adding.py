import datetime as dt
import os
import random
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analysis import catalogue
from analysis.catalogue import store
from analysis.errors import AnalysisError, BadData, NothingReturned
from analysis.returns import adding, checking, files, register
from analysis.returns.cells.fields import Asked
from analysis.returns.faults import BadReturn
from tests.projects import demonstration_in
from tests.readers.books import write_csv
from tests.returns.conftest import TODAY
from tests.shared_data import ROOT

HEADINGS = ["month", "source", "queries"]
KILLED = Path(__file__).with_name("killed.py")
on_posix = pytest.mark.skipif(
    os.name == "nt", reason="processes are not killed in this way, nor files kept from others"
)


def queries(path, figures, first=4):
    rows = [
        [f"2021-{month:02}", source, count]
        for month, count in enumerate(figures, start=first)
        for source in ("Single Competent Authority", "Police forces", "Other")
    ]
    return write_csv(path, [HEADINGS, *rows])


def add(*paths, today=TODAY):
    return adding.add(checking.check_all(paths, Asked(today)), today)


def loaded(**options):
    rows = catalogue.load("nrm_queries", every="month", **options)
    return dict(zip(rows["month"].astype(str), rows["queries"].astype(int), strict=True))


def test_a_return_is_taken_in_and_loaded(project, tmp_path):
    with pytest.raises(NothingReturned, match="no return has been sent"):
        catalogue.load("nrm_queries")
    add(queries(tmp_path / "a.csv", [10, 20]))
    assert loaded() == {"2021-04": 30, "2021-05": 60}
    assert catalogue.load("nrm_queries", every="month").attrs["provenance"].kinds == {"return"}
    (held,) = register.received()
    assert (held.reporter, held.first, held.last, held.rows) == ("England and Wales", "2021-04", "2021-05", 6)


def test_a_corrected_return_replaces_the_months_it_covers_and_the_earlier_stays_as_a_vintage(project, tmp_path):
    add(queries(tmp_path / "a.csv", [10, 20]), today=dt.date(2022, 5, 1))
    add(queries(tmp_path / "b.csv", [21], first=5), today=dt.date(2022, 6, 1))
    assert loaded() == {"2021-04": 30, "2021-05": 63}
    assert loaded(as_at="2022-05-31") == {"2021-04": 30, "2021-05": 60}


def test_the_same_figures_twice_are_refused_and_going_back_to_earlier_ones_is_not(project, tmp_path):
    first, other = queries(tmp_path / "a.csv", [10]), queries(tmp_path / "b.csv", [11])
    add(first)
    with pytest.raises(BadData, match="all that it holds is held already, since 2022-05-10"):
        add(first)
    add(other)
    add(first)
    assert loaded() == {"2021-04": 30}
    assert len(register.received()) == 3


def test_several_files_are_taken_in_all_or_none(project, tmp_path):
    sound, unsound = queries(tmp_path / "a.csv", [10]), queries(tmp_path / "b.csv", [-1], first=5)
    with pytest.raises(BadReturn) as error:
        add(sound, unsound)
    assert len(error.value.faults) == 3
    assert register.received() == []
    assert not register.received_folder().exists()
    assert len(add(sound, queries(tmp_path / "c.csv", [1], first=5))) == 2


def test_an_invented_country_takes_no_return_in(tmp_path):
    with demonstration_in(tmp_path / "project") as country:
        made = checking.check_all([queries(tmp_path / "a.csv", [10])], Asked(TODAY))
        with pytest.raises(AnalysisError, match="'demonstration' holds an invented country and takes no return in"):
            adding.add(made, TODAY)
        assert not (country / "demonstration" / "returns" / "received").exists()


def test_what_lies_beside_the_register_is_no_return(project):
    shutil.copytree(ROOT / "demonstration" / "returns", project / "data" / "returns", dirs_exist_ok=True)
    assert register.received() == []
    with pytest.raises(NothingReturned, match="no return has been sent"):
        catalogue.load("nrm_queries")


@on_posix
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_only_the_owner_may_read_returns_whatever_the_umask(project, tmp_path, umask):
    path = queries(tmp_path / "a.csv", [10])
    made = checking.check_all([path], Asked(TODAY))
    before = os.umask(umask)
    try:
        adding.add(made, TODAY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(register.received_folder().stat().st_mode) == 0o700
    for file in register.received_folder().iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file.name
    store.cleaned(checking.find_form("nrm_queries"))
    for kept in (project / "data" / "returns" / ".cache").glob("nrm_queries-*"):
        assert stat.S_IMODE(kept.stat().st_mode) & 0o044, "small numbers are not in it: a second account may read it"


def test_nothing_of_a_return_reaches_the_name_of_a_file(project, tmp_path):
    odd = tmp_path / "Kent; rm -rf.csv"
    (held,) = add(queries(odd, [10]))
    assert held.file.parent == register.received_folder()
    assert adding._OURS.fullmatch(held.file.name)
    assert held.file.name.startswith("nrm_queries_england-and-wales_2022-05-10_")


def test_a_lost_register_is_not_begun_anew_over_returns_that_are_there(project, tmp_path):
    add(queries(tmp_path / "a.csv", [10]))
    register.register_file().unlink()
    with pytest.raises(BadData, match="the register of returns is missing, and 1 returns are there"):
        add(queries(tmp_path / "b.csv", [11]))
    assert len(list(register.received_folder().glob("nrm_queries*.csv"))) == 1


def test_a_second_process_waits_its_turn_and_gives_up_in_words(project, tmp_path, monkeypatch):
    monkeypatch.setattr(adding, "WAIT", 0.2)
    entered, leave = threading.Event(), threading.Event()

    def hold():
        with adding._alone():
            entered.set()
            leave.wait(30)

    files.make_folder(register.received_folder())
    other = threading.Thread(target=hold)
    other.start()
    entered.wait(30)
    try:
        with pytest.raises(adding.Busy, match="another process"):
            add(queries(tmp_path / "a.csv", [10]))
    finally:
        leave.set()
        other.join()
    add(queries(tmp_path / "a.csv", [10]))


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_full_disk_at_any_step_leaves_the_old_state_or_the_new(project, tmp_path, monkeypatch, call):
    add(queries(tmp_path / "a.csv", [10]))
    made = checking.check_all([queries(tmp_path / "b.csv", [11])], Asked(TODAY))
    real, failures, said = getattr(os, call), 0, []
    for step in range(1, 30):
        count = 0

        def failing(*arguments, step=step, **options):
            nonlocal count
            count += 1
            if count == step:
                raise OSError(28, "No space left on device")
            return real(*arguments, **options)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, failing)
            try:
                adding.add(made, TODAY)
            except (AnalysisError, OSError) as error:
                failures += 1
                said.append(str(error))
        assert loaded() in ({"2021-04": 30}, {"2021-04": 33})
        if loaded() == {"2021-04": 33}:
            break
    assert failures >= 2
    assert all("No space left" in text for text in said)
    assert loaded() == {"2021-04": 33}


@pytest.fixture
def kill(project):
    """Take a return in, in a process that is killed; tells whether it had ended before."""
    with subprocess.Popen(
        [sys.executable, str(KILLED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def take_in(path, how, amount):
            print(path, TODAY.isoformat(), how, amount, sep="\t", file=process.stdin, flush=True)
            said = process.stdout.readline().strip()
            assert said in ("done", "killed")
            return said == "done"

        yield take_in
        process.stdin.close()


def assert_old_or_new(old):
    held = register.received()
    assert [each.file for each in held][: len(old)] == old
    assert len(held) - len(old) in (0, 1)
    for each in held:
        register.read(each, checking.find_form("nrm_queries"))
    return len(held) > len(old)


def assert_tidy():
    held = {each.file.name for each in register.received()}
    there = {path.name for path in register.received_folder().iterdir()}
    assert there - {"add.lock"} == held | {"register.csv"}


@on_posix
def test_a_process_killed_at_any_step_leaves_the_old_state_or_the_new(project, tmp_path, kill):
    add(queries(tmp_path / "a.csv", [0]))
    outcomes, finished = [], False
    for step in range(1, 100):
        old = [each.file for each in register.received()]
        finished = kill(queries(tmp_path / "b.csv", [step]), "at", step)
        outcomes.append(assert_old_or_new(old))
        if finished:
            break
    assert finished, "no step is left to be killed at"
    assert outcomes[-1]
    assert outcomes.count(False) > 10
    assert True in outcomes[:-1], "killed after the register was replaced"
    adding.tidy()
    assert_tidy()


@on_posix
def test_a_process_killed_at_any_moment_leaves_the_old_state_or_the_new(project, tmp_path, kill):
    chance = random.Random(20220510)
    add(queries(tmp_path / "a.csv", [0]))
    # At each step it is killed in the test above; here between the steps.
    for number in range(1, 16):
        old = [each.file for each in register.received()]
        kill(queries(tmp_path / "b.csv", [number]), "after", chance.uniform(0, 0.12))
        assert_old_or_new(old)
    add(queries(tmp_path / "c.csv", [99]))
    assert_tidy()
    assert loaded() == {"2021-04": 297}
