"""What every test may use, and what holds for all of them."""

import os

# Before numpy is imported: its threads only get in each other's way where tests and kernels share two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings

from analysis import roots

pytest_plugins = ["tests.browser"]


def pytest_addoption(parser):
    """Take the option that makes each page for each year and area."""
    parser.addoption("--every-page", action="store_true", help="make each page for each year and area")


# How long an example takes says how busy the machine is. A change is checked with the same examples each time it is.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


class Forgotten(list):
    """Keeps no root: the tests of one process work in many projects."""

    def __setitem__(self, *_):
        """Keep nothing."""


roots._chosen = Forgotten()
