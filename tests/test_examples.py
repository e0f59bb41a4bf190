"""The example in each docstring runs as it stands, and each function that a notebook can reach has one.

An example knows pandas as ``pd``, what `analysis` gives, a page of 2021-22 as ``page`` and an `Axes` as ``ax``.
"""

import doctest
import importlib
import shutil

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import analysis
from analysis.presentation.drawing import period_axis
from tests.projects import demonstration_in, project_in
from tests.shared_data import ROOT
from tools import index

SOURCES = ROOT / "src"
MODULES = sorted(
    ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)
OF_RETURNS = [f"analysis.pages.assessing.Assessing.{name}" for name in ("returned", "by_region", "found", "risen")]
"""Returns have been sent in the invented country alone: these examples are of it."""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Work in a project that has the files which examples name."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", dirs_exist_ok=True)
        shutil.copy(ROOT / "tests" / "faults" / "base_small_boats.xlsx", folder / "new release.xlsx")
        (folder / "data" / "own").mkdir()
        (folder / "data" / "own" / "calls.csv").write_text("month,calls\nJanuary,3\nFebruary,4\n", encoding="utf-8")
        yield folder


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.usefixtures("project")
def test_the_examples_of_a_module_hold(name):
    for example in doctest.DocTestFinder().find(importlib.import_module(name)):
        if example.name not in OF_RETURNS:
            holds(example)


@pytest.mark.parametrize("name", OF_RETURNS)
def test_the_examples_of_returns_hold(name, tmp_path):
    with demonstration_in(tmp_path):
        found = doctest.DocTestFinder().find(importlib.import_module("analysis.pages.assessing"))
        holds(next(each for each in found if each.name == name))


def holds(example: doctest.DocTest) -> None:
    """Run an example, and fail with what it gave and what was expected."""
    known = {each: getattr(analysis, each) for each in dir(analysis)}
    page = analysis.Page("2021-22", analysis.areas.default().name)
    period_axis.register()
    example.globs = {"pd": pd, "page": page, "ax": plt.figure().add_subplot(), **known, **example.globs}
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    plt.close("all")
    assert not failed, "".join(said)


def test_each_function_that_a_notebook_can_reach_has_an_example():
    assert not [name for name, function in index.public().items() if ">>> " not in (function.__doc__ or "")]


def test_the_index_of_functions_is_up_to_date():
    written = (ROOT / index.PAGE).read_text(encoding="utf-8")
    assert written == index.page(), "write it anew: python -m tools.index"
