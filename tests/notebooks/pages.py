"""The pages that tests read: what they show, made once in a whole run of the tests, and as they are delivered."""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from filelock import FileLock

from analysis import paths
from analysis.presentation.display import MIME_TYPE
from analysis.presentation.parts import in_plain_text
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.notebooks import warm
from tests.notebooks.warm import Ran
from tests.projects import project_in

PROJECT = Path(__file__).parents[2]


def of_kind(objects: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Return the objects of one kind that a page shows, charts and tables of both forms of a page alike."""
    return [each for each in objects if each["object"] == kind]


def main_points(objects: list[dict[str, Any]]) -> list[str]:
    """Return the sentences of the main points of a page; none where it has none."""
    return [in_plain_text(point) for each in of_kind(objects, "mainpoints") for point in each["points"]]


def said(objects: list[dict[str, Any]]) -> str:
    """Return all sentences of a page, main points first."""
    return " ".join([*main_points(objects), *(each["markdown"] for each in of_kind(objects, "text"))])


def opening(objects: list[dict[str, Any]]) -> str:
    """Return what a page says first: its main points."""
    return " ".join(main_points(objects))


class Pages:
    """The pages of a run of the tests, kept on disk, so that tests that run side by side share them.

    Parameters
    ----------
    folder : Path
        Where they are kept, the same for all processes of the run.
    reports : Path or None
        Where ``make report`` has just made some of them.
    """

    def __init__(self, folder: Path, reports: Path | None) -> None:
        self._folder = folder
        self._reports = reports
        self._workers: dict[str | None, ProcessPoolExecutor] = {}
        self._read: dict[Path, Ran] = {}

    def __call__(self, name: str, period: str, area: str, *, root: str | None = None, anew: bool = False) -> Ran:
        """Return what a page shows, made where nobody has made it yet, or `anew`; `root` is one other than ``data``."""
        stem = name.rsplit("/", maxsplit=1)[-1] + ("-anew" if anew else "")
        path = self._folder / (root or "data").strip("/").replace("/", "-") / period / area / f"{stem}.json"
        if path not in self._read:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.with_suffix(".lock")):
                if not path.exists():
                    delivered = None if anew or root else self._delivered(name, period, area)
                    made = delivered.json() if delivered else self._make(name, period, area, root)
                    path.write_text(made, encoding="utf-8")
            self._read[path] = Ran(**json.loads(path.read_text(encoding="utf-8")))
        # A page is kept once, whether it was asked for with its folder or without.
        ran = replace(self._read[path], name=name)
        assert not ran.error, f"{ran}: {ran.error}"
        return ran

    def _delivered(self, name: str, period: str, area: str) -> Ran | None:
        (job,) = make_plan([name], parameters={"period": period, "area": area}, formats=("html",))
        executed = self._reports and self._reports / job.folder / f"{job.stem}.ipynb"
        if not executed or not executed.is_file():
            return None
        outputs = (output for cell in nbformat.read(executed, 4).cells for output in cell.get("outputs", []))
        return Ran(
            name, period, area, [each.data[MIME_TYPE] for each in outputs if MIME_TYPE in each.get("data", {})], ""
        )

    def _make(self, name: str, period: str, area: str, root: str | None) -> str:
        if root not in self._workers:
            self._workers[root] = warm.worker(PROJECT, root)
        return self._workers[root].submit(warm.run, name, period, area).result()

    def close(self) -> None:
        """End the processes that made pages."""
        for worker in self._workers.values():
            worker.shutdown()


class Delivered:
    """Pages of 2021-22 as they are delivered, HTML and PDF, run by papermill on a kernel.

    Parameters
    ----------
    folder : Path
        Where those are made that are not there.
    reports : Path or None
        Where ``make report`` has just made all.
    """

    def __init__(self, folder: Path, reports: Path | None) -> None:
        self._folder = folder
        self._reports = reports

    def __call__(self, *names: str) -> dict[str, Path]:
        """Return the places of these pages of the nation, without an ending, or of all that are there already."""
        if self._reports:
            there = {path.stem: path.with_suffix("") for path in self._reports.glob("2021-22/*/*.html")}
            assert there.keys() >= set(names)
            return there
        notebooks = paths.notebooks()
        named = "-".join(names)
        project = self._folder / f"{named[:40]}-{hashlib.sha256(named.encode()).hexdigest()[:8]}"
        project.mkdir(parents=True)
        with project_in(project):
            shutil.copytree(notebooks, "notebooks", dirs_exist_ok=True)
            jobs = make_plan(names, parameters={"period": "2021-22"})
            errors = [result.error for result in run(jobs) if result.error]
            assert not errors
        return {job.stem: project / "reports" / job.folder / job.stem for job in jobs}
