"""Settings for the tests of statistics."""

import os

# Threads of a linear algebra library wait for each other on small matrices: models fit ten times as fast without.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

# A busy machine must not fail a test for taking long; most examples fit a model or make a table.
EVERYWHERE = settings.get_current_profile_name()
settings.register_profile("statistics", parent=settings.get_profile(EVERYWHERE), deadline=None, max_examples=40)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Have the tests of this folder take fewer examples, and no others: a test takes its settings on being imported."""
    settings.load_profile("statistics")
    try:
        return (yield)
    finally:
        settings.load_profile(EVERYWHERE)
