import os
import subprocess
import sys

import pytest

from analysis import catalogue, readers
from analysis.catalogue import load
from analysis.catalogue.files import readings
from analysis.errors import BadData
from tests.catalogue.conftest import FAULTS
from tests.readers.books import write_xlsx

HEADER = ["Year", "Quarter", "Age at exploitation", "Location of exploitation", "NRM referrals"]
WHO = ["Adult (18 or over)", "UK"]


@pytest.fixture
def reads(monkeypatch):
    """The files that a reader opens."""
    opened, read = [], readers.read

    def note(path):
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(readers, "read", note)
    readings._reading.cache_clear()
    return opened


@pytest.fixture
def workbook(downloads):
    """A workbook that two datasets are made from, both of them small."""
    return (downloads / "weekly.xlsx").write_bytes((FAULTS / "base_small_boats.xlsx").read_bytes())


def test_a_workbook_is_opened_once_for_all_its_datasets(workbook, reads):
    for name in ("small_boat_preventions", "duty_to_notify", "charges", "small_boat_preventions"):
        load(name)
    catalogue.set_aside()
    with pytest.raises(BadData, match="mislabelled"):
        load("small_boats")
    assert reads == ["weekly.xlsx"]


def test_another_process_does_not_open_it_again(workbook, reads):
    expected = load("small_boat_preventions")
    readings._reading.cache_clear()
    assert load("small_boat_preventions").equals(expected)
    code = (
        "import sys; from analysis import readers; from analysis.catalogue import load\n"
        "readers.read = lambda path: sys.exit(f'{path} was opened again')\n"
        "load('small_boat_preventions'); load('charges')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    assert reads == ["weekly.xlsx"]


def test_what_is_no_release_or_a_faulty_one_is_opened_once_too(downloads, reads):
    write_xlsx(downloads / "rota.xlsx", {"May": [["Name", "Shift"], ["A", 3]]})
    write_xlsx(downloads / "referrals.xlsx", {"Table": [HEADER, [2024, "Q1", *WHO, "many"]]})
    for _ in range(2):
        with pytest.raises(BadData, match=r"referrals\.xlsx, sheet 'Table', row 2.*'many'"):
            load("nrm_referrals")
        readings._reading.cache_clear()
        load("duty_to_notify")
    assert sorted(reads) == ["referrals.xlsx", "rota.xlsx"]


def test_a_part_of_what_was_read_that_is_lost_or_damaged_is_read_again(workbook, project, reads):
    expected = load("small_boat_preventions")
    for how in (lambda path: path.write_bytes(path.read_bytes()[:99]), lambda path: path.unlink()):
        for kept in (project / ".cache" / "files").glob("*small_boat*"):
            how(kept)
        readings._reading.cache_clear()
        for kept in (project / ".cache" / "datasets").glob("*"):
            kept.unlink()
        assert load("small_boat_preventions").equals(expected)
    assert len(reads) == 3


def test_the_place_of_a_value_is_that_of_its_first_cell(tmp_path):
    rows = [HEADER, [2024, "Q1", *WHO, 4], [2024, "Q1", "Adult (18 or over)", "Overseas", 5]]
    path = write_xlsx(tmp_path / "new.xlsx", {"Table": rows})
    place = "new.xlsx, sheet 'Table', row 3, column 'location of exploitation'"
    assert str(readings.place_of("Overseas", path)) == place
    assert str(readings.place_of("Atlantis", path)) == "new.xlsx"
