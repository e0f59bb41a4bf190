"""Project folders of their own, for the tests that run notebooks."""

import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import paths, roots
from tests.shared_data import ROOT

PARAMETERS = """\
period: str = "2021-22"  # financial year reported on
area: str = "UK"  # nation, region or police force
"""
PAGE = 'from analysis import Page, Text, display\n\npage = Page(period=period, area=area)\nText("The page began.")'
"""The first cell of a notebook that asks for data."""


@contextmanager
def project_in(folder: Path) -> Iterator[Path]:
    """Make a project with a copy of the data, and work in it."""
    data = paths.root() / "data"
    for kind in ("published", "reference", "narrative"):
        shutil.copytree(data / kind, folder / "data" / kind)
    shutil.copy(data / paths.MARKER, folder / "data")
    shutil.copy(paths.root() / "report.toml", folder)
    _copy_cache(paths.cache_folder() / "datasets", folder / ".cache" / "datasets")
    _copy_cache(data / "returns" / ".cache", folder / "data" / "returns" / ".cache")
    (folder / "notebooks").mkdir()
    (folder / "pyproject.toml").touch()
    with chdir(folder):
        yield folder


def _copy_cache(source: Path, folder: Path) -> None:
    # What this code has made of the same data is found by its key, wherever the project lies.
    folder.mkdir(parents=True)
    for made in source.glob("*-*"):
        with suppress(FileNotFoundError):  # another process may clear it away
            if made.suffix != ".lock":
                shutil.copy(made, folder)


@contextmanager
def demonstration_in(folder: Path) -> Iterator[Path]:
    """Make a project with the invented country beside the data, and work with the country."""
    country = ROOT / roots.DEMONSTRATION
    with project_in(folder) as project, pytest.MonkeyPatch.context() as patch:
        shutil.copytree(country, project / country.name, ignore=shutil.ignore_patterns(".cache"))
        patch.setenv(roots.VARIABLE, country.name)
        yield project


def section(code: str) -> NotebookNode:
    """Return a cell whose missing data do not end the page."""
    return new_code_cell(code, metadata={"tags": ["raises-exception"]})


def write_notebook(
    project: Path,
    name: str,
    *cells: str | NotebookNode,
    parameters: str = PARAMETERS,
    title: str = "",
    returns: tuple[str, ...] = (),
) -> Path:
    """Write a notebook with a title, a cell of parameters and these cells."""
    heading = [new_markdown_cell(f"# {title or name}")]
    declared = [new_code_cell(parameters, metadata={"tags": ["parameters"]})] if parameters else []
    coded = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    kernel: dict[str, object] = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    if returns:
        kernel["msoic"] = {"returns": list(returns)}
    path = project / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[*heading, *declared, *coded], metadata=kernel), path)
    return path
