"""The Makefile: that it sets up once, again when it must, and says plainly when it cannot.

The Python that it is given here is a script that writes down what it was asked for and makes a stand-in environment.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TARGETS = {"report", "test", "audit", "lab", "lint", "bench", "docs", "lock", "clean", "help"}
MADE_FROM = ["requirements.lock", "pyproject.toml", "notebooks/.jupyterlab_page_config.json"]

# Checks are answered by a real Python, after DISGUISE has made it look like the one under test.
PYTHON = """#!/bin/sh
case "$1" in
-c) exec {python} -c "{disguise}
$2" ;;
*)
    echo "$@" >> {log}
    case "$*" in *--clear*) rm -rf .venv ;; esac
    mkdir -p .venv/bin
    for command in python msoic ruff mypy; do
        printf '#!/bin/sh\\necho "%s $*" >> {log}\\n[ ! -e {broken} ]\\n' $command > .venv/bin/$command
        chmod +x .venv/bin/$command
    done ;;
esac
"""

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


class Copy:
    """A folder with the Makefile, what it depends on, and a stand-in for Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.log, self.broken, self.python = folder / "log", folder / "broken", folder / "python"
        self.disguise_python("")
        (self.folder / "notebooks").mkdir(parents=True)
        shutil.copy(PROJECT / "Makefile", self.folder)
        for name in MADE_FROM:
            (self.folder / name).touch()

    def disguise_python(self, statement: str) -> None:
        script = PYTHON.format(python=sys.executable, disguise=statement, log=self.log, broken=self.broken)
        self.python.write_text(script)
        self.python.chmod(0o755)

    def make(self, *words: str, python: str | Path | None = None) -> subprocess.CompletedProcess:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        command = ["make", *words, f"PYTHON={python or self.python}"]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def calls(self) -> list[str]:
        """Return what has been run since the last time of asking."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines

    def touch_later(self, name: str) -> None:
        """Make a file newer than every mark, whatever the file system's clock resolves."""
        later = max(mark.stat().st_mtime for mark in self.folder.glob(".venv/.*")) + 2
        os.utime(self.folder / name, (later, later))


@pytest.fixture
def copy(tmp_path) -> Copy:
    return Copy(tmp_path)


def set_up(calls: list[str]) -> list[str]:
    """Name the steps of a set-up among what was run."""
    kinds = {"-m venv": "venv", "--requirement": "locked", "--editable": "package"}
    return [kind for call in calls for words, kind in kinds.items() if words in call]


def test_help_lists_every_target_and_is_what_make_alone_gives(copy):
    alone = copy.make().stdout
    assert set(re.findall(r"^ *make ([a-z]+) ", alone, re.MULTILINE)) == TARGETS
    assert alone == copy.make("help").stdout
    assert not copy.calls()


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("report", "msoic run --strict --format html,pdf --book"),
        ("test", "python -m pytest"),
        ("audit", "python -m pytest"),
        ("lab", "msoic lab"),
        ("lint", "ruff format --check ."),
        ("bench", "python -m benchmarks"),
    ],
)
def test_each_target_sets_up_from_nothing_and_only_once(copy, target, command):
    first = copy.make(target)
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.splitlines()) == 1
    calls = copy.calls()
    assert set_up(calls) == ["venv", "locked", "package"]
    assert any(call.startswith(command) for call in calls)

    second = copy.make(target)
    assert not second.stdout
    assert not set_up(copy.calls())


def test_arguments_are_passed_on(copy):
    copy.make("test", "ARGS=-k periods")
    assert copy.calls()[-1].endswith(" -k periods")


def test_two_years_are_reported_on_unless_one_is_named(copy):
    copy.make("report")
    years = [call.rpartition("--period ")[2] for call in copy.calls() if call.startswith("msoic run")]
    assert years == ["2021-22", "2022-23"]
    copy.make("report", "ARGS=--period 2020-21 --area Kent")
    (only,) = [call for call in copy.calls() if call.startswith("msoic run")]
    assert only.endswith("--book --period 2020-21 --area Kent")


def test_jupyterlab_opens_on_an_invented_country_where_that_is_asked_for(copy):
    said = {given: copy.make("lab", "--dry-run", f"DEMONSTRATION={given}").stdout for given in ("", "1")}
    assert ".venv/bin/msoic lab --demonstration" in said["1"]
    assert "demonstration" not in said[""]


def test_set_up_that_broke_off_is_done_again_from_the_start(copy):
    copy.broken.touch()
    assert copy.make("test").returncode != 0
    assert not [call for call in copy.calls() if call.startswith("python -m pytest")]
    copy.broken.unlink()
    assert copy.make("test").returncode == 0
    assert set_up(copy.calls()) == ["venv", "locked", "package"]


@pytest.mark.parametrize(
    ("changed", "steps"),
    [("requirements.lock", ["venv", "locked", "package"]), ("pyproject.toml", ["package"])],
)
def test_set_up_is_renewed_when_what_it_was_made_from_changes(copy, changed, steps):
    copy.make("test")
    copy.calls()
    copy.touch_later(changed)
    copy.make("test")
    assert set_up(copy.calls()) == steps


def test_nothing_of_an_older_environment_survives_a_new_one(copy):
    (copy.folder / ".venv").mkdir()
    stale = copy.folder / ".venv" / "stale"
    stale.touch()
    copy.make("test")
    assert not stale.exists()


@pytest.mark.parametrize(
    ("disguise", "complaint"),
    [
        ("import sys; sys.version_info = (3, 10, 2)", "Python 3.11 or newer is needed"),
        ("import sys; sys.version_info = (2, 7, 18)", "Python 3.11 or newer is needed"),
        ("import sys; sys.modules['ensurepip'] = None", "python3-venv"),
    ],
)
def test_unfit_python_is_refused_in_a_line(copy, disguise, complaint):
    copy.disguise_python(disguise)
    refused = copy.make("test")
    assert refused.returncode != 0
    said = [line for line in refused.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(said) == 1
    assert complaint in said[0]
    assert not (copy.folder / ".venv").exists()


def test_absent_python_is_named_in_a_line(copy):
    refused = copy.make("test", python="python-that-is-absent")
    said = [line for line in refused.stderr.splitlines() if not line.startswith("make: ***")]
    assert said == ["There is no 'python-that-is-absent'. Install Python 3.11 or newer."]


def test_clean_leaves_what_cannot_be_made_again(copy):
    copy.make("test")
    for kept in ("reports", "data/downloads"):
        (copy.folder / kept).mkdir(parents=True)
    (copy.folder / "src" / "__pycache__").mkdir(parents=True)
    assert copy.make("clean").returncode == 0
    assert not (copy.folder / ".venv").exists()
    assert not (copy.folder / "src" / "__pycache__").exists()
    assert (copy.folder / "reports").is_dir()
    assert (copy.folder / "data" / "downloads").is_dir()
