import json
import subprocess
import sys

import pytest

from analysis import ledger, load
from analysis.errors import NotCovered
from tests.demonstration import put_demonstration_data
from tests.projects import project_in


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        put_demonstration_data(folder)
        yield folder


def test_a_load_is_noted_by_its_kind(project):
    before = ledger.used()
    load("nrm_referrals")
    assert set(ledger.used() - before) == {"published"}
    with pytest.raises(NotCovered):
        load("clandestine_events", until="2024-25")
    assert "demonstration" in ledger.used() - before, "even where nothing came of it"


@pytest.mark.parametrize(
    ("reading", "noted"),
    [
        ("import pandas; pandas.read_csv(PATH)", True),
        ("import pandas; pandas.read_csv(PATH, engine='pyarrow')", True),
        ("import os; os.chdir(os.path.dirname(PATH)); open('clandestine_events.csv').read()", True),
        ("open(PATH.encode(), 'rb').read()", True),
        ("import os; os.symlink(PATH, 'holiday.csv'); open('holiday.csv').read()", True),
        ("import shutil; shutil.copy(PATH, 'holiday.csv')", True),
        ("open('pyproject.toml').read(); open(0, closefd=False)", False),
        ("try: open('nul\\0')\nexcept ValueError: pass", False),
    ],
)
@pytest.mark.parametrize(
    "striking_out",
    [
        "",
        "import importlib, analysis.ledger as l; importlib.reload(l); l.used = dict; l.QUESTION = '[]'; l.note = print",
    ],
)
def test_a_file_of_demonstration_data_is_noted_however_it_is_opened(project, reading, noted, striking_out):
    if striking_out and not noted:
        pytest.skip("nothing to strike out")
    path = project / "data" / "returns" / "demonstration" / "clandestine_events.csv"
    begin = f"__import__('runpy').run_path({ledger.__file__!r})"
    answer = f"print(__import__('json').dumps({ledger.QUESTION}))"
    code = "\n".join([begin, f"PATH = {str(path)!r}", reading, striking_out, answer])
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=project)
    assert (json.loads(done.stdout.splitlines()[-1]) == ["demonstration"]) == noted
