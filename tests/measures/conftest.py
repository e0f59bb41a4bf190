"""A project of its own, without returns."""

import pytest

from tests.projects import project_in


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder
