"""Executed notebooks as pages to be sent: one self-contained accessible HTML file, or one PDF/UA-1 file.

A page shows the text cells and what the code cells displayed: the project's own objects, pictures that carry a text
alternative, and text. Importing this module takes a second, since nbconvert does: import it where it is used.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.presentation import fonts
from analysis.presentation.display import MIME_TYPE, claim_address
from analysis.presentation.markdown import HtmlRenderer
from analysis.reporting.export import head, outline, typst
from analysis.reporting.export.markdown import page_writer
from analysis.reporting.export.outputs import PRIORITY, check_outputs, leave_out_after_stop, leave_out_bare_text
from analysis.reporting.export.sections import leave_out_empty, leave_out_unreturned
from analysis.reporting.export.unbroken import with_whole_periods

_TEMPLATES = Path(__file__).parent.parent / "templates"
_MACROS = (
    "mainpoints",
    "chart",
    "table",
    "check",
    "passage",
    "aside",
    "text",
    "notice",
    "sources",
    "digest",
    "tiles",
    "register",
)
_FILTER = (_TEMPLATES / "page" / "filter.js").read_text(encoding="utf-8")
_TAG = re.compile(r"<[^>]*>")


def to_html(
    notebook: NotebookNode,
    *,
    marking: str = "OFFICIAL",
    show_code: bool = False,
    downloads: Iterable[tuple[str, str]] = (),
) -> str:
    """Write an executed notebook as one HTML file that loads nothing from elsewhere; its one script filters a register.

    Parameters
    ----------
    notebook : NotebookNode
        As executed.
    marking : str
        Protective marking, shown at the top and the bottom.
    show_code : bool
        Show the code, folded.
    downloads : iterable of (str, str)
        Name and address of the other forms of the page.

    Returns
    -------
    str

    Raises
    ------
    AnalysisError
        Where the notebook has no title, a cell failed, or an output cannot be shown to every reader.
    """
    write = page_writer(HtmlRenderer(claim_address))
    filters: dict[str, Callable[..., Any]] = {
        "markdown": lambda text: Markup(write(text)),  # noqa: S704  # the renderer escapes
        "css_string": _css_string,
        "trusted": lambda markup: Markup(markup),  # noqa: S704, PLW0108  # written by this project; nbconvert takes no class
        "claim_address": claim_address,
        "csv_address": _csv_address,
        "svg_address": _svg_address,
    }
    made = head.make(notebook, marking=marking, downloads=downloads)
    page = _write(notebook, ".html", filters, made, show_code)
    # The titles of the pages before and after it are written into the page later.
    letters = _TAG.sub("", page) + string.ascii_letters + string.digits
    faces = "\n".join(fonts.face(weight, letters) for weight in fonts.WEIGHTS)
    return with_whole_periods(page.replace("/*faces*/", faces))


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
    filters: dict[str, Callable[..., Any]] = {
        "markdown": page_writer(typst.TypstRenderer()),
        "string": typst.string,
        "json": lambda value: typst.string(json.dumps(value, ensure_ascii=False)),
        "png_as_svg": typst.png_as_svg,
        "for_print": _for_print,
    }
    made = head.make(notebook, marking=marking)
    source = _write(notebook, ".typ", filters, made, show_code)
    produced = dt.datetime.combine(made.day, dt.time(), dt.UTC) if made.day else None
    return typst.set_pdf(source, templates=_TEMPLATES / "page", produced=produced)


def _write(
    notebook: NotebookNode, form: str, filters: Mapping[str, Callable[..., Any]], made: head.Head, show_code: bool
) -> str:
    exporter = TemplateExporter(
        config=Config({"NbConvertBase": {"display_data_priority": list(PRIORITY)}}),
        template_name="page",
        file_extension=form,
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_input=not show_code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_raw=True,
        filters=dict(filters),
        preprocessors=[
            leave_out_unreturned,
            leave_out_empty,
            leave_out_after_stop,
            leave_out_bare_text,
            check_outputs,
            _outlined,
        ],
    )
    exporter.environment.autoescape = form == ".html"
    resources: dict[str, Any] = {"head": made, "head_fields": _for_typst(made), "show_code": show_code}
    resources |= {"fonts": "/*faces*/", "macros": _MACROS, "mime_type": MIME_TYPE}
    page, _ = exporter.from_notebook_node(notebook, resources=resources)
    return str(page)


def _outlined(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    found = outline.sections(notebook.cells)
    resources["sections"] = found
    kinds = {shown["object"] for shown in head.objects(notebook)}
    # A page that is one table of outcomes is about a screen long.
    is_short = "outcomes" in kinds and "chart" not in kinds
    resources["contents"] = [section for section in found if section.title and not is_short]
    if "register" in kinds:
        # The one script of a page, which the security policy names by its hash; the page reads fully without it.
        resources["script"] = _FILTER
        resources["script_hash"] = base64.b64encode(hashlib.sha256(_FILTER.encode()).digest()).decode()
    resources["first_section"] = next((at for at, section in enumerate(found) if section.title), len(found))
    return notebook, resources


def _for_print(shown: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not printed: the picture for a phone, the data under a chart."""
    return {
        name: value
        for name, value in shown.items()
        if name not in {"phone", "picture", "csv", "data", "details", "anchors"}
    }


def _for_typst(made: head.Head) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(made).items() if name not in {"published", "edition", "downloads"}}
    fields["dated"] = made.day is not None
    fields |= {name: getattr(made, name) for name in ("full_title", "description", "invented_short")}
    return {name.replace("_", "-"): value for name, value in fields.items()}


def _csv_address(text: str) -> str:
    # The mark at the beginning tells spreadsheet programs that the text is UTF-8.
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.encode("utf-8-sig")).decode()


def _svg_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _css_string(text: str) -> Markup:
    escaped = "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return Markup(f'"{escaped}"')  # noqa: S704  # letters, digits and escapes only
