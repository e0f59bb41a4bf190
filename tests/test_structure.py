"""The shape of the library: no circle among modules, folders that can be looked over, modules that can be read."""

import ast
import re
from collections import Counter
from pathlib import Path

import analysis

SOURCE = Path(analysis.__file__).parent
MODULES = {
    ".".join(("analysis", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}

MOST_MODULES = 12
MOST_LINES = 300
EXAMPLES = re.compile(r'^ *Examples\n *-+\n(?:(?! *""").*\n)*', re.MULTILINE)
"""They stand last in a docstring; each function has one, and nobody reads a module for them."""

ONE_FILE_EACH = {"datasets/published", "readers/families"}
"""Folders in which each module is one dataset or one family of releases."""

STILL_LARGE = {"", "presentation", "reporting", "claims"}
STILL_LONG = {"analysis.reporting.run"}

LAYERS = ("errors", "provenance", "roots", "areas", "readers", "datasets", "catalogue", "measures")
"""Parts of the library: each imports those before it, and none after it."""


def imported(path):
    """Modules of the library that a module imports anywhere, in functions too, but not for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types_only = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
    ]
    left_out = {id(inner) for node in types_only for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                longer = f"{node.module}.{name.name}"
                yield longer if longer in MODULES else node.module


IMPORTS = {
    name: {other for other in imported(path) if other in MODULES and other != name} for name, path in MODULES.items()
}


def reached(name):
    found, ahead = set(), [*IMPORTS[name]]
    while ahead:
        if (other := ahead.pop()) not in found:
            found.add(other)
            ahead += IMPORTS[other]
    return found


def part(name):
    return name.split(".")[1] if "." in name else ""


def test_no_module_imports_itself_through_others():
    assert not [name for name in MODULES if name in reached(name)]


def test_parts_import_only_those_before_them():
    backwards = [
        (name, other)
        for name, others in IMPORTS.items()
        for other in others
        if part(name) in LAYERS and part(other) in LAYERS and LAYERS.index(part(other)) > LAYERS.index(part(name))
    ]
    assert not backwards


def test_statistics_know_numbers_and_periods_alone():
    known = {part(other) for name, others in IMPORTS.items() if part(name) == "statistics" for other in others}
    assert known <= {"statistics", "errors", "periods"}


def test_a_folder_holds_a_dozen_modules_at_most():
    held = Counter(
        path.parent.relative_to(SOURCE).as_posix() for path in MODULES.values() if path.name != "__init__.py"
    )
    large = {folder for folder, number in held.items() if number > MOST_MODULES}
    assert {folder.removeprefix(".") for folder in large} <= ONE_FILE_EACH | STILL_LARGE


def test_a_module_has_300_lines_at_most_without_its_examples():
    lines = {
        name: len(EXAMPLES.sub("", path.read_text(encoding="utf-8")).splitlines()) for name, path in MODULES.items()
    }
    assert not {name: number for name, number in lines.items() if number > MOST_LINES and name not in STILL_LONG}
