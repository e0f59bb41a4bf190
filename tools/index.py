"""Writes docs/index.md, what to use for what, from the docstrings of the functions that a notebook can reach.

Run it after a change of such a function, of its first line or of a notebook that uses it: python -m tools.index
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from types import ModuleType
from typing import Any

import nbformat
import typer

import analysis
from analysis import cli, paths
from analysis.pages import results

PAGE = "docs/index.md"

GROUPS: Mapping[str, str] = {
    "Load data": "load describe own catalogue.* areas.* geography.* periods.* Page.load Page.available Page.returned "
    "Page.by_region Page.cite",
    "Measure": "measures.* totals.* findings.total findings.at findings.less findings.within",
    "Compare": "revision.* area_rates.* findings.change findings.difference findings.points findings.ratio "
    "findings.share_change findings.highest Page.risen Page.published Published",
    "Write a sentence": "say Text findings.* prose.* summary.moved summary.against",
    "Draw": "charts.* Page.chart Page.table display local citing.*",
    "Claims": "claims.* Page.printed summary.charges summary.corrections summary.printed_tiles",
    "Page": "Page Page.* PlannedOutcome results.* summary.*",
}
"""What each function is for, by its name or a pattern; the first group that fits has it."""

_ORDER = ("Load data", "Measure", "Compare", "Write a sentence", "Draw", "Page", "Claims")

_INTRODUCTION = f"""# What to use for what

Each function that a notebook can reach, with the notebook to look at. This page is written by `python -m tools.index`
from docstrings: change those, not this. Each docstring has an example that runs as a test; in JupyterLab `load?` shows
it.

A notebook begins with `from analysis import Page, charts, findings, say` and whatever else it needs of the names below.
{" · ".join(f"[{name}](#{name.lower().replace(' ', '-')})" for name in (*_ORDER, "Run"))}
"""


def public() -> dict[str, Callable[..., Any]]:
    """Return what a notebook can call, by the name under which it is reached from `analysis`."""
    found: dict[str, Callable[..., Any]] = {}
    for name in dir(analysis):
        reached = getattr(analysis, name)
        if isinstance(reached, ModuleType):
            found |= {f"{name}.{each}": function for each, function in _functions(reached)}
        elif inspect.isclass(reached):
            found |= {name: reached} | {f"{name}.{each}": function for each, function in _methods(reached)}
        elif inspect.unwrap(reached).__module__.startswith("analysis."):
            found[name] = reached
    # What is reached directly is not named again with its module.
    return {
        name: one for name, one in found.items() if "." not in name or found.get(name.rpartition(".")[2]) is not one
    }


def _functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in getattr(module, "__all__", None) or vars(module):
        one = inspect.unwrap(getattr(module, name)) if callable(getattr(module, name)) else None
        own = hasattr(module, "__all__") or getattr(one, "__module__", "") == module.__name__
        if inspect.isfunction(one) and own and not name.startswith("_"):
            yield name, one


def _methods(of: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, each in inspect.getmembers(of):
        one = each.fget if isinstance(each, property) else each
        if inspect.isfunction(one) and not name.startswith("_"):
            yield name, one


def used() -> dict[str, str]:
    """Return the notebook to look at for each name, by the order in which a reader is led to notebooks."""
    found: dict[str, str] = {}
    notebooks = [path for path in paths.notebooks().rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts]
    for path in sorted(notebooks, key=lambda each: (results.place_of(each.stem), str(each))):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        for name in _names(ast.parse("\n".join(cells))):
            found.setdefault(name, path.relative_to(paths.notebooks()).with_suffix("").as_posix())
    return found


def _names(tree: ast.AST) -> Iterator[str]:
    every = list(ast.walk(tree))
    imported = {each.name for node in every if isinstance(node, ast.ImportFrom) for each in node.names} | {"page"}
    for node in every:
        if isinstance(node, ast.Name) and node.id in imported:
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
            yield f"{'Page' if node.value.id == 'page' else node.value.id}.{node.attr}"


def purpose(function: Callable[..., Any]) -> str:
    """Return the first line of a docstring, as it stands in a table."""
    said = inspect.cleandoc(function.__doc__ or "").partition("\n")[0]
    return re.sub("`+", "`", said).replace("|", "\\|")


def page() -> str:
    """Return the page."""
    rows: dict[str, list[str]] = {group: [] for group in GROUPS}
    looked_at = used()
    for name, function in public().items():
        group = next(
            group for group, patterns in GROUPS.items() if any(fnmatch(name, each) for each in patterns.split())
        )
        seen = looked_at.get(name)
        link = f"[{seen}](../notebooks/{seen}.ipynb)" if seen else ""
        rows[group].append(f"| `{name.replace('Page.', 'page.')}` | {purpose(function)} | {link} |")
    head = "| name | what it does | see |\n|---|---|---|"
    parts = ["\n".join([f"## {group}\n\n{head}", *rows[group]]) + "\n" for group in _ORDER]
    return "\n".join([_INTRODUCTION, *parts, _commands()])


def _commands() -> str:
    lines = [f"| `msoic {' '.join(words)}` | {said} |" for words, said in _each(typer.main.get_command(cli.app))]
    return "\n".join(["## Run\n\n| command | what it does |\n|---|---|", *lines]) + "\n"


def _each(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, one in getattr(command, "commands", {}).items():
        if getattr(one, "commands", None):
            yield from _each(one, (*words, name))
        elif not one.hidden:
            yield (*words, name), inspect.cleandoc(one.help or "").partition("\n")[0]


if __name__ == "__main__":
    (paths.root() / PAGE).write_text(page(), encoding="utf-8", newline="\n")
