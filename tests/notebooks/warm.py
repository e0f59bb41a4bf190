"""Runs a notebook's cells as a kernel does, page after page, without starting a kernel for each.

What papermill and a kernel add is tested where they are: in the tests of ``reporting``, and of the pages as delivered.
"""

from __future__ import annotations

import html
import json
import multiprocessing
import os
import re
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import areas, roots
from analysis.errors import NotCovered
from analysis.presentation.display import MIME_TYPE
from analysis.presentation.drawing import frame
from analysis.reporting.plan import make_plan
from analysis.reporting.run import for_kind_of_area
from analysis.statistics.checks import CannotEstimate

DRAWN = "2021-22"
"""The year whose pages are drawn in full, as are those of police forces: in others charts only say what they show."""

_LABEL = re.compile(r"<!-- (.*?) -->|<text\b[^>]*>([^<]*)</text>")


@dataclass(frozen=True)
class Ran:
    """What came of a run: the objects that the page shows, as JSON has them, and the error that ended it, if any."""

    name: str
    period: str
    area: str
    shown: list[dict[str, Any]]
    error: str

    def __str__(self) -> str:
        return f"{self.name} {self.period} {self.area}"

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [each for each in self.shown if each["object"] == kind]

    def json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def worker(project: Path, root: str | None = None) -> ProcessPoolExecutor:
    """Fork a process from this one, with all imports done, that runs pages of a project on one data root."""
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(project, root))


def run_in(project: Path, *keys: tuple[str, str, str], **options: Any) -> list[Ran]:
    """Run pages of a project, each given by its notebook, period and area, in a process apart."""
    with worker(project) as apart:
        return [Ran(**json.loads(apart.submit(run, *key, **options).result())) for key in keys]


def _begin(project: Path, root: str | None) -> None:
    os.chdir(project)
    if root is not None:
        os.environ[roots.VARIABLE] = root
    os.environ[frame.PICTURES] = "svg"
    warnings.simplefilter("error")


def run(name: str, period: str, area: str, *, drawn: bool | None = None) -> str:
    """Run a page in this process, and return what came of it as JSON; whether it is drawn goes by its year and area."""
    (job,) = make_plan([name], parameters={"period": period, "area": area}, formats=("html",))
    if drawn is None:
        drawn = period == DRAWN or areas.find(area).kind == "force"
    with nullcontext() if drawn else _said_only():
        shown, error = _run_cells(job.notebook, job.parameters)
    return Ran(name, period, area, shown, error).json()


@contextmanager
def _said_only() -> Iterator[None]:
    # To lay a drawing out and write its outlines takes half of the time of a page.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame, "pictures", lambda figure, height: (_said_by(figure), _said_by(figure)))
        patch.setattr(Figure, "savefig", _write_what_it_says)
        yield


def _write_what_it_says(figure: Figure, written: Any, *, format: str, **_: Any) -> None:  # noqa: A002  # matplotlib's
    assert format == "svg"
    written.write(_said_by(figure))


def _said_by(figure: Figure) -> str:
    width, height = figure.get_size_inches() * 72
    said = dict.fromkeys(text.get_text() for text in figure.findobj(Text))
    written = "".join(f"<text>{html.escape(text, quote=False)}</text>" for text in said if text)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{written}</svg>'


def labels(svg: str) -> list[str]:
    """Return what a drawing says, as text or as noted beside the outlines of its letters."""
    return [html.unescape(text or noted) for noted, text in _LABEL.findall(svg)]


def _run_cells(notebook: Path, parameters: Mapping[str, Any]) -> tuple[list[dict[str, Any]], str]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shown: list[dict[str, Any]] = []
    for cell in for_kind_of_area(nbformat.read(notebook, 4), str(parameters.get("area", ""))).cells:
        if cell.cell_type != "code":
            continue
        tags = cell.metadata.get("tags", [])
        given = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
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
            return shown, "".join(traceback.format_exception(failure))[-1500:]
    return shown, ""
