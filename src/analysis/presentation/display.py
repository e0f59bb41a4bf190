"""What a page is made of: sentences, figures, tables, notices and lists of sources.

Each object carries text only: what it says was computed and written elsewhere. It shows itself as HTML, which
JupyterLab and the exported page display, as plain text, and as its own fields in JSON, from which the PDF is set.
"""

from __future__ import annotations

import base64
import dataclasses
from dataclasses import InitVar, asdict, dataclass
from typing import Any, Literal, cast, get_args

import mistune
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from analysis import roots
from analysis.presentation import banding, origin
from analysis.presentation.markdown import PLUGINS, HtmlRenderer
from analysis.presentation.origin import Source
from analysis.provenance import MADE_UP

MIME_TYPE = "application/vnd.msoic+json"
"""Under which an output holds the fields of the object that it shows."""

TAG = "Demonstration data"
"""Label of a sentence; charts and tables say all of `analysis.provenance.MADE_UP`."""

_Tokens = list[dict[str, Any]]
NoticeKind = Literal["missing", "demonstration", "caution"]


class Displayed:
    """Shows itself wherever notebooks are shown."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/html": self._html(), "text/plain": str(self), MIME_TYPE: self._fields()}

    def _fields(self) -> dict[str, Any]:
        return {"object": type(self).__name__.lower(), **asdict(self)}  # type: ignore[call-overload]  # all are dataclasses

    def _html(self) -> str:
        return render(self._fields())


@dataclass(frozen=True)
class Text(Displayed):
    """A sentence or a short paragraph.

    Attributes
    ----------
    markdown : str
        The text. Headings belong in the Markdown cells of the notebook, pictures in figures.
    lead : bool
        Whether it is the headline sentence of the page.
    verdict : str
        What the evidence comes to, where the page judges something, such as ``partly met``; made-up figures are none.
    source : DataFrame, or several, optional
        The loaded tables that it was written from. Without them it is labelled as demonstration data wherever such
        data were used before it.
    demonstration : bool
        Whether it is labelled as demonstration data.

    Raises
    ------
    ValueError
        Where the text is blank, or holds a heading or a picture, or `source` has lost its provenance.
    """

    markdown: str
    lead: bool = False
    verdict: str = ""
    source: InitVar[Source | None] = None
    demonstration: bool = dataclasses.field(init=False)

    def __post_init__(self, source: Source | None) -> None:
        _require(self, "markdown")
        _set(self, demonstration=origin.is_made_up(source=source))
        tokens, _ = mistune.create_markdown(renderer=None).parse(self.markdown)
        if found := _token_types(cast(_Tokens, tokens)) & {"heading", "image"}:
            raise ValueError(f"a text holds no {' or '.join(sorted(found))}: {self.markdown!r}")

    def __str__(self) -> str:
        return f"[{TAG}] {self.markdown}" if self.demonstration else self.markdown


@dataclass(frozen=True)
class Figure(Displayed):
    """A chart with its words.

    Attributes
    ----------
    title : str
        The finding, as a headline.
    subtitle : str
        What is counted, where, when and in which unit.
    alt : str
        What the chart shows, for a reader who does not see it.
    svg : str
        The chart as SVG.
    sources, notes : tuple of str
        Where the figures come from; what a reader must know.
    demonstration : bool
        Whether picture and text alternative are labelled as demonstration data; where nobody says so, whether the
        process has used such data.
    trail : tuple of (str, float or None)
        The first series of the chart as it is drawn, for a small chart of it elsewhere.
    trail_of : str
        What that series is called, where it is one of several.

    Raises
    ------
    ValueError
        Where the title, the text alternative or the chart is blank.
    """

    title: str
    subtitle: str
    alt: str
    svg: str
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    demonstration: bool | None = None
    trail: tuple[tuple[str, float | None], ...] = ()
    trail_of: str = ""

    def __post_init__(self) -> None:
        _require(self, "title", "alt", "svg")
        _settle(self)
        if self.demonstration and not self.alt.startswith(MADE_UP):
            _set(self, alt=f"{MADE_UP}. {self.alt}", svg=banding.with_band(self.svg, MADE_UP))

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.title, self.subtitle, self.alt)))


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    label : str
        Its heading.
    numeric : bool
        Whether it holds numbers, which are set flush right.
    """

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table(Displayed):
    """A table of written numbers and names.

    Attributes
    ----------
    title : str
        What the table holds, where, when and in which unit.
    columns : tuple of Column
        The first holds the row headings.
    rows : tuple of tuple of str
        A cell for each column, none of them blank: a marker such as ``[x]`` says why there is no figure.
    notes, sources : tuple of str
        What a reader must know, markers explained; where the figures come from.
    demonstration : bool
        Whether it is labelled as demonstration data; where nobody says so, whether the process has used such data.

    Raises
    ------
    ValueError
        Where the title, a heading or a cell is blank, or a row has more or fewer cells than there are columns.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    demonstration: bool | None = None

    def __post_init__(self) -> None:
        _require(self, "title", "columns", "rows")
        _settle(self)
        if not all(column.label.strip() for column in self.columns):
            raise ValueError(f"table '{self.title}': a column has no heading")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table '{self.title}', row {number}: {len(row)} cells for {len(self.columns)} columns"
                )
            for column, cell in zip(self.columns, row, strict=True):
                if not cell.strip():
                    raise ValueError(
                        f"table '{self.title}', row {number}, column '{column.label}' is blank: "
                        "say why with a marker such as [x] (not available) or [z] (not applicable)"
                    )

    def __str__(self) -> str:
        lines = [tuple(column.label for column in self.columns), *self.rows]
        widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
        aligned = [
            "  ".join(
                cell.rjust(width) if column.numeric else cell.ljust(width)
                for cell, width, column in zip(line, widths, self.columns, strict=True)
            ).rstrip()
            for line in lines
        ]
        label = (MADE_UP,) if self.demonstration else ()
        return "\n".join((*label, self.title, *aligned, *self.notes))


@dataclass(frozen=True)
class Notice(Displayed):
    """A plain statement that a reader must not miss, such as what is not available.

    Attributes
    ----------
    heading : str
    paragraphs : tuple of str
    kind : {"missing", "demonstration", "caution"}
        Data that are not there, data that are made up, or a word of caution.
    source : DataFrame, or several, optional
        As for `Text`.
    demonstration : bool
        Whether it is labelled as demonstration data; what says that data are not there or made up needs no label.

    Raises
    ------
    ValueError
        Where the heading is blank or the kind is not known.
    """

    heading: str
    paragraphs: tuple[str, ...]
    kind: NoticeKind
    source: InitVar[Source | None] = None
    demonstration: bool = dataclasses.field(init=False)

    def __post_init__(self, source: Source | None) -> None:
        _require(self, "heading")
        _set(self, demonstration=self.kind == "caution" and origin.is_made_up(source=source))
        if self.kind not in get_args(NoticeKind):
            raise ValueError(f"'{self.kind}' is no kind of notice: {', '.join(get_args(NoticeKind))}")

    def __str__(self) -> str:
        return "\n".join((f"[{TAG}] {self.heading}" if self.demonstration else self.heading, *self.paragraphs))


def _set(shown: Displayed, **fields: Any) -> None:
    for field_name, value in fields.items():
        object.__setattr__(shown, field_name, value)


def _settle(shown: Figure | Table) -> None:
    if shown.demonstration is None:
        _set(shown, demonstration=origin.is_made_up())


def _require(shown: Displayed, *fields: str) -> None:
    for field in fields:
        value = getattr(shown, field)
        if not (value.strip() if isinstance(value, str) else value):
            raise ValueError(f"{type(shown).__name__} has no {field}")


def _data_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _markdown(text: str) -> Markup:
    return Markup(_MARKDOWN(text))  # noqa: S704  # the renderer escapes


def _tagged(text: Markup) -> Markup:
    # Inside the first paragraph, where it is copied along with the sentence.
    tag = Markup('<p><mark class="msoic-made-up">{}</mark> ').format(TAG)
    return tag + text.removeprefix("<p>") if text.startswith("<p>") else tag + Markup("</p>") + text


def _token_types(tokens: _Tokens) -> set[str]:
    return {kind for token in tokens for kind in (token["type"], *_token_types(token.get("children", [])))}


def render(fields: dict[str, Any]) -> str:
    """Return an object of a page, given by its fields, as HTML."""
    return _TEMPLATES.get_template(f"{fields['object']}.html.j2").render(fields)


_MARKDOWN = mistune.create_markdown(renderer=HtmlRenderer(), plugins=PLUGINS)

_TEMPLATES = Environment(
    loader=PackageLoader("analysis.presentation"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters |= {"trusted": Markup, "data_address": _data_address, "markdown": _markdown, "tagged": _tagged}
_TEMPLATES.globals |= {"TAG": TAG, "MADE_UP": MADE_UP}
_TEMPLATES.globals |= {"INVENTED": roots.INVENTED, "invented": lambda: roots.current().demonstration}
