"""What of an executed notebook a page shows: up to the cell where the data end, and only what every reader can read."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

from analysis.errors import AnalysisError, NotebookFailed
from analysis.presentation.display import MIME_TYPE
from analysis.prose import listing

PRIORITY = (MIME_TYPE, "image/svg+xml", "image/png", "text/markdown", "text/plain")
"""Of the forms that an output comes in, the first of these is shown."""

_NO_TEXT = re.compile(r"<IPython\.core\.display\.\w+ object>")
_BARE = re.compile(
    r"^[\s(\[{]*(?:array\(\s*\[*)?(?:<(?:Axes|Figure|matplotlib|mpl_toolkits|seaborn|BarContainer)\b|Text\()"
)
"""How drawing libraries write what they return: nothing that a reader of a page wants."""

_MEANS = {"chart": "page.chart", "table": "page.table"}


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
            _check(output, _place(number, cell))
    return notebook, resources


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
                kind = shown["object"]
                without = f"shows a {kind} without {listing(lacking)}; {_MEANS[kind]} gives it both"
                found.append(f"{_place(number, cell)} {without}")
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


def _place(number: int, cell: NotebookNode) -> str:
    first_line = next(iter(cell.source.strip().splitlines()), "")
    return f"cell {number} of the notebook (`{first_line}`)"


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


def _is_bare(output: NotebookNode) -> bool:
    data = output.get("data", {})
    return (
        output.output_type == "execute_result" and set(data) == {"text/plain"} and bool(_BARE.match(data["text/plain"]))
    )
