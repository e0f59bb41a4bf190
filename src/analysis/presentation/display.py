"""What a page is made of: sentences, tables, notices and lists of sources.

Each object carries text only: what it says was computed and written elsewhere. It shows itself as HTML, which
JupyterLab and the exported page display, as plain text, and as its own fields in JSON, from which the PDF is set.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args

import mistune
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from analysis import areas, roots
from analysis.presentation.markdown import PLUGINS, HtmlRenderer

MIME_TYPE = "application/vnd.msoic+json"
"""Under which an output holds the fields of the object that it shows."""

_Tokens = list[dict[str, Any]]
NoticeKind = Literal["missing", "unreturned", "caution"]


class Displayed:
    """Shows itself wherever notebooks are shown."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/html": self._html(), "text/plain": str(self), MIME_TYPE: self._fields()}

    def _fields(self) -> dict[str, Any]:
        return {"object": type(self).__name__.lower(), **asdict(self)}  # type: ignore[call-overload]  # all are dataclasses

    def _html(self) -> str:
        fields = self._fields()
        return TEMPLATES.get_template(f"{fields['object']}.html.j2").render(fields)


@dataclass(frozen=True)
class Text(Displayed):
    """A sentence or a short paragraph.

    Attributes
    ----------
    markdown : str
        The text. Headings belong in the Markdown cells of the notebook, pictures in charts.

    Raises
    ------
    ValueError
        Where the text is blank, or holds a heading or a picture.

    Examples
    --------
    >>> print(Text("Referrals rose by 27%, to 13,539."))
    Referrals rose by 27%, to 13,539.
    """

    markdown: str

    def __post_init__(self) -> None:
        _require(self, "markdown")
        tokens, _ = mistune.create_markdown(renderer=None).parse(self.markdown)
        if found := _token_types(cast(_Tokens, tokens)) & {"heading", "image"}:
            raise ValueError(f"a text holds no {' or '.join(sorted(found))}: {self.markdown!r}")

    def __str__(self) -> str:
        return self.markdown


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

    def __post_init__(self) -> None:
        _require(self, "title", "columns", "rows")
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
        return "\n".join((self.title, *aligned, *self.notes))


@dataclass(frozen=True)
class Notice(Displayed):
    """A plain statement that a reader must not miss, such as what is not available.

    Attributes
    ----------
    heading : str
    paragraphs : tuple of str
    kind : {"missing", "unreturned", "caution"}
        Data that are not there, a return that nobody has sent, or a word of caution.
    returns : tuple of str
        Names of the returns that nobody has sent.

    Raises
    ------
    ValueError
        Where the heading is blank or the kind is not known.
    """

    heading: str
    paragraphs: tuple[str, ...]
    kind: NoticeKind
    returns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(self, "heading")
        if self.kind not in get_args(NoticeKind):
            raise ValueError(f"'{self.kind}' is no kind of notice: {', '.join(get_args(NoticeKind))}")

    def __str__(self) -> str:
        return "\n".join((self.heading, *self.paragraphs))


def claim_address(claim: str) -> str:
    """Return the address of a claim's row on the claims page, from a page of the same period.

    Parameters
    ----------
    claim : str
        Its identifier.

    Examples
    --------
    >>> claim_address("nrm-2021")
    '../england-and-wales/claims.html#nrm-2021'
    """
    return f"../{areas.slug(areas.nation())}/claims.html#{claim}"


def _require(shown: Displayed, *fields: str) -> None:
    for field in fields:
        value = getattr(shown, field)
        if not (value.strip() if isinstance(value, str) else value):
            raise ValueError(f"{type(shown).__name__} has no {field}")


def _markdown(text: str) -> Markup:
    return Markup(_MARKDOWN(text))  # noqa: S704  # the renderer escapes


def _token_types(tokens: _Tokens) -> set[str]:
    return {kind for token in tokens for kind in (token["type"], *_token_types(token.get("children", [])))}


_MARKDOWN = mistune.create_markdown(renderer=HtmlRenderer(), plugins=PLUGINS)

TEMPLATES = Environment(
    loader=PackageLoader("analysis.presentation"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters |= {"trusted": Markup, "markdown": _markdown, "claim_address": claim_address}
TEMPLATES.globals |= {"INVENTED": roots.INVENTED, "invented": lambda: roots.current().demonstration}
