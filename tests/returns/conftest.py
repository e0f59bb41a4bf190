"""What the tests of returns share."""

import datetime as dt

import pytest

from analysis import areas
from analysis.returns import checking
from analysis.returns.cells.fields import Asked
from tests.projects import project_in
from tests.readers.books import write_csv

TODAY = dt.date(2022, 5, 10)


@pytest.fixture
def project(tmp_path):
    """A project of its own, without a return."""
    (tmp_path / "project").mkdir()
    with project_in(tmp_path / "project") as folder:
        yield folder


@pytest.fixture
def check(tmp_path):
    """Check rows as a CSV file, or a file; with the area and the period asked for."""

    def look(content, *, name="return.csv", area="England and Wales", period=None, today=TODAY, dataset=None):
        path = write_csv(tmp_path / name, content) if isinstance(content, list) else content
        return checking.check(path, Asked(today, areas.find(area), period), dataset)

    return look
