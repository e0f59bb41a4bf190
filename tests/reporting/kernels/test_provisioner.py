import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import papermill
import psutil
import pytest
from jupyter_core.utils import ensure_event_loop

from analysis.reporting.kernels import engine, provisioner
from tests.projects import PAGE, project_in, write_notebook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are copies on Linux alone")


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


def printed(path):
    with closing(ensure_event_loop()):
        notebook = papermill.execute_notebook(
            str(path), str(path.with_suffix(".out.ipynb")), engine_name=engine.ENGINE, progress_bar=False
        )
    return [
        "".join(output.get("text", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def parents(project, *code):
    return printed(write_notebook(project, "parents", *code))[-1].split()


def test_a_kernel_is_a_copy_that_has_its_imports_and_no_page_yet(project):
    names = printed(
        write_notebook(
            project,
            "warm",
            "import sys, psutil, os\nprint(psutil.Process(os.getppid()).cmdline()[-1])",
            "print(*(name in sys.modules for name in ('pandas', 'analysis.page')), sep='\\n')",
            "import matplotlib.pyplot as plt\nfrom analysis import areas\n"
            "print(plt.Figure in get_ipython().display_formatter.mimebundle_formatter.type_printers)",
        )
    )
    assert "forkserver" in names[-3]
    assert names[-2].split() == ["True", "True"]
    assert names[-1].split() == ["True"], "what other libraries draw is dressed from the first name on"


def test_no_copy_sees_what_another_did_nor_draws_the_same_random_numbers(project):
    code = (
        "import os, random, sys, numpy, analysis\n"
        "print(hasattr(analysis, 'left'), os.environ.get('LEFT'))\n"
        "print(numpy.random.random(), random.random(), os.getpid())\n"
        "analysis.left = os.environ['LEFT'] = 'here'\nnumpy.random.seed(1)"
    )
    first, second = (printed(write_notebook(project, name, code))[-1].split() for name in ("one", "two"))
    assert first[:2] == second[:2] == ["False", "None"]
    assert not set(first[2:]) & set(second[2:])


def test_a_kernel_has_the_environment_and_the_folder_of_the_moment(project, monkeypatch):
    monkeypatch.setenv("SEEN", "now")
    monkeypatch.chdir(project)
    seen = printed(write_notebook(project, "place", "import os\nprint(os.environ['SEEN'], os.getcwd())"))[-1]
    assert seen.split() == ["now", str(project)]


def test_no_thread_runs_where_kernels_are_copied_from(project):
    threads = printed(
        write_notebook(project, "threads", "import os, psutil\nprint(psutil.Process(os.getppid()).num_threads())")
    )[-1]
    assert threads.strip() == "1"


def test_a_figure_is_shown_as_in_a_kernel_of_its_own(project, monkeypatch):
    code = (PAGE, "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4]);", "print(plt.get_backend())")
    path = write_notebook(project, "drawn", *code)
    copied = printed(path)
    monkeypatch.setenv(provisioner.PLAIN, "1")
    assert printed(path) == copied
    assert "inline" in copied[-1]


def test_a_cell_can_be_interrupted(project):
    path = write_notebook(
        project,
        "slow",
        "import os, signal, threading, time",
        "threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\ntime.sleep(60)",
    )
    started = time.monotonic()
    with pytest.raises(papermill.PapermillExecutionError, match="KeyboardInterrupt"):
        printed(path)
    assert time.monotonic() - started < 50


def test_a_kernel_that_is_killed_is_told_from_one_that_fails(project):
    from nbclient.exceptions import DeadKernelError  # of this test alone

    with pytest.raises(DeadKernelError):
        printed(write_notebook(project, "killed", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))


def test_no_kernel_outlives_a_run_that_is_killed(project):
    path = write_notebook(
        project, "long", "import os, time\nopen('running', 'w').write(str(os.getpid()))\ntime.sleep(300)"
    )
    run = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import papermill\nfrom analysis.reporting.kernels import engine\n"
            f"papermill.execute_notebook({str(path)!r}, 'out.ipynb', engine_name=engine.ENGINE, progress_bar=False)",
        ],
        cwd=project,
    )
    mark = project / "running"
    until = time.monotonic() + 60
    while not (mark.is_file() and mark.read_text()) and time.monotonic() < until:
        time.sleep(0.1)
    kernel = psutil.Process(int(mark.read_text()))
    others = [kernel, *psutil.Process(run.pid).children(recursive=True)]
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    _, alive = psutil.wait_procs(others, timeout=20)
    assert not alive


def test_a_kernel_is_a_process_of_its_own_where_no_copy_can_be_made(project, monkeypatch):
    def refused(*_):
        raise EOFError

    monkeypatch.setattr(provisioner, "_start", refused)
    assert str(os.getpid()) in parents(project, "import os\nprint(os.getppid())")
