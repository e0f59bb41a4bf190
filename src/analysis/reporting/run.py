"""Run notebooks and put their reports in place: whole or not at all."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
import textwrap
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
import psutil
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from analysis import areas, manifest, paths, roots, settings
from analysis.errors import AnalysisError, NotebookFailed
from analysis.pages import results
from analysis.presentation.drawing import frame
from analysis.reporting import left_out, needs
from analysis.reporting.export import outputs, pages as export
from analysis.reporting.kernels import engine
from analysis.reporting.plan import FORMATS, Job

PUBLISHED = "published"
"""The tag of cells that show published figures alone."""

_STAGING = ".staging"
_READY = ".ready"
"""Ending of a folder with a whole report, none of which is in place yet."""
_PLACING = ".placing"
"""Ending of a folder with the rest of a report, some of which is in place."""
_LONGEST = 400
"""Letters of an error's own text that are shown."""
_LINE_OF_CELL = re.compile(r"Cell In\[\d+\], line (\d+)")
"""The first of these in a traceback is in the cell that failed; errors that show no traceback have none."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Result:
    """How a job ended.

    Attributes
    ----------
    job : Job
    seconds : float
    files : tuple of Path
        What it wrote; empty where it failed, and where no page can be made.
    error : AnalysisError or None
        Why it failed.
    notes : tuple of str
        What it shows without title or source.
    """

    job: Job
    seconds: float
    files: tuple[Path, ...] = ()
    error: AnalysisError | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Looks:
    """What all pages of a run have in common."""

    marking: str
    data: str
    show_code: bool
    strict: bool


def run(
    jobs: Sequence[Job],
    *,
    workers: int = 1,
    marking: str = "",
    show_code: bool = False,
    strict: bool = False,
) -> Iterator[Result]:
    """Run jobs, some at a time, and yield each result as it comes.

    A report replaces the earlier one as a whole, formats that were not asked for included, so that what lies together
    was made together. A job that fails leaves the earlier report where it is and does not stop the others. Summaries
    come last, since they read what the others wrote. Where the data do not reach an area or a period, the reason is
    kept in place of the report.

    Parameters
    ----------
    jobs : sequence of Job
    workers : int
        How many kernels run at a time.
    marking : str
        Protective marking of each page; without one, that of the page that it replaces, or the lowest. A summary has
        the highest of what it quotes.
    show_code : bool
        Show the code in the exported pages.
    strict : bool
        Let a page fail that shows a chart or a table without title or source.

    Yields
    ------
    Result
        In the order in which they end.
    """
    logging.getLogger("papermill").setLevel(logging.ERROR)
    if marking:
        settings.current().check_marking(marking)
    looks = _Looks(marking, manifest.fingerprint(), show_code, strict)
    os.environ.setdefault(frame.PICTURES, "svg")
    finish_interrupted()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            for part in (False, True):
                chosen = [job for job in jobs if job.is_summary is part]
                futures: list[Future[Result]] = [pool.submit(_attempt, job, looks) for job in chosen]
                for future in as_completed(futures):
                    yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def finish_interrupted() -> None:
    """Put reports in place that an interrupted run had made whole, and throw away what it had not."""
    staging = roots.reports() / _STAGING
    if not staging.is_dir():
        return
    for folder in sorted(staging.glob("[0-9]*-*")):
        if _is_being_made(folder):
            continue
        if folder.suffix in (_READY, _PLACING):
            _replace(folder)
        else:
            shutil.rmtree(folder)


def _is_being_made(folder: Path) -> bool:
    # A folder is named after the process that makes it: another run may be at work beside this one. A process younger
    # than the folder has only got the number of one that is gone.
    process = int(folder.name.split("-")[0])
    try:
        return process != os.getpid() and psutil.Process(process).create_time() <= folder.stat().st_mtime
    except psutil.NoSuchProcess:
        return False


def _attempt(job: Job, looks: _Looks) -> Result:
    started = time.monotonic()
    if job.unreadable:
        return Result(job, 0.0, error=job.unreadable)
    if job.lacking:
        left_out.record(job)
        return Result(job, time.monotonic() - started)
    try:
        files, notes = _make(job, looks)
    except AnalysisError as error:
        # Those who write pages know no names of notebooks.
        named = error if error.where == job.name else NotebookFailed(str(error).removesuffix("."), where=job.name)
        return _failed(job, started, named)
    except Exception as error:  # noqa: BLE001  # a defect that one notebook meets must not cost the others theirs
        return _failed(job, started, NotebookFailed(f"{type(error).__name__}: {error}", where=job.name))
    return Result(job, time.monotonic() - started, files=files, notes=notes)


def _failed(job: Job, started: float, error: AnalysisError) -> Result:
    # Where the folder of reports cannot be written, the error says so, and the reason cannot be kept either.
    with suppress(OSError):
        left_out.record_failure(job, error.what.rstrip("."))
    return Result(job, time.monotonic() - started, error=error)


def _make(job: Job, looks: _Looks) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    staging = roots.reports() / _STAGING
    staging.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=staging, prefix=f"{os.getpid()}-"))
    try:
        inside = folder / job.folder
        inside.mkdir(parents=True)
        marking = _marking(job, looks.marking)
        notebook = _execute(job, inside / f"{job.stem}.ipynb")
        if looks.strict:
            outputs.refuse(notebook, job.name)
        manifest.describe(notebook, marking=marking, data=looks.data)
        nbformat.write(notebook, inside / f"{job.stem}.ipynb")
        if "html" in job.formats:
            others = [(form.upper(), f"{job.stem}.{form}") for form in job.formats if form != "html"]
            page = export.to_html(notebook, marking=marking, show_code=looks.show_code, downloads=others)
            (inside / f"{job.stem}.html").write_text(page, encoding="utf-8")
        if "pdf" in job.formats:
            document = export.to_pdf(notebook, marking=marking, show_code=looks.show_code)
            (inside / f"{job.stem}.pdf").write_bytes(document)
        return _replace(folder.rename(folder.with_suffix(_READY))), tuple(outputs.notes(notebook))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _marking(job: Job, wanted: str) -> str:
    """Return the marking of a page: never below what a summary quotes, nor by itself below that of the page before."""
    earlier = roots.reports() / job.folder / f"{job.stem}.ipynb"
    known = [wanted] if wanted else []
    if not wanted and earlier.is_file():
        known.append(manifest.marking_in(earlier))
    if job.is_summary:
        area = areas.find(str(job.parameters.get("area", areas.default().name)))
        known += results.marking_of(str(job.parameters.get("period", "")), area)
    return settings.current().highest(*known)


def _replace(ready: Path) -> tuple[Path, ...]:
    # From here on nothing is lost: what a kill interrupts, the next run finishes.
    reports = roots.reports()
    if ready.suffix == _READY:
        _remove_formats_left_out(ready, reports)
        ready = ready.rename(ready.with_suffix(_PLACING))
    placed = []
    for made in sorted(path for path in ready.rglob("*") if path.is_file()):
        place = reports / made.relative_to(ready)
        place.parent.mkdir(parents=True, exist_ok=True)
        placed.append(made.replace(place))
    shutil.rmtree(ready)
    return tuple(placed)


def _remove_formats_left_out(ready: Path, reports: Path) -> None:
    for notebook in ready.rglob("*.ipynb"):
        for page in (notebook.with_suffix(f".{ending}") for ending in FORMATS):
            if not page.is_file():
                (reports / page.relative_to(ready)).unlink(missing_ok=True)
        left_out.forget(reports / notebook.relative_to(ready))


def _execute(job: Job, output: Path) -> NotebookNode:
    try:
        # The client makes a loop for its thread and would leave it open.
        with closing(ensure_event_loop()):
            papermill.execute_notebook(
                for_kind_of_area(nbformat.read(job.notebook, as_version=4), str(job.parameters.get("area", ""))),
                str(output),
                parameters=dict(job.parameters),
                engine_name=engine.ENGINE,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
                # As in JupyterLab, so that a file is found in both or in neither.
                folder=str(job.notebook.parent),
            )
    except PapermillExecutionError as error:
        raise NotebookFailed(_readable(error), where=job.name) from error
    except DeadKernelError as error:
        raise NotebookFailed("its kernel died, perhaps for want of memory", where=job.name) from error
    notebook = nbformat.read(output, as_version=4)
    _describe_run(notebook, job, output.name)
    nbformat.write(notebook, output)
    return notebook


def for_kind_of_area(notebook: NotebookNode, area: str) -> NotebookNode:
    """Leave out the cells that are for another kind of area: those tagged ``nation``, ``region`` or ``force`` alone.

    Of an invented country also those tagged ``published`` are left out, since nothing of it is published.

    Parameters
    ----------
    notebook : NotebookNode
        Not yet run; it is changed.
    area : str
        Empty where it has no such parameter.

    Returns
    -------
    NotebookNode
    """
    if area:
        kind = areas.find(area).kind
        kinds = [set(needs.KINDS) & set(cell.metadata.get("tags", ())) for cell in notebook.cells]
        notebook.cells = [cell for cell, of in zip(notebook.cells, kinds, strict=True) if not of or kind in of]
    if roots.current().demonstration:
        notebook.cells = [cell for cell in notebook.cells if PUBLISHED not in cell.metadata.get("tags", ())]
    return notebook


def _describe_run(notebook: NotebookNode, job: Job, name: str) -> None:
    # Where and at what moment the run took place is nobody's business, and would make equal reports different.
    for part in (notebook, *notebook.cells):
        for moment in ("start_time", "end_time", "duration"):
            part.metadata.get("papermill", {}).pop(moment, None)
    notebook.metadata.papermill["input_path"] = job.notebook.relative_to(paths.root()).as_posix()
    notebook.metadata.papermill["output_path"] = (job.folder / name).as_posix()
    about = notebook.metadata.setdefault("msoic", {})
    if roots.current().demonstration:
        about[roots.DEMONSTRATION] = True


def _readable(error: PapermillExecutionError) -> str:
    place = _LINE_OF_CELL.search(_ANSI.sub("", "\n".join(error.traceback)))
    lines = error.source.splitlines() or [""]
    where = f"failed at `{lines[int(place[1]) - 1].strip()}`" if place else f"(`{lines[0]}` …) failed"
    said = textwrap.shorten(_ANSI.sub("", error.evalue), _LONGEST, placeholder=" …")
    return f"cell {error.exec_count} {where}: {error.ename}: {said}".rstrip(".")
