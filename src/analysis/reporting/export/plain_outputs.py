"""Outputs that an analyst showed without the project's own means, and bare text that is no content at all."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from analysis.errors import NotebookFailed
from analysis.presentation.display import MIME_TYPE
from analysis.prose import listing

_BARE = re.compile(
    r"^[\s(\[{]*(?:array\(\s*\[*)?(?:<(?:Axes|Figure|matplotlib|mpl_toolkits|seaborn|BarContainer)\b|Text\()"
)
"""How drawing libraries write what they return: nothing that a reader of a page wants."""

_MEANS = {"chart": "page.chart", "table": "page.table"}


def leave_out_bare_text(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    """Leave out text such as ``<Axes: xlabel='quarter'>`` or ``Text(0, 0, '2021')``. A preprocessor for nbconvert.

    Parameters
    ----------
    notebook : NotebookNode
        As executed; it is changed.
    resources : object
        Passed on.

    Returns
    -------
    tuple
        Both.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if not _is_bare(output)]
    return notebook, resources


def notes(notebook: NotebookNode) -> list[str]:
    """Return what a page shows without title, caption or source, a line for each output.

    Parameters
    ----------
    notebook : NotebookNode
        As executed.

    Returns
    -------
    list of str
        Such as ``cell 4 of the notebook (`sns.lineplot(...)`) shows a chart without title and source: page.chart``.
    """
    found = []
    # The cell of parameters that a run puts in is none of the author's.
    written = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ())]
    for number, cell in enumerate(written, start=1):
        for output in cell.get("outputs", []):
            shown = output.get("data", {}).get(MIME_TYPE, {})
            if lacking := shown.get("missing"):
                line = next(iter(cell.source.strip().splitlines()), "")
                kind = shown["object"]
                found.append(
                    f"cell {number} of the notebook (`{line}`) shows a {kind} without {listing(lacking)}; "
                    f"{_MEANS[kind]} gives it both"
                )
    return found


def refuse(notebook: NotebookNode, name: str) -> None:
    """Refuse a page with such outputs.

    Raises
    ------
    NotebookFailed
        Naming the first of them.
    """
    if found := notes(notebook):
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise NotebookFailed(f"{found[0]}{more}", where=name)


def _is_bare(output: NotebookNode) -> bool:
    data = output.get("data", {})
    return (
        output.output_type == "execute_result" and set(data) == {"text/plain"} and bool(_BARE.match(data["text/plain"]))
    )
