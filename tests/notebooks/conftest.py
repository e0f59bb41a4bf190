"""What the tests of notebooks share: the pages of the run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import paths
from tests.notebooks.pages import Delivered, Pages


@pytest.fixture(scope="session")
def reports(request) -> Path | None:
    """Where `make report` has just made pages, if it has."""
    return paths.root() / "reports" if request.config.getoption("reports") else None


@pytest.fixture(scope="session")
def pages(tmp_path_factory, worker_id, reports) -> Iterator[Pages]:
    """Make each page once in a run of the tests, whichever of its processes asks for it first."""
    mine = tmp_path_factory.getbasetemp()
    # The folder of a process of pytest-xdist lies in that of the run.
    run = mine if worker_id == "master" else mine.parent
    made = Pages(run / "pages", reports)
    yield made
    made.close()


@pytest.fixture(scope="session")
def delivered(tmp_path_factory, reports) -> Delivered:
    """Give pages as they are delivered."""
    return Delivered(tmp_path_factory.mktemp("delivered"), reports)
