"""Executed notebooks as pages to be sent: one self-contained accessible HTML file, or one PDF/UA-1 file.

A page shows the text cells and what the code cells displayed: the project's own objects of `presentation.display`,
pictures that carry a text alternative, and text. Another output, such as a DataFrame or the summary of a model, is
shown in its plain-text form in both: HTML that somebody else wrote may break a page, and has no form in print.

Importing this module takes a second, since nbconvert does: import it where it is used.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis import periods, roots
from analysis.errors import AnalysisError
from analysis.presentation.markdown import HtmlRenderer
from analysis.reporting import typst
from analysis.reporting.markdown import page_writer, title_of
from analysis.reporting.outputs import PRIORITY, check_outputs, leave_out_after_stop
from analysis.reporting.sections import leave_out_unreturned
from analysis.reporting.unbroken import with_whole_periods

AUTHOR = "Modern Slavery and Organised Immigration Crime Programme"

PRODUCED = "produced"
"""Where the metadata of an executed notebook say, under ``msoic``, on which day it was run."""

_TEMPLATES = Path(__file__).parent / "templates"
_FINANCIAL_YEAR = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class PageDetails:
    """What a page is about.

    Attributes
    ----------
    title : str
        The heading of the notebook.
    area, period : str or None
        The area and the period that it was run for, where it has such parameters.
    produced : date or None
        Day on which it was run, where it says so.
    demonstration : bool
        Whether it is of an invented country.
    """

    title: str
    area: str | None
    period: str | None
    produced: dt.date | None
    demonstration: bool = False

    @property
    def scope(self) -> str:
        """Area and period in words, such as ``UK · financial year 2021-22``."""
        is_year = self.period is not None and _FINANCIAL_YEAR.fullmatch(self.period)
        return " · ".join(filter(None, (self.area, f"financial year {self.period}" if is_year else self.period)))

    @property
    def full_title(self) -> str:
        """Title with area and period, such as ``NRM referrals: UK, 2021-22``, and that it is a demonstration."""
        of_what = ", ".join(filter(None, (self.area, self.period)))
        named = f"{self.title}: {of_what}" if of_what else self.title
        return f"Demonstration: {named}" if self.demonstration else named

    @property
    def production_date(self) -> str:
        """When the page was made, in words; empty where nobody knows."""
        return f"Produced on {periods.day(self.produced)}" if self.produced else ""


def describe(notebook: NotebookNode) -> PageDetails:
    """Say what a notebook is about.

    Parameters
    ----------
    notebook : NotebookNode
        Executed or not.

    Returns
    -------
    PageDetails

    Raises
    ------
    AnalysisError
        Where the notebook is empty or has no heading of level 1.
    """
    expected = "a Markdown cell that begins with '# ' and the title of the page"
    if not notebook.cells:
        raise AnalysisError("the notebook has no cells", expected=expected)
    title = title_of(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    if title is None:
        raise AnalysisError("the notebook has no title", expected=expected)
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    about = notebook.metadata.get("msoic", {})
    return PageDetails(
        title=title,
        area=_text(parameters.get("area")),
        period=_text(parameters.get("period")),
        produced=dt.date.fromisoformat(about[PRODUCED]) if PRODUCED in about else None,
        demonstration=bool(about.get(roots.DEMONSTRATION)),
    )


def to_html(notebook: NotebookNode, *, marking: str = "OFFICIAL", show_code: bool = False) -> str:
    """Write an executed notebook as one HTML file that loads nothing from elsewhere and runs no script.

    Parameters
    ----------
    notebook : NotebookNode
        As executed.
    marking : str
        Protective marking, shown at the top and the bottom.
    show_code : bool
        Show the code, folded, and what it printed.

    Returns
    -------
    str

    Raises
    ------
    AnalysisError
        Where the notebook has no title, a cell failed, or an output cannot be shown to every reader.
    """
    write = page_writer(HtmlRenderer())
    filters = {"markdown": lambda text: Markup(write(text)), "css_string": _css_string}  # noqa: S704  # it escapes
    return with_whole_periods(_write(notebook, ".html", filters, marking, show_code))


def to_pdf(notebook: NotebookNode, *, marking: str = "OFFICIAL", show_code: bool = False) -> bytes:
    """Write an executed notebook as one PDF/UA-1 file: tagged, with bookmarks, the same bytes on every machine.

    Parameters
    ----------
    notebook, marking, show_code
        As for `to_html`.

    Returns
    -------
    bytes

    Raises
    ------
    AnalysisError
        As for `to_html`; and where the text has a character that no font of the PDF has.
    """
    filters = {
        "markdown": page_writer(typst.TypstRenderer()),
        "string": typst.string,
        "json": lambda value: typst.string(json.dumps(value, ensure_ascii=False)),
        "png_as_svg": typst.png_as_svg,
    }
    source = _write(notebook, ".typ", filters, marking, show_code)
    day = describe(notebook).produced
    produced = dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
    return typst.set_pdf(source, templates=_TEMPLATES / "report", produced=produced)


def _write(
    notebook: NotebookNode, form: str, filters: Mapping[str, Callable[..., str]], marking: str, show_code: bool
) -> str:
    details = describe(notebook)
    exporter = TemplateExporter(
        config=Config({"NbConvertBase": {"display_data_priority": list(PRIORITY)}}),
        template_name="report",
        file_extension=form,
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_input=not show_code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_raw=True,
        filters=dict(filters),
        preprocessors=[leave_out_after_stop, leave_out_unreturned, check_outputs],
    )
    exporter.environment.autoescape = form == ".html"
    resources: dict[str, Any] = {"details": details, "marking": marking, "show_code": show_code, "author": AUTHOR}
    resources |= {"invented": roots.INVENTED, "what_invented_means": roots.WHAT_INVENTED_MEANS}
    page, _ = exporter.from_notebook_node(notebook, resources=resources)
    return str(page)


def _css_string(text: str) -> Markup:
    escaped = "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return Markup(f'"{escaped}"')  # noqa: S704  # letters, digits and escapes only


def _text(parameter: object) -> str | None:
    return None if parameter is None else str(parameter)
