"""Where the inputs of published answers lie that are too large to repeat in a test."""

from pathlib import Path

import pytest


@pytest.fixture
def published_inputs():
    folder = Path(__file__).parents[2].parent / "shared" / "data" / "validation"
    if not folder.is_dir():
        pytest.skip(f"the inputs of published worked answers are not at {folder}")
    return folder
