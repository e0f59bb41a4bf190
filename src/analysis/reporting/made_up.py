"""Whether a notebook was run on demonstration data: its kernel recorded it, or one of its outputs says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from analysis.ledger import DEMONSTRATION
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.kernels import KINDS


def is_made_up(notebook: NotebookNode) -> bool:
    """Whether any of the data that an executed notebook used were demonstration data.

    Parameters
    ----------
    notebook : NotebookNode
        As executed.

    Returns
    -------
    bool
    """
    recorded = notebook.metadata.get("msoic", {}).get(KINDS, [])
    return DEMONSTRATION in recorded or any(map(_is_labelled, _objects(notebook)))


def _objects(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME_TYPE in output.get("data", {}):
                yield output.data[MIME_TYPE]


def _is_labelled(shown: dict[str, Any]) -> bool:
    kinds = [each.get("kind") for each in (shown, *shown.get("entries", []))]
    return DEMONSTRATION in kinds or bool(shown.get("demonstration"))
