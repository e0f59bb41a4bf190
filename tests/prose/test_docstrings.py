import doctest
import importlib
import pkgutil

import pytest

from analysis import prose

MODULES = [module.name for module in pkgutil.iter_modules(prose.__path__)]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "series"])
def test_the_examples_in_the_docstrings_hold(name):
    tried = doctest.testmod(importlib.import_module(f"analysis.prose.{name}"))
    assert tried.failed == 0
    assert tried.attempted >= 1
