"""Every figure follows what it was made from: files, lists of forces, rules of disclosure, root and code."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import areas, paths
from analysis.catalogue import keys, load
from analysis.provenance import sha256_of
from analysis.returns import adding, checking
from analysis.returns.cells.fields import Asked
from tests.readers.books import write_csv

TODAY = dt.date(2022, 5, 10)
PACKAGE = Path(keys.__file__).parents[1]


def change(data, old, new):
    """Change a data file and record its new checksum, as somebody who knows the rules would."""
    sidecar, before = data.with_suffix(".yaml"), sha256_of(data)
    text = data.read_text(encoding="utf-8")
    assert old in text
    data.write_text(text.replace(old, new, 1), encoding="utf-8")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace(before, sha256_of(data)), encoding="utf-8")


def reports():
    return int(load("duty_to_notify", during="2016 Q2")["reports"].iloc[0])


def test_a_changed_data_file_is_followed(project):
    assert reports() == 160
    change(project / "data" / "published" / "duty_to_notify.csv", "nrm-2023-q4,2016 Q2,160", "nrm-2023-q4,2016 Q2,161")
    assert reports() == 161


def test_a_changed_sidecar_is_followed(project):
    sidecar = project / "data" / "published" / "duty_to_notify.yaml"
    before = load("duty_to_notify", during="2016 Q2").attrs["provenance"].newest().title
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace(before, "Another title"), encoding="utf-8")
    assert load("duty_to_notify", during="2016 Q2").attrs["provenance"].newest().title == "Another title"


def test_a_changed_download_is_followed(downloads):
    table = "Year,Quarter,Total\n2030,Q1,{count}\n"
    for count in (1_000, 1_001):
        (downloads / "new.csv").write_text(table.format(count=count))
        assert int(load("duty_to_notify")["reports"].iloc[-1]) == count
    (downloads / "new.csv").unlink()
    assert int(load("duty_to_notify")["reports"].iloc[-1]) != 1_001


@pytest.fixture
def events(project, tmp_path):
    """Returns of three forces of the Eastern region, in a project of its own."""
    forces = ("Kent", "Essex", "Suffolk")
    rows = [[f"2021-{month:02}", force, 40 + month, 30, 20, 10, 5, 1] for month in (4, 5, 6) for force in forces]
    headings = ["month", "force", "events", "scripts_completed", "civil_penalty_referrals", "complete_referrals"]
    path = write_csv(tmp_path / "events.csv", [[*headings, "penalties_issued", "policing_team"], *rows])
    adding.add(checking.check_all([path], Asked(TODAY, areas.nation(), None)), TODAY)
    return project


def of_area(name, measure="events"):
    (figure,) = load("clandestine_events", every="quarter", area=name)[measure]
    return None if pd.isna(figure) else int(figure)


def test_a_force_that_is_moved_to_another_region_is_followed(events, new_process):
    assert of_area("Eastern region") == 405
    kent = "E23000032,Kent,Kent Police,Eastern region,England"
    change(events / "data" / "reference" / "police_forces.csv", kent, kent.replace("Eastern", "South East"))
    assert of_area("Eastern region") == 405, "this process has read the lists already, and keeps to them"
    new_process()
    assert of_area("Eastern region") == 270
    assert of_area("South East region") == 135


def test_a_changed_rule_of_disclosure_is_followed(events):
    rules = events / "data" / "returns" / "disclosure.yaml"
    rules.write_text("threshold: 5\nrounding: null\n")
    assert of_area("Kent", "penalties_issued") == 15
    rules.write_text("threshold: 20\nrounding: null\n")
    assert of_area("Kent", "penalties_issued") is None
    rules.write_text("threshold: 5\nrounding: 10\n")
    assert of_area("Kent", "penalties_issued") == 20


def test_a_changed_root_or_list_changes_the_key(project, new_process):
    seen = {keys.key("figures")}
    marker = project / "data" / paths.MARKER
    marker.write_text(marker.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    seen.add(keys.key("figures"))
    (project / "data" / "reference" / "new.csv").write_text("a list\n")
    seen.add(keys.key("figures"))
    seen.add(keys.key("other figures"))
    assert len(seen) == 4
    assert keys.key("figures") in seen


@pytest.mark.parametrize("changed", ["periods/writing.py", "readers/table.py", "claims/measures.csv", "new.py"])
def test_any_file_of_the_package_is_in_the_key(tmp_path, monkeypatch, changed):
    package = tmp_path / "analysis"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys, "_PACKAGE", package)
    before = keys._code()
    assert keys._code() == before
    (package / changed).parent.mkdir(exist_ok=True)
    with (package / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert keys._code() != before


def test_changed_code_is_followed(project, tmp_path):
    assert reports() == 160
    package = tmp_path / "changed" / "analysis"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "datasets" / "dataset.py").open("a", encoding="utf-8") as module:
        module.write("\n_read = _counts\n_counts = lambda *texts: _read(*texts) + 1\n")
    code = "from analysis.catalogue import load; print(load('duty_to_notify', during='2016 Q2')['reports'][0])"
    environment = os.environ | {"PYTHONPATH": str(package.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == ["161"]
    assert reports() == 160, "what the other code made is kept apart"


def test_the_lists_of_forces_count_as_they_were_read(project, new_process):
    before = areas.fingerprint()
    forces = project / "data" / "reference" / "police_forces.csv"
    change(forces, "Kent Police", "Kent County Police")
    assert areas.fingerprint() == before
    new_process()
    assert areas.fingerprint() != before
    assert areas.find("Kent").full_name == "Kent County Police"
