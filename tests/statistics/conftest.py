"""Settings for the tests of statistics."""

from hypothesis import settings

# A busy machine must not fail a test for taking long; most examples fit a model or make a table.
settings.register_profile("statistics", deadline=None, max_examples=40)
settings.load_profile("statistics")
