"""What of an executed notebook a page shows: up to the cell where the data end, and only what every reader can read."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from analysis.errors import AnalysisError, NotebookFailed
from analysis.presentation.display import MIME_TYPE

PRIORITY = (MIME_TYPE, "image/svg+xml", "image/png", "text/markdown", "text/plain")
"""Of the forms that an output comes in, the first of these is shown."""

_NO_TEXT = re.compile(r"<IPython\.core\.display\.\w+ object>")


def leave_out_after_stop(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    """Leave out what follows the cell at which a notebook stopped on purpose.

    Such a cell raised an exception, which papermill records, after it displayed a notice of what is missing. A
    preprocessor for nbconvert.

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
    executed = [number for number, cell in enumerate(notebook.cells) if cell.get("execution_count") is not None]
    stopped = notebook.metadata.get("papermill", {}).get("exception") is True
    if stopped and executed and _holds_notice(notebook.cells[executed[-1]]):
        last = notebook.cells[executed[-1]]
        last.outputs = [output for output in last.outputs if output.output_type != "error"]
        del notebook.cells[executed[-1] + 1 :]
    return notebook, resources


def check_outputs(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    """Refuse outputs that not every reader could read. A preprocessor for nbconvert.

    Parameters
    ----------
    notebook : NotebookNode
        As executed.
    resources : object
        Passed on.

    Returns
    -------
    tuple
        Both.

    Raises
    ------
    NotebookFailed
        Where a cell failed.
    AnalysisError
        Where a picture has no text alternative, or an output has no form that is shown.
    """
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            first_line = next(iter(cell.source.strip().splitlines()), "")
            _check(output, f"cell {number} of the notebook (`{first_line}`)")
    return notebook, resources


def _check(output: NotebookNode, where: str) -> None:
    if output.output_type == "stream":
        return
    if output.output_type == "error":
        raise NotebookFailed(f"it failed: {output.ename}: {output.evalue}", where=where)
    shown = next((kind for kind in PRIORITY if kind in output.data), None)
    if shown is None or (shown == "text/plain" and _NO_TEXT.fullmatch(output.data[shown])):
        raise AnalysisError(
            f"its output ({', '.join(output.data)}) has no form that a page can show",
            where=where,
            expected="one of the project's own objects, a picture with a text alternative, or text",
        )
    if shown.startswith("image/") and not output.metadata.get(shown, {}).get("alt", "").strip():
        raise AnalysisError(
            "its picture has no text alternative",
            where=where,
            expected="a chart drawn into a page's own axes: with page.chart(title, subtitle, data=...) as ax: "
            "sns.barplot(..., ax=ax); or, of a picture that is no chart, "
            f'display(..., metadata={{"{shown}": {{"alt": "..."}}}})',
        )


def _holds_notice(cell: NotebookNode) -> bool:
    return any(output.get("data", {}).get(MIME_TYPE, {}).get("object") == "notice" for output in cell.outputs)
