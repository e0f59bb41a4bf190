"""A table of sentences: outcomes, each with what shows it, and templates of returns to take away."""

from __future__ import annotations

import base64
import dataclasses
from dataclasses import dataclass, field
from typing import Any

from analysis.presentation.display import TEMPLATES, Displayed

SHOWN, PRINTED = "What would show it", "Printed report"
"""The column that offers templates of returns on the page of an objective."""

_XLSX = "data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,"


@dataclass(frozen=True)
class Template:
    """A return's template, as a page offers it.

    Attributes
    ----------
    title, file, command : str
        Of the return; name of the file; what writes it, empty where the page has said so already.
    content : bytes
        The workbook; empty where the page has offered it already.
    """

    title: str
    file: str
    command: str
    content: bytes = field(default=b"", repr=False)

    @property
    def address(self) -> str:
        """The workbook as an address that a page can hold."""
        return f"{_XLSX}{base64.b64encode(self.content).decode()}" if self.content else ""


@dataclass(frozen=True)
class Outcomes(Displayed):
    """A table of sentences, which stacks its rows on a narrow screen.

    Attributes
    ----------
    title : str
    columns : tuple of str
    rows : tuple of tuple of str
        A cell for each column; a line of a cell is a paragraph.
    templates : tuple of tuple of Template
        For each row those of the returns that would show it.
    notes, sources : tuple of str
    cited : tuple of tuple of str
        For each row the claims of the printed report that it is about.
    printed : str
        The column that says what is printed.
    aim : str
        What all of it was planned for; empty where there is no plan.
    shown : str
        The column that offers templates.
    verdict : str
        What it comes to, where outcomes are assessed, such as ``partly met``.

    Raises
    ------
    ValueError
        Where there is no row, or a cell is blank.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    templates: tuple[tuple[Template, ...], ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cited: tuple[tuple[str, ...], ...] = ()
    aim: str = ""
    shown: str = SHOWN
    verdict: str = ""
    printed: str = PRINTED

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError(f"table '{self.title}' has no rows")
        for number, row in enumerate(self.rows):
            offered = self.templates[number] if self.templates else ()
            words = [
                cell.strip() or (label == self.shown and offered) for label, cell in zip(self.columns, row, strict=True)
            ]
            if not all(words):
                raise ValueError(f"table '{self.title}', row {number + 1}: a cell is blank")

    def __str__(self) -> str:
        rows = [
            "\n".join(f"{label}: {cell}" for label, cell in zip(self.columns, row, strict=True) if cell)
            for row in self.rows
        ]
        return "\n\n".join(filter(None, (self.aim, self.title, *rows, *self.notes)))

    def _fields(self) -> dict[str, Any]:
        fields = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        # Print offers commands, and HTML holds each workbook.
        offered = [[{"title": each.title, "command": each.command} for each in row] for row in self.templates]
        return {"object": "outcomes", **fields, "templates": offered}

    def _html(self) -> str:
        return TEMPLATES.get_template("outcomes.html.j2").render(self._fields() | {"templates": self.templates})
