"""A project folder of its own, into which a test drops official files."""

import pytest

from tests.projects import project_in


@pytest.fixture
def downloads(tmp_path):
    """The folder for downloads, empty, of a project with a copy of the data."""
    with project_in(tmp_path) as project:
        folder = project / "data" / "downloads"
        folder.mkdir()
        yield folder
