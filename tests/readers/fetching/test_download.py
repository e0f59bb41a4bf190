import datetime as dt
import io
import os
import subprocess
import sys
import textwrap
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import cli, roots
from analysis.errors import NoNetwork, UnknownName
from analysis.provenance import read_sidecar
from analysis.readers.fetching import download
from analysis.readers.fetching.publications import publications_of
from analysis.readers.fetching.transfer import ATTEMPTS
from tests.readers.fetching.fake_govuk import claims, cut, hang, html, ods, redirect, status, xlsx

(BOATS,) = publications_of(["small_boats"])
(NRM,) = publications_of(["nrm_referrals"])
FEBRUARY = "20_February_2026_Small_boats_-_time_series_v2.ods"
MARCH = "06_March_2026_Small_boats_-_time_series.ods"


@pytest.fixture
def fetch(govuk, client, tmp_path):
    folder = tmp_path / "downloads"
    return partial(download.fetch, names=["small_boats"], folder=folder, site=govuk.address, client=client)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "downloads"


def publish(govuk, *attachments, day="2026-02-20"):
    govuk.publish(
        BOATS.page,
        *attachments,
        title="Small boat activity in the English Channel",
        first="2022-11-03T14:00:00Z",
        updated=f"{day}T09:30:00Z",
    )


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def outcomes(results):
    return [result.outcome for result in results]


def test_the_newest_release_is_downloaded_with_a_sidecar(govuk, fetch, folder):
    content = ods()
    publish(govuk, govuk.attach(FEBRUARY, content))
    (fetched,) = fetch()
    assert (fetched.outcome, fetched.file) == ("downloaded", folder / FEBRUARY)
    assert (folder / FEBRUARY).read_bytes() == content
    assert names(folder) == [FEBRUARY, f"{FEBRUARY}.yaml"]
    sidecar = read_sidecar(folder / f"{FEBRUARY}.yaml")
    assert sidecar.file == folder / FEBRUARY
    assert [release.date for release in sidecar.releases] == [dt.date(2026, 2, 20)]


def test_spreadsheets_of_each_kind_are_taken(govuk, fetch, folder):
    table = "\N{BOM}Date,Migrants arrived,Boats arrived\r\n2026-02-19,0,0\r\n".encode()
    files = {"a.ods": ods(), "b.xlsx": xlsx(), "c.csv": table, "D.ODS": ods(seed=2)}
    publish(govuk, *(govuk.attach(name, content, content_type="") for name, content in list(files.items())[:3]))
    assert outcomes(fetch()) == ["downloaded"] * 3
    assert {name: (folder / name).read_bytes() for name in list(files)[:3]} == dict(list(files.items())[:3])


def test_what_is_no_spreadsheet_is_left_out_and_named(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()), govuk.attach("guide.pdf", b"%PDF-1.7", title="Guide"))
    left_out, _ = fetch()
    assert (left_out.outcome, left_out.title, left_out.note) == ("left out", "Guide", "neither ODS, XLSX nor CSV")
    assert not govuk.asked_for("/media/65451bbe9c3709000d14677e/guide.pdf")


