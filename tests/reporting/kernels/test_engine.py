import tempfile
from contextlib import closing
from multiprocessing import util
from pathlib import Path

import nbformat
import papermill
import pytest
from jupyter_core.utils import ensure_event_loop

from analysis.reporting.kernels import engine
from tests.projects import PAGE, project_in, write_notebook


@pytest.fixture
def project(tmp_path, monkeypatch):
    util.get_temp_dir()  # that of the process that kernels are copied from outlives a test
    sockets = Path(tempfile.mkdtemp(prefix="m"))
    monkeypatch.setattr(tempfile, "tempdir", str(sockets))
    with project_in(tmp_path) as folder:
        yield folder
    assert not list(sockets.glob("msoic-*")), "the folder of the sockets stays behind"
    for left in sockets.rglob("*"):
        left.unlink()
    sockets.rmdir()


def executed(path):
    with closing(ensure_event_loop()):
        return papermill.execute_notebook(
            str(path), str(path.with_suffix(".out.ipynb")), engine_name=engine.ENGINE, progress_bar=False
        )


def test_a_page_that_ends_where_the_data_end_counts_as_whole(project):
    path = write_notebook(project, "uncovered", PAGE, 'page.load("nrm_referrals", area="Kent")', "1 / 0")
    notebook = executed(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.metadata.get("papermill", {}).get("exception") for cell in code] == [False, False, False, None]
    assert code[-1].execution_count is None, "what comes after is not run"
    assert nbformat.read(path.with_suffix(".out.ipynb"), as_version=4).cells


def test_an_error_is_one_even_after_a_notice(project):
    shown = 'from analysis.presentation.display import Notice\ndisplay(Notice("None", ("Nothing.",), "missing"))'
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError"):
        executed(write_notebook(project, "defective", f"{shown}\n1 / 0"))


def test_a_kernel_works_where_the_command_was_given_and_talks_on_sockets_of_its_own(project):
    seen = executed(
        write_notebook(
            project,
            "place",
            "import os\nfrom ipykernel.kernelapp import IPKernelApp\n"
            "print(os.getcwd(), IPKernelApp.instance().transport)",
        )
    )
    printed = "".join(output.text for output in seen.cells[-1].outputs)
    assert printed.split() == [str(project), "ipc"]
