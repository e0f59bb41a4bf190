"""The pages that tests read, each made once in a whole run of the tests."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from filelock import FileLock

from tests.notebooks import warm
from tests.notebooks.warm import Ran

PROJECT = Path(__file__).parents[2]


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
