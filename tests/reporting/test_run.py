import contextlib
import itertools
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
import pypdf
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell

from analysis import manifest, roots
from analysis.errors import NotebookFailed, UnknownName
from analysis.reporting import left_out, run as running
from analysis.reporting.plan import make_plan
from tests.projects import PAGE, project_in, section, write_notebook

PLACE = Path("reports", "2021-22", "uk")
STAGING = Path("reports", ".staging")
YESTERDAY = b"yesterday's good report"


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Run once, two at a time, notebooks that end in all ways, in a folder with reports of yesterday."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        write_notebook(folder, "trends/whole", '"Referrals: 12,727"', "import sys; sys.stdout.write('done\\n')")
        write_notebook(folder, "trends/failing", "before, after = 0, 12_727\n\nrise = after / before\nrise")
        write_notebook(folder, "trends/misspelt", "first = 1\nif first\n    second = 2")
        write_notebook(folder, "trends/verbose", 'raise ValueError("one line of many\\n" * 500)')
        write_notebook(folder, "trends/dying", "import os\n\nos._exit(1)")
        write_notebook(folder, "trends/uncovered", PAGE, 'page.load("nrm_referrals", area="Kent")', '"never said"')
        missing = 'page.load("nrm_referrals", by="age_group", until="2023-24")\ndisplay(Text("never said"))'
        write_notebook(folder, "trends/partly", PAGE, section(missing), 'Text("The page went on.")')
        write_notebook(folder, "trends/defective", section("figures = [12_727]\nfigures[1]"), '"The page went on."')
        write_notebook(folder, "trends/mistaken", PAGE, 'frame = 1\npage.load("nrm_referals")')
        write_notebook(folder, "trends/unreadable", "import base64\nfrom IPython.display import Image\nImage(b'x' * 9)")
        for stem in ("failing", "dying", "defective"):
            for ending in ("html", "pdf", "ipynb"):
                page = folder / PLACE / f"{stem}.{ending}"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_bytes(YESTERDAY)
        results = list(running.run(make_plan(), workers=2))
        yield folder, {result.job.stem: result for result in results}


def page_of(outcome, stem):
    folder, results = outcome
    assert results[stem].error is None
    return (folder / PLACE / f"{stem}.html").read_text(encoding="utf-8")


def complaint_of(outcome, stem):
    error = outcome[1][stem].error
    assert isinstance(error, NotebookFailed)
    assert f"trends/{stem}" in str(error), "the message names the notebook"
    return str(error)


def test_each_job_has_one_result(outcome):
    folder, results = outcome
    assert set(results) == {path.stem for path in folder.rglob("notebooks/*/*.ipynb")}
    assert all(result.seconds > 0 for result in results.values())
    assert all(bool(result.files) == (result.error is None) for result in results.values())


def test_a_report_appears_whole_in_all_its_forms(outcome):
    folder, results = outcome
    assert {path.relative_to(folder / PLACE).as_posix() for path in results["whole"].files} == {
        "whole.html",
        "whole.pdf",
        "whole.ipynb",
    }
    assert "Referrals: 12,727" in page_of(outcome, "whole")
    assert "Referrals: 12,727" in pypdf.PdfReader(folder / PLACE / "whole.pdf").pages[0].extract_text()
    cells = nbformat.read(folder / PLACE / "whole.ipynb", as_version=4).cells
    assert [cell.execution_count for cell in cells if cell.cell_type == "code"] == [1, 2, 3, 4]


def test_the_executed_notebook_names_no_place_of_the_machine_and_no_moment_of_the_run(outcome):
    folder, _ = outcome
    for path in (folder / PLACE).glob("*.ipynb"):
        written = path.read_bytes()
        if written != YESTERDAY:
            assert str(folder).encode() not in written
            assert not re.search(rb"[0-9]{2}:[0-9]{2}:[0-9]{2}", written)
            assert str(Path.home()).encode() + b"/" not in written
            assert json.loads(written)["metadata"]["papermill"]["input_path"] == f"notebooks/trends/{path.name}"


