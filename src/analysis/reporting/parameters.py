"""The parameters that a notebook declares, read before any kernel starts."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError

_TYPES: Mapping[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
# A line of a conflict of git's; in JSON no line of a notebook begins so.
_MERGE = re.compile(r"(<{7}|>{7}) |={7}$")


class Unreadable(AnalysisError):
    """A notebook that cannot be run, or whose parameters cannot be told."""


@dataclass(frozen=True)
class Parameter:
    """A parameter that a notebook declares in the cell tagged ``parameters``.

    Attributes
    ----------
    name : str
    kind : type
        Of its values.
    default : object
    meaning : str
        The comment beside it.
    """

    name: str
    kind: type
    default: Any
    meaning: str

    def __str__(self) -> str:
        return f"{self.name} ({self.kind.__name__}, now {self.default!r}{': ' if self.meaning else ''}{self.meaning})"


def read_parameters(notebook: Path) -> tuple[Parameter, ...]:
    """Return the parameters that a notebook declares.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    tuple of Parameter

    Raises
    ------
    Unreadable
        Where the notebook cannot be read, has two cells of parameters, or declares a parameter that is no plain text,
        number or truth value.
    """
    import papermill  # noqa: PLC0415  # takes 1.5 s, which asking for a list of datasets should not cost

    written = _written(notebook)
    try:
        declared = papermill.inspect_notebook(str(notebook))
    except Exception as error:
        raise Unreadable(f"cannot be read as a notebook ({error})", where=notebook.name) from error
    # What papermill cannot read it leaves out, and a value that was typed for it would be lost.
    if lost := [name for name in written if name not in declared]:
        what = f"the parameter '{lost[0]}' cannot be read"
        raise Unreadable(what, where=notebook.name, expected='a line such as note: str = "plain"  # a remark')
    return tuple(_parameter(entry, notebook) for entry in declared.values())


def _written(notebook: Path) -> list[str]:
    """Return the names that the cell of parameters sets."""
    try:
        text = notebook.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"cannot be read as a notebook ({error})", where=notebook.name) from error
    if marked := [number for number, line in enumerate(text.splitlines(), 1) if _MERGE.match(line)]:
        what = f"holds merge markers, first in line {marked[0]}"
        raise Unreadable(what, where=notebook.name, expected="a notebook in which one side of each conflict was chosen")
    try:
        cells = [
            "".join(cell["source"])
            for cell in json.loads(text)["cells"]
            if cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", ())
        ]
        statements = ast.parse(cells[0]).body if cells else []
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise Unreadable(f"cannot be read as a notebook ({error})", where=notebook.name) from error
    if len(cells) > 1:
        what = f"has {len(cells)} cells tagged 'parameters', and only the first takes what is asked for"
        raise Unreadable(what, where=notebook.name, expected="one")
    return _names_set(statements)


def _names_set(statements: Iterable[ast.stmt]) -> list[str]:
    targets: list[ast.expr] = []
    for each in statements:
        if isinstance(each, ast.AnnAssign):
            targets.append(each.target)
        elif isinstance(each, ast.Assign):
            targets += each.targets
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _parameter(entry: Mapping[str, str], notebook: Path) -> Parameter:
    name = entry["name"]
    try:
        default = ast.literal_eval(entry["default"])
    except (SyntaxError, ValueError):
        default = None
    if type(default) not in _TYPES.values():
        raise Unreadable(
            f"the parameter '{name}' has the default {entry['default']}",
            where=notebook.name,
            expected="a plain text, number, True or False",
        )
    kind = _TYPES.get(entry["inferred_type_name"], type(default))
    return Parameter(name=name, kind=kind, default=default, meaning=entry["help"])
