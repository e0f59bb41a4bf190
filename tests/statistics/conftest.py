"""Settings for the tests of statistics."""

import os

# Threads of a linear algebra library wait for each other on small matrices: models fit ten times as fast without.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings

# A busy machine must not fail a test for taking long; most examples fit a model or make a table.
settings.register_profile("statistics", deadline=None, max_examples=40)
settings.load_profile("statistics")
