"""Runs a notebook's cells in this process: what a kernel would do, a hundred times over, without starting a hundred.

The delivered way, papermill and a kernel, is tested in the tests of each notebook; here only that every page can be
made for every year and area.
"""

from __future__ import annotations

import multiprocessing
import sys
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis.errors import NotCovered
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import Job
from analysis.statistics.checks import CannotEstimate


@dataclass(frozen=True)
class Ran:
    """What came of a run: the objects that the page shows, and the error that ended it, if any."""

    name: str
    period: str
    area: str
    shown: tuple[dict, ...]
    error: str

    def __str__(self) -> str:
        return f"{self.name} {self.period} {self.area}"

    def of_kind(self, kind: str) -> list[dict]:
        return [each for each in self.shown if each["object"] == kind]


def run_all(jobs: Iterable[Job], workers: int = 2) -> Iterator[Ran]:
    """Run each job in a process of its own, forked from this one with all imports done."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context, max_tasks_per_child=None) as pool:
        yield from pool.map(_run, jobs)


def _run(job: Job) -> Ran:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shown: list[dict] = []
    error = ""
    for cell in nbformat.read(job.notebook, 4).cells:
        if cell.cell_type != "code":
            continue
        tags = cell.metadata.get("tags", [])
        given = "\n".join(f"{name} = {value!r}" for name, value in job.parameters.items())
        with capture_output() as captured:
            # What a cell shows as its last expression goes to the trap's own hook, unless it is given this one.
            shell.display_trap.hook = sys.displayhook
            result = shell.run_cell(given if "parameters" in tags else cell.source, store_history=False)
        shown += [output.data[MIME_TYPE] for output in captured.outputs if MIME_TYPE in output.data]
        # The value of a cell's last line is shown, too, past what is captured.
        last = result.result._repr_mimebundle_() if hasattr(result.result, "_repr_mimebundle_") else {}
        shown += [last[MIME_TYPE]] if MIME_TYPE in last else []
        failure = result.error_before_exec or result.error_in_exec
        if isinstance(failure, NotCovered | CannotEstimate):
            if "raises-exception" not in tags:
                break
        elif failure is not None:
            error = "".join(traceback.format_exception(failure))[-1500:]
            break
    return Ran(job.name, job.parameters["period"], job.parameters["area"], tuple(shown), error)
