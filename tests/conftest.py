"""What every test may use, and what holds for all of them."""

import os

# Before numpy is imported: its threads only get in each other's way where tests and kernels share two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

from analysis import roots

pytest_plugins = ["tests.browser"]


def pytest_addoption(parser):
    """Take the options of ``make audit`` and of ``.ci/run``."""
    parser.addoption("--audit", action="store_true", help="make each page for each year and area, and all other audits")
    parser.addoption("--reports", action="store_true", help="look at the pages that `make report` has just made")


# First, since pytest-xdist reads the groups in a hook of the same name.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave audits to ``make audit``, and keep the tests of a module, or of a group in it, in one process."""
    left_out = [] if config.getoption("audit") else [each for each in items if is_for_the_audit(each)]
    items[:] = [each for each in items if each not in left_out]
    config.hook.pytest_deselected(items=left_out)
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.split("::")[0]))


def is_for_the_audit(item):
    """Tell whether a test is marked as an audit of which a run of all tests does not take even a sample."""
    marker = item.get_closest_marker("audit")
    return bool(marker) and not marker.kwargs.get("sampled")


# How long an example takes says how busy the machine is. A change is checked with the same examples each time it is.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


class Forgotten(list):
    """Keeps no root: the tests of one process work in many projects."""

    def __setitem__(self, *_):
        """Keep nothing."""


roots._chosen = Forgotten()