def test_nothing_is_left_beside_the_reports(outcome):
    folder, _ = outcome
    assert not list((folder / STAGING).iterdir())
    assert {path.name for path in (folder / "reports").iterdir()} == {"2021-22", ".staging"}


@pytest.mark.parametrize("stem", ["failing", "dying", "defective"])
def test_the_report_of_yesterday_stays_byte_for_byte_where_a_notebook_fails(outcome, stem):
    folder, results = outcome
    assert results[stem].error
    for ending in ("html", "pdf", "ipynb"):
        assert (folder / PLACE / f"{stem}.{ending}").read_bytes() == YESTERDAY


def test_a_notebook_that_never_succeeded_leaves_no_report(outcome):
    folder, _ = outcome
    for stem in ("misspelt", "verbose", "mistaken", "unreadable"):
        complaint_of(outcome, stem)
        assert [path.name for path in (folder / PLACE).glob(f"{stem}.*")] == [f"{stem}{left_out.FAILED}"]


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("failing", ["`rise = after / before`", "ZeroDivisionError: division by zero"]),
        ("misspelt", ["`if first`", "SyntaxError: expected ':'"]),
        ("defective", ["`figures[1]`", "IndexError: list index out of range"]),
        ("mistaken", ["there is no dataset 'nrm_referals'", "Did you mean 'nrm_referrals'"]),
        ("dying", ["its kernel died"]),
        ("unreadable", ["`import base64`", "its picture has no text alternative"]),
        ("verbose", ["ValueError: one line of many"]),
    ],
)
def test_a_failure_is_told_in_a_few_lines_with_the_line_of_the_cell(outcome, stem, said):
    complaint = complaint_of(outcome, stem)
    assert [words for words in said if words not in complaint] == [], complaint
    assert "Traceback" not in complaint
    assert "\x1b" not in complaint
    assert len(complaint) < 700
    assert len(complaint.splitlines()) <= 5


def test_a_page_ends_with_a_notice_where_the_data_end(outcome):
    page = page_of(outcome, "uncovered")
    assert "The page began." in page
    assert "NRM referrals: not published for Kent" in page
    assert "never said" not in page
    assert not re.search("NotCovered|Traceback|Error", page)


def test_a_section_without_data_shows_a_notice_and_the_page_goes_on(outcome):
    page = BeautifulSoup(page_of(outcome, "partly"), "html.parser").get_text()
    assert re.search("NRM referrals: .*2023-24", page), "it says what is missing"
    assert "2023 Q2, 2023 Q3 and 2023 Q4" in page, "and what there is"
    assert "The page went on." in page
    assert "never said" not in page


def test_formats_that_are_no_longer_asked_for_go_with_the_old_report(project):
    path = write_notebook(project, "trends/short", '"first"')
    for _ in running.run(make_plan(formats=("html", "pdf"))):
        pass
    write_notebook(project, "trends/other", '"other"')
    path.write_text(path.read_text().replace("first", "second"))
    for _ in running.run(make_plan(["other"], formats=("pdf",))):
        pass
    (result,) = running.run(make_plan(["short"], formats=("html",)))
    assert result.error is None
    assert {path.name for path in (project / PLACE).iterdir()} == {
        "short.html",
        "short.ipynb",
        "other.pdf",
        "other.ipynb",
    }
    assert "second" in (project / PLACE / "short.html").read_text(encoding="utf-8")


