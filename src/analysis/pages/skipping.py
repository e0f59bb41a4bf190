"""Cells for one kind of area, in a notebook that JupyterLab or papermill runs, which know nothing of such tags."""

from __future__ import annotations

import ast
from typing import Any

METHOD = "only"
"""The method of a page with which a cell begins that is for some kinds of area alone."""


class Skipping(ast.NodeTransformer):
    """Empties a cell that is for other kinds of area than the page's, so that it ends well and shows nothing.

    Parameters
    ----------
    kind : str
        Of the page's area.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def visit(self, node: ast.AST) -> Any:
        """Return a cell as it is, or without its statements."""
        kinds = _kinds(node.body[0]) if isinstance(node, ast.Module) and node.body else ()
        return ast.Module(body=[], type_ignores=[]) if kinds and self.kind not in kinds else node


def install(shell: Any, kind: str) -> None:
    """Skip cells in a shell, in place of what an earlier page of it skipped."""
    others = [each for each in shell.ast_transformers if not isinstance(each, Skipping)]
    shell.ast_transformers = [*others, Skipping(kind)]


def _kinds(statement: ast.stmt) -> tuple[str, ...]:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return ()
    called = statement.value
    if not isinstance(called.func, ast.Attribute) or called.func.attr != METHOD:
        return ()
    return tuple(str(each.value) for each in called.args if isinstance(each, ast.Constant))