def test_the_same_release_is_not_downloaded_again(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    (first,), (second,) = fetch(), fetch()
    assert (second.outcome, second.file) == ("already here", first.file)
    assert sum(path.startswith("/media") for path, _ in govuk.asked) == 1


def test_a_new_release_comes_beside_the_old_one(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    fetch()
    publish(govuk, govuk.attach(MARCH, ods(seed=2), media="2"), day="2026-03-06")
    assert outcomes(fetch()) == ["downloaded"]
    assert names(folder) == sorted(f"{name}{ending}" for name in (FEBRUARY, MARCH) for ending in ("", ".yaml"))
    assert (folder / FEBRUARY).read_bytes() == ods()


def test_a_new_release_under_the_old_name_gets_a_name_with_its_day(govuk, fetch, folder):
    for seed, day in ((1, "2026-02-20"), (2, "2026-03-06"), (3, "2026-03-06")):
        publish(govuk, govuk.attach("time_series.ods", ods(seed), media=str(seed)), day=day)
        assert outcomes(fetch()) == ["downloaded"]
    for seed, name in ((1, "time_series"), (2, "time_series_2026-03-06"), (3, "time_series_2026-03-06_2")):
        assert (folder / f"{name}.ods").read_bytes() == ods(seed)
        assert read_sidecar(folder / f"{name}.ods.yaml").file == folder / f"{name}.ods"


def test_the_same_bytes_published_again_are_kept_once(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    fetch()
    publish(govuk, govuk.attach(MARCH, ods(), media="2"), day="2026-03-06")
    (fetched,) = fetch()
    assert (fetched.outcome, fetched.file) == ("already here", folder / FEBRUARY)
    assert "byte for byte the same" in fetched.note
    assert names(folder) == [FEBRUARY, f"{FEBRUARY}.yaml"]


def test_a_file_put_there_by_hand_gets_a_sidecar(govuk, fetch, folder):
    folder.mkdir()
    (folder / "boats.ods").write_bytes(ods())
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    (fetched,) = fetch()
    assert (fetched.outcome, fetched.file, fetched.note) == (
        "already here",
        folder / "boats.ods",
        "it has a sidecar now",
    )
    assert read_sidecar(folder / "boats.ods.yaml").file == folder / "boats.ods"


def test_a_file_changed_by_hand_is_kept_and_the_release_fetched_beside_it(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    fetch()
    (folder / FEBRUARY).write_bytes(b"changed")
    (fetched,) = fetch()
    assert fetched.file == folder / FEBRUARY.replace("_v2", "_v2_2026-02-20")
    assert (folder / FEBRUARY).read_bytes() == b"changed"


def test_a_file_that_was_deleted_is_fetched_again(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    fetch()
    (folder / FEBRUARY).unlink()
    assert outcomes(fetch()) == ["downloaded"]
    assert read_sidecar(folder / f"{FEBRUARY}.yaml").file.read_bytes() == ods()


def test_a_name_that_leads_out_of_the_folder_stays_in_it(govuk, fetch, folder, tmp_path):
    publish(govuk, govuk.attach("../../outside.ods", ods()))
    (fetched,) = fetch()
    assert fetched.file == folder / "outside.ods"
    assert names(tmp_path) == ["downloads"]


def test_a_cut_connection_is_tried_again(govuk, fetch, folder):
    entry = govuk.attach(FEBRUARY, ods())
    path = entry["url"].removeprefix(govuk.address)
    govuk.faults[path] = [cut(100_000)]
    publish(govuk, entry)
    assert outcomes(fetch()) == ["downloaded"]
    assert (folder / FEBRUARY).read_bytes() == ods()
    assert names(folder) == [FEBRUARY, f"{FEBRUARY}.yaml"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (status(404), "answers 404 Not Found."),
        (status(503), f"answers 503 Service Unavailable, {ATTEMPTS} times."),
        (html, "a web page came in place of the file."),
        (hang, f"did not answer in time, {ATTEMPTS} times."),
        (cut(10), f"broke off, {ATTEMPTS} times."),
        (claims(400_000), f"broke off, {ATTEMPTS} times."),
        (claims(200_000), "200,000 bytes came. Expected 300,"),
        (redirect("https://elsewhere.example/x.ods"), "is on another site, and not fetched."),
    ],
    ids=["404", "503", "html", "hang", "cut", "too long", "too short", "redirect"],
)
def test_a_file_that_fails_takes_no_place_and_does_not_keep_others_from_theirs(govuk, fetch, folder, fault, said):
    bad = govuk.attach(FEBRUARY, ods(), media="1")
    govuk.always[bad["url"].removeprefix(govuk.address)] = fault
    publish(govuk, bad, govuk.attach(MARCH, ods(seed=2), media="2"))
    failed, fetched = fetch()
    assert (failed.outcome, failed.file, fetched.outcome) == ("failed", None, "downloaded")
    assert said in failed.note
    assert names(folder) == [MARCH, f"{MARCH}.yaml"]


def without(member):
    """Return a zip file that is no workbook."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(member, "text")
    return content.getvalue()


def flipped(content):
    """Return a workbook one byte of which was changed on the way."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ods", b"<!DOCTYPE html><title>Log in</title>"),
        ("a.ods", ods()[:-100]),
        ("a.ods", flipped(ods())),
        ("a.ods", without("word/document.xml")),
        ("a.ods", b""),
        ("a.xlsx", ods()),
        ("a.csv", b"\r\n <html><body>Gone</body></html>"),
        ("a.csv", xlsx()),
        ("a.csv", b"%PDF-1.7"),
        ("a.csv", b"Date,People\n2026-02-19,\0\0\0"),
        ("a.csv", b"\n"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(govuk, fetch, folder, name, content):
    publish(govuk, govuk.attach(name, content))
    (failed,) = fetch()
    assert failed.outcome == "failed"
    assert f"what came is damaged or something else than {name[2:].upper()}." in failed.note
    assert names(folder) == []


def test_a_page_that_is_not_there_does_not_keep_other_publications_from_being_fetched(govuk, fetch):
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    failed, fetched = fetch(names=["nrm_referrals", "small_boats"])
    assert (failed.publication, failed.outcome, fetched.outcome) == ("nrm", "failed", "downloaded")
    assert failed.note.endswith(f"/api/content{NRM.page}: 127.0.0.1 answers 404 Not Found.")


def test_progress_is_told_by_file(govuk, fetch):
    told = []
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    fetch(on_progress=lambda *step: told.append(step))
    assert told[-1] == (FEBRUARY, len(ods()), len(ods()))


def test_a_folder_that_cannot_be_written_to_is_named(govuk, fetch, folder):
    folder.write_text("a file, and no folder")
    publish(govuk, govuk.attach(FEBRUARY, ods()))
    (failed,) = fetch()
    assert failed.note == f"{FEBRUARY}: cannot be written to '{folder}' (File exists)."


def test_an_unknown_dataset_is_refused_before_anything_is_asked(govuk, fetch):
    with pytest.raises(UnknownName):
        fetch(names=["small_boat"])
    assert not govuk.asked


def test_without_a_network_one_error_names_the_site(client, folder):
    with pytest.raises(NoNetwork, match=r"127\.0\.0\.1 cannot be reached"):
        download.fetch(folder=folder, site="http://127.0.0.1:9", client=client)
    assert names(folder) == []


KILLED = """\
import sys
from pathlib import Path
import httpx
from analysis.readers.fetching import download
client = httpx.Client(timeout=30, trust_env=False)
download.fetch(["small_boats"], folder=Path(sys.argv[1]), site=sys.argv[2], client=client)
"""


def test_a_run_killed_in_the_middle_leaves_nothing_that_passes_for_a_release(govuk, fetch, folder):
    entry = govuk.attach(FEBRUARY, ods())
    path = entry["url"].removeprefix(govuk.address)
    publish(govuk, entry)

    def stall(exchange):
        length = {"Content_Length": str(len(exchange.body))}
        exchange.send(200, exchange.body[:150_000], **exchange.headers, **length)
        time.sleep(2)

    govuk.faults[path] = [stall]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(folder), govuk.address]
    with subprocess.Popen(command, env=environment) as run:
        waited_until = time.monotonic() + 15
        arrived = folder / f".{FEBRUARY}.partial"
        while not (arrived.exists() and arrived.stat().st_size == 150_000):
            assert time.monotonic() < waited_until, "nothing arrived"
            time.sleep(0.01)
        run.kill()
    assert names(folder) == [arrived.name]
    assert outcomes(fetch()) == ["downloaded"]
    assert (folder / FEBRUARY).read_bytes() == ods()
    assert names(folder) == [FEBRUARY, f"{FEBRUARY}.yaml"]


@pytest.fixture
def run(monkeypatch, govuk, client, folder):
    """Run `msoic data fetch` against the stand-in."""
    monkeypatch.setattr(download, "fetch", partial(download.fetch, site=govuk.address, client=client))
    monkeypatch.setattr(roots, "downloads", lambda: folder)
    return lambda *words: CliRunner().invoke(cli.app, ["data", "fetch", *words])


def test_the_command_says_what_became_of_each_file(govuk, run):
    guides = [govuk.attach(f"guide {number}.pdf", b"%PDF") for number in (1, 2)]
    publish(govuk, *guides, govuk.attach(FEBRUARY, ods(), title="Time series [v2]"))
    first, second = run("small_boats"), run("small_boats")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"downloaded   small-boats: Time series [v2]. {FEBRUARY}\n" in first.stdout
    assert "left out     small-boats: 2 neither ODS, XLSX nor CSV: guide 1; guide 2\n" in first.stdout
    assert f"already here small-boats: Time series [v2]. {FEBRUARY}\n" in second.stdout


def test_the_command_fails_where_a_file_does(govuk, run):
    entry = govuk.attach(FEBRUARY, ods(), title="Time series")
    govuk.always[entry["url"].removeprefix(govuk.address)] = html
    publish(govuk, entry)
    result = run("small_boats")
    assert result.exit_code == 1
    assert "failed       small-boats: Time series. " in result.stdout
    assert "a web page came in place of the file" in result.stdout


def test_the_command_says_in_a_line_that_there_is_no_network(monkeypatch, client, folder):
    offline = partial(download.fetch, site="http://127.0.0.1:9", client=client)
    monkeypatch.setattr(download, "fetch", offline)
    monkeypatch.setattr(roots, "downloads", lambda: folder)
    result = CliRunner().invoke(cli.app, ["data", "fetch"])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error 127.0.0.1 cannot be reached")
    assert "Traceback" not in result.output


OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "real" / "home_office_small_boats" / FEBRUARY


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official files are not beside the project")
def test_an_official_workbook_passes_the_check(govuk, fetch, folder):
    publish(govuk, govuk.attach(FEBRUARY, OFFICIAL.read_bytes()))
    assert outcomes(fetch()) == ["downloaded"]
