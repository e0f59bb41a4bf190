"""What lies among the downloads and is no release: set aside with one warning, or refused where it nearly is one."""

import logging
import shutil

import pandas as pd
import pytest

from analysis import catalogue
from analysis.catalogue import load
from analysis.errors import BadData
from tests.catalogue.conftest import FAULTS
from tests.readers.books import write_csv, write_xlsx

REPORTS = "Year,Quarter,Total\n2030,Q1,1000\n"


def unrelated_workbook(folder):
    write_xlsx(folder / "rota.xlsx", {"May": [["Name", "Shift"], ["A", 3]], "Notes": [["ask B"]]})


STRAYS = {
    "desktop.ini": lambda folder: (folder / "desktop.ini").write_text("[.ShellClassInfo]\nIconResource=a.ico\n"),
    "~$base.xlsx": lambda folder: (folder / "~$base.xlsx").write_bytes(b"\x05Jane " + bytes(160)),
    "new.ods.crdownload": lambda folder: (folder / "new.ods.crdownload").write_bytes(b"PK\x03\x04" + bytes(50)),
    "reports.csv.part": lambda folder: (folder / "reports.csv.part").write_text(REPORTS),
    "lunch.csv": lambda folder: write_csv(folder / "lunch.csv", [["dish", "price"], ["soup", 3]]),
    "rota.xlsx": unrelated_workbook,
    "cut.ods": lambda folder: (folder / "cut.ods").write_bytes((FAULTS / "base_small_boats.xlsx").read_bytes()[:900]),
    "minutes.pdf": lambda folder: (folder / "minutes.pdf").write_bytes(b"%PDF-1.7\n"),
    "page.html": lambda folder: (folder / "page.html").write_text("<!doctype html><p>Not found"),
    "empty.csv": lambda folder: (folder / "empty.csv").touch(),
    "settings.json": lambda folder: (folder / "settings.json").write_text('{"a": 1}'),
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_stray_file_sets_itself_aside_with_one_warning(downloads, caplog, name):
    before = load("duty_to_notify")
    STRAYS[name](downloads)
    with caplog.at_level(logging.WARNING, "analysis"):
        for dataset in ("duty_to_notify", "duty_to_notify", "charges"):
            load(dataset)
    pd.testing.assert_frame_equal(load("duty_to_notify"), before)
    (said,) = caplog.messages
    assert said.startswith(f"{name} is set aside: ")
    assert [aside.path.name for aside in catalogue.set_aside()] == [name]


@pytest.mark.parametrize("name", [".DS_Store", ".~lock.new.ods#", "README.md", "new.csv.yaml", ".new.csv.partial"])
def test_what_always_lies_about_is_passed_over_without_a_word(downloads, name):
    (downloads / name).write_text("anything")
    load("duty_to_notify")
    assert catalogue.set_aside() == ()


def test_a_release_is_used_whatever_lies_beside_it(downloads):
    for put in STRAYS.values():
        put(downloads)
    (downloads / "new.csv").write_text(REPORTS)
    assert int(load("duty_to_notify")["reports"].iloc[-1]) == 1_000
    assert len(catalogue.set_aside()) == len(STRAYS)


def test_what_is_nearly_of_a_family_is_refused_by_the_datasets_of_it_and_by_no_other(downloads):
    table = "Year,Quarter,Age at exploitation,Where,NRM referrals\n2030,Q1,Adult (18 or over),UK,4500\n"
    (downloads / "new.csv").write_text(table)
    for _ in range(2):
        with pytest.raises(BadData, match=r"new\.csv.*lacks the column 'Location of exploitation'; 'Where'"):
            load("nrm_referrals")
    assert len(load("duty_to_notify"))
    assert catalogue.set_aside() == ()


def test_the_same_file_twice_is_used_once(downloads):
    (downloads / "new.csv").write_text(REPORTS)
    (downloads / "new (1).csv").write_text(REPORTS)
    assert int(load("duty_to_notify")["reports"].iloc[-1]) == 1_000
    (aside,) = catalogue.set_aside()
    assert str(aside) == "new.csv is set aside: it is the same file as new (1).csv."


def test_what_cannot_be_opened_is_set_aside(downloads, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied")

    (downloads / "new.csv").write_text(REPORTS)
    monkeypatch.setattr("analysis.catalogue.files.downloads.sha256_of", closed)
    load("charges")
    (aside,) = catalogue.set_aside()
    assert str(aside) == "new.csv is set aside: it cannot be opened (Permission denied)."


def test_names_that_differ_in_case_or_ending_alone_are_two_files(downloads):
    table = "Year,Quarter,Total\n2030,Q{quarter},{count}\n"
    for quarter, name in enumerate(("SB.csv", "sb.csv", "sb.CSV"), start=1):
        (downloads / name).write_text(table.format(quarter=quarter, count=1_000 + quarter))
    rows = load("duty_to_notify").set_index("quarter")["reports"]
    assert rows[["2030Q1", "2030Q2", "2030Q3"]].tolist() == [1_001, 1_002, 1_003]
    releases = load("duty_to_notify").attrs["provenance"].releases
    assert {release.address for release in releases} >= {"SB.csv", "sb.csv", "sb.CSV"}
    assert len({release.key for release in releases}) == len(releases)


def test_two_files_of_one_day_that_disagree_are_both_named(downloads):
    for count, name in ((1_000, "a.csv"), (1_001, "A.csv")):
        (downloads / name).write_text(f"Year,Quarter,Total\n2030,Q1,{count}\n")
    (warning,) = load("duty_to_notify").attrs["warnings"]
    assert "2030 Q1 is 1,001 in one release" in warning
    assert ", A.csv) and 1,000 in the next (" in warning
    assert warning.endswith(", a.csv), both of one day.")
    (downloads / "a.csv").write_text("Year,Quarter,Total\n2030,Q1,9000\n")
    with pytest.raises(BadData, match=r", A\.csv\) and 9,000 in the next \(.*, a\.csv\)"):
        load("duty_to_notify")


SIDECAR = """title: Tables
file: {file}
sha256: {sha256}
kind: published
area: UK
unit: reports
licence: Open Government Licence v3.0
releases:
  - key: {key}
    date: {date}
    publisher: Home Office
    title: {key}
    address: https://www.gov.uk/
    period: "2030"
    standing: official
"""


def drop(downloads, name, count, *, sidecar, key="one", date="2030-08-01", quarter=1):
    from analysis.provenance import sha256_of

    (downloads / name).write_text(f"Year,Quarter,Total\n2030,Q{quarter},{count}\n")
    said = SIDECAR.format(file=name, sha256=sha256_of(downloads / name), key=key, date=date)
    (downloads / sidecar).write_text(said)


def test_a_sidecar_is_that_of_the_file_it_names(downloads):
    drop(downloads, "a.csv", 1_000, sidecar="a.yaml")
    shutil.copy(downloads / "a.csv", downloads / "a.txt")
    (downloads / "a.txt").write_text("Year,Quarter,Total\n2030,Q2,2000\n")
    releases = load("duty_to_notify").attrs["provenance"].releases
    assert {"https://www.gov.uk/", "a.txt"} <= {release.address for release in releases}


def test_two_files_of_one_release_are_its_parts_and_may_not_repeat_each_other(downloads):
    drop(downloads, "a.csv", 1_000, sidecar="a.csv.yaml")
    drop(downloads, "b.csv", 1_001, sidecar="b.csv.yaml", quarter=2)
    rows = load("duty_to_notify")
    assert rows["reports"].tolist()[-2:] == [1_000, 1_001]
    assert [release.key for release in rows.attrs["provenance"].releases].count("one") == 1
    drop(downloads, "b.csv", 1_001, sidecar="b.csv.yaml")
    with pytest.raises(BadData, match=r"b\.csv: it gives 2030 Q1, as a\.csv of the same release does"):
        load("duty_to_notify")


def test_two_releases_under_one_key_are_told_apart(downloads):
    drop(downloads, "a.csv", 1_000, sidecar="a.csv.yaml", date="2030-08-01")
    drop(downloads, "b.csv", 1_001, sidecar="b.csv.yaml", date="2030-09-01")
    assert int(load("duty_to_notify")["reports"].iloc[-1]) == 1_001
    assert int(load("duty_to_notify", as_at="2030-08-15")["reports"].iloc[-1]) == 1_000


ESCAPES = "a\x1b[31mred\x07\u202e.csv"


def test_signs_that_steer_a_terminal_are_written_out(downloads):
    (downloads / ESCAPES).write_text("dish,price\nsoup,3\n")
    (aside,) = catalogue.set_aside()
    assert str(aside).startswith(r"a\x1b[31mred\x07\u202e.csv is set aside: ")
    (downloads / ESCAPES).write_text(REPORTS)
    newest = load("duty_to_notify").attrs["provenance"].newest()
    assert newest.address == r"a\x1b[31mred\x07\u202e.csv"
    (downloads / ESCAPES).write_text("Year,Quarter,Total\n2030,Q1,x\n")
    with pytest.raises(BadData) as refusal:
        load("duty_to_notify")
    assert str(refusal.value).isprintable()