def test_the_marking_and_the_code_are_shown_as_asked(project):
    write_notebook(project, "trends/short", "6 * 7")
    (result,) = running.run(make_plan(formats=("html",)), marking="OFFICIAL-SENSITIVE", show_code=True)
    assert result.error is None
    page = (project / PLACE / "short.html").read_text(encoding="utf-8")
    assert page.count("OFFICIAL-SENSITIVE") >= 2, "at the top and at the bottom"
    assert "6 * 7" in " ".join(re.sub("<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL).split())


# The protective marking

LOW, HIGH = "OFFICIAL", "OFFICIAL-SENSITIVE"


def marking_after(project, notebooks, *, marking=""):
    """Run notebooks one after another, and return the marking that each keeps and the one that its page shows."""
    for result in running.run(make_plan(notebooks, formats=("html",)), marking=marking):
        assert result.error is None, result.error
    found = {}
    for page in (project / PLACE).glob("*.ipynb"):
        shown = BeautifulSoup(page.with_suffix(".html").read_text(encoding="utf-8"), "html.parser").select(".marking")
        found[page.stem] = manifest.marking_in(page)
        assert {each.text for each in shown} == {found[page.stem]}
    return found


def test_a_marking_is_kept_on_later_runs_and_a_summary_has_the_highest_of_what_it_may_quote(project):
    for name in ("trends/plain", "trends/secret", "annual_report"):
        write_notebook(project, name, "'text'")
    assert marking_after(project, ["secret"], marking=HIGH) == {"secret": HIGH}
    assert marking_after(project, ["secret", "plain"]) == {"secret": HIGH, "plain": LOW}
    assert marking_after(project, ["annual_report"])["annual_report"] == HIGH
    assert marking_after(project, ["annual_report"], marking=LOW)["annual_report"] == HIGH, "it quotes a page so marked"
    assert marking_after(project, ["secret"], marking=LOW)["secret"] == LOW, "lowered only where that is asked for"


@pytest.mark.parametrize("wrong", ["SECRET", "official", "OFFICIAL "])
def test_a_marking_that_the_settings_do_not_allow_is_refused_before_anything_runs(project, wrong):
    write_notebook(project, "trends/plain", "'text'")
    with pytest.raises(UnknownName, match=r"no protective marking of report\.toml.*OFFICIAL or OFFICIAL-SENSITIVE"):
        list(running.run(make_plan(), marking=wrong))
    assert not (project / "reports").exists()


# What a killed run leaves behind


def gone_process():
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def stage(project, name, **files):
    """Lay files of a report out as a run does that is not yet done."""
    folder = project / STAGING / name
    (folder / "2021-22" / "uk").mkdir(parents=True)
    for ending, text in files.items():
        (folder / "2021-22" / "uk" / f"short.{ending}").write_text(text)
    return folder


def place(project, **files):
    (project / PLACE).mkdir(parents=True, exist_ok=True)
    for ending, text in files.items():
        (project / PLACE / f"short.{ending}").write_text(text)


def placed(project):
    return {path.suffix[1:]: path.read_text() for path in (project / PLACE).iterdir()}


OLD = {"html": "old", "ipynb": "old", "pdf": "old"}
NEW = {"html": "new", "ipynb": "new", "pdf": "new"}


def test_what_an_interrupted_run_had_not_finished_is_thrown_away(project):
    place(project, **OLD)
    stage(project, f"{gone_process()}-abc", html="half", ipynb="new")
    running.finish_interrupted()
    assert placed(project) == OLD
    assert not list((project / STAGING).iterdir())


@pytest.mark.parametrize("new", [NEW, {"html": "new", "ipynb": "new"}, {"pdf": "new", "ipynb": "new"}])
def test_what_an_interrupted_run_had_finished_is_put_in_place_whole(project, new):
    place(project, **OLD)
    stage(project, f"{gone_process()}-abc.ready", **new)
    running.finish_interrupted()
    assert placed(project) == new
    assert not list((project / STAGING).iterdir())


def test_what_another_run_is_making_is_left_alone(project):
    place(project, **OLD)
    folders = [stage(project, f"{os.getppid()}-{ending}", **NEW) for ending in ("abc", "def.ready")]
    running.finish_interrupted()
    assert placed(project) == OLD
    assert all(folder.is_dir() for folder in folders)


def test_a_process_that_only_got_the_number_of_a_dead_run_protects_nothing(project):
    folder = stage(project, f"{os.getppid()}-abc.ready", **NEW)
    before_the_process = psutil.Process(os.getppid()).create_time() - 1000
    os.utime(folder, (before_the_process, before_the_process))
    running.finish_interrupted()
    assert placed(project) == NEW


def test_what_others_keep_in_the_folder_is_no_obstacle(project):
    stage(project, f"{gone_process()}-abc.ready", **NEW)
    (project / STAGING / ".DS_Store").touch()
    running.finish_interrupted()
    assert placed(project) == NEW


class Killed(BaseException):
    """The process ends here, without a word."""


STEPS = [(Path, "replace"), (Path, "rename"), (Path, "unlink"), (running.shutil, "rmtree")]


@pytest.mark.parametrize("new", [NEW, {"html": "new", "ipynb": "new"}, {"pdf": "new", "ipynb": "new"}])
def test_wherever_putting_in_place_is_broken_off_the_next_run_ends_it(project, monkeypatch, new):
    process = gone_process()
    for step in range(20):
        place(project, **OLD)
        stage(project, f"{process}-abc.ready", **new)
        left = iter(range(step))
        with monkeypatch.context() as patched, contextlib.suppress(Killed):
            for owner, name in STEPS:
                patched.setattr(owner, name, until_killed(getattr(owner, name), left))
            running.finish_interrupted()
            break
        assert all(text in {"old", "new"} for text in placed(project).values())
        running.finish_interrupted()
        assert placed(project) == new, f"killed before step {step}"
        assert not list((project / STAGING).iterdir())
    assert step >= len(new), "the steps were counted"


def until_killed(function, left):
    def call(*arguments, **options):
        if next(left, None) is None:
            raise Killed
        return function(*arguments, **options)

    return call


def run_without_end(told, sockets):
    """Run the notebook again and again, with sockets in a folder of theirs, and tell of each time before it."""
    tempfile.tempdir = sockets
    (job,) = make_plan(["short"])
    for number in itertools.count():
        job.parameters["number"] = number
        told.send(number)
        for result in running.run([job]):
            assert result.error is None, result.error


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that a process cannot handle")
def test_a_run_killed_at_any_moment_leaves_one_whole_report_and_no_kernel(project, request):
    # The name of a socket is short, so that the sockets of the killed cannot lie in the folder of the test.
    sockets = tempfile.TemporaryDirectory(prefix="m", ignore_cleanup_errors=True)
    request.addfinalizer(sockets.cleanup)
    write_notebook(project, "trends/short", 'f"report number {number}"', parameters="number: int = -1  # of the run")
    moments = random.Random(20211231)
    # Forked from a process that has done the imports, and nothing else.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([running.__name__])
    for _ in range(4):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=run_without_end, args=(there, sockets.name))
        process.start()
        here.recv()
        started = time.monotonic()
        here.recv()
        time.sleep(moments.uniform(0, 1.2) * (time.monotonic() - started))
        kernels = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.join()
        running.finish_interrupted()
        assert len(set(report_numbers(project / "reports" / "all" / "uk"))) == 1, "all its forms are of one run"
        assert not list((project / STAGING).iterdir())
        _, alive = psutil.wait_procs(kernels, timeout=20)
        assert not alive, "a kernel outlived its run"


def report_numbers(folder):
    found = sorted(folder.iterdir())
    assert [path.suffix for path in found] == [".html", ".ipynb", ".pdf"]
    for path in found:
        pages = pypdf.PdfReader(path).pages if path.suffix == ".pdf" else []
        text = pages[0].extract_text() if pages else path.read_text(encoding="utf-8")
        yield re.search(r"report number (\d+)", text)[1]


def test_a_title_is_asked_for_by_the_name_of_the_notebook(project):
    path = write_notebook(project, "trends/untitled", '"text"')
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0] = new_markdown_cell("## Only a section")
    nbformat.write(notebook, path)
    (result,) = running.run(make_plan())
    assert "trends/untitled: the notebook has no title" in str(result.error)
    (kept,) = (path for path in roots.reports().rglob("*") if path.is_file())
    assert kept.name == f"untitled{left_out.FAILED}"
