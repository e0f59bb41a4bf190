"""The settings of property tests hold for the folder that asks for them, and for no other."""

import subprocess
import sys

from tests.shared_data import ROOT

PROBE = """\
from hypothesis import given, settings, strategies as st

@given(st.none())
def test_probe(_):
    assert settings().max_examples == {expected}
"""


def test_fewer_examples_in_one_folder_are_not_fewer_in_another(tmp_path):
    tests = tmp_path / "tests"
    for folder, expected in (("statistics", 40), ("tables", 100)):
        (tests / folder).mkdir(parents=True)
        (tests / folder / f"test_{folder}.py").write_text(PROBE.format(expected=expected))
    (tests / "statistics" / "conftest.py").write_bytes((ROOT / "tests" / "statistics" / "conftest.py").read_bytes())
    (tests / "test_last.py").write_text(PROBE.format(expected=100))
    command = [sys.executable, "-m", "pytest", "-q", "--import-mode=importlib", "-p", "no:cacheprovider", str(tests)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
