"""The pages that tests read: what they show, made once in a whole run of the tests, and as they are delivered."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from filelock import FileLock

from analysis import paths
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
    """Return what a page says first: its main points, or the lead of a page of the old form."""
    leads = (each["markdown"] for each in of_kind(objects, "text") if each["lead"])
    return " ".join(main_points(objects)) or next(leads)


class Pages:
    """The pages of a run of the tests, kept on disk, so that tests that run side by side share them.

    Parameters
    ----------
    folder : Path
        Where they are kept, the same for all processes of the run.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workers: dict[str | None, ProcessPoolExecutor] = {}
        self._read: dict[Path, Ran] = {}

    def __call__(self, name: str, period: str, area: str, *, root: str | None = None) -> Ran:
        """Return what a page shows, made where nobody has made it yet; `root` is a data root other than ``data``."""
        stem = name.rsplit("/", maxsplit=1)[-1]
        path = self._folder / (root or "data").strip("/").replace("/", "-") / period / area / f"{stem}.json"
        if path not in self._read:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.with_suffix(".lock")):
                if not path.exists():
                    self._make(path, name, period, area, root)
            self._read[path] = Ran(**json.loads(path.read_text(encoding="utf-8")))
        ran = self._read[path]
        assert not ran.error, f"{ran}: {ran.error}"
        return ran

    def _make(self, path: Path, name: str, period: str, area: str, root: str | None) -> None:
        if root not in self._workers:
            self._workers[root] = warm.worker(PROJECT, root)
        made = self._workers[root].submit(warm.run, name, period, area).result()
        path.write_text(made, encoding="utf-8")

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
        project = self._folder / "-".join(names)
        project.mkdir(parents=True)
        with project_in(project):
            shutil.copytree(notebooks, "notebooks", dirs_exist_ok=True)
            jobs = make_plan(names, parameters={"period": "2021-22"})
            errors = [result.error for result in run(jobs) if result.error]
            assert not errors
        return {job.stem: project / "reports" / job.folder / job.stem for job in jobs}
