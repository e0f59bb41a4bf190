"""The parts of a page of the second form: main points, charts with their data, checks of print, passages of narrative.

Like the objects of `analysis.presentation.display` they carry words that were made elsewhere, and show themselves as
HTML in JupyterLab and as their fields in JSON, from which pages and PDF are made.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any, Literal

from analysis.errors import AnalysisError
from analysis.presentation.display import Displayed, Table

PointKind = Literal["points", "rely"]


@dataclass(frozen=True)
class MainPoints(Displayed):
    """What somebody must know who reads nothing else.

    Attributes
    ----------
    points : tuple of list
        Each a sentence as `prose.figures.Sentence.fields` gives it: text and figures in turn.
    rely : str
        What a reader can rely on, in one or two sentences.
    """

    points: tuple[list[Any], ...]
    rely: str = ""

    def __post_init__(self) -> None:
        if not self.points:
            raise AnalysisError("a page has at least one main point", expected="page.main_points(say(...), ...)")

    def __str__(self) -> str:
        return "\n".join([f"• {in_plain_text(point)}" for point in self.points] + [self.rely] * bool(self.rely))

    def _fields(self) -> dict[str, Any]:
        return {"object": "mainpoints", "points": list(self.points), "rely": self.rely}


@dataclass(frozen=True)
class Chart(Displayed):
    """A chart: two pictures of one drawing, its words and the data behind it.

    Attributes
    ----------
    title, subtitle, alt : str
        The finding; measure, area and period; what the picture shows, for a reader who does not see it.
    wide, phone : str
        SVG for a page and for a phone.
    picture : bytes
        PNG for JupyterLab and for documents; empty where only a page is made.
    source : str
        In one line.
    notes : tuple of str
    data : Table, optional
        Folded under the chart.
    csv : str
        The same, to download.
    file : str
        Name of the download.
    book : bool
        Whether it is the chart of its page in the book.
    missing : tuple of str
        What its author did not say, of title and source: noted in the log.
    """

    title: str
    subtitle: str
    alt: str
    wide: str
    phone: str
    picture: bytes = b""
    source: str = ""
    notes: tuple[str, ...] = ()
    data: Table | None = None
    csv: str = ""
    file: str = "data.csv"
    book: bool = False
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.title, self.subtitle, self.alt)))

    def _fields(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("picture", "data")}
        data = self.data._fields() if self.data else None
        return {"object": "chart", **shown, "data": data, "picture": base64.b64encode(self.picture).decode()}


@dataclass(frozen=True)
class PlainTable(Table):
    """A table that was shown as it is, without caption and source: noted in the log."""

    missing: tuple[str, ...] = ("caption", "source")

    def _fields(self) -> dict[str, Any]:
        return {**super()._fields(), "object": "table"}


@dataclass(frozen=True)
class Check(Displayed):
    """What a printed report says on the subject of a page, and whether it stands.

    Attributes
    ----------
    printed : str
        As printed, with the section.
    verdict : str
    evidence : str
        In under 20 words.
    claim : str
        Its identifier on the claims page.
    """

    printed: str
    verdict: str
    evidence: str
    claim: str

    def __str__(self) -> str:
        return f"{self.printed} {self.verdict}: {self.evidence}"


@dataclass(frozen=True)
class Passage(Displayed):
    """A passage of narrative, with who speaks.

    Attributes
    ----------
    heading : str
        ``Summary of the printed report, section 7. Not checked`` or ``Statement of the programme``.
    title : str
    markdown : str
    """

    heading: str
    title: str
    markdown: str

    def __str__(self) -> str:
        return f"{self.heading}\n{self.markdown}"


@dataclass(frozen=True)
class Aside(Displayed):
    """A line that stands out, such as that a newer figure exists than that of the year reported on."""

    markdown: str
    kind: str = field(default="latest")

    def __str__(self) -> str:
        return self.markdown


@dataclass(frozen=True)
class Tile:
    """One highlight.

    Attributes
    ----------
    figure, what : str
        As printed or counted; what it is of.
    verdict, evidence : str
        Whether it stands, and why, in a few words.
    claim : str
        Its identifier on the claims page; empty where nothing is printed.
    tone : str
        ``bad``, ``unsure``, ``needed`` or ``good``: the colour, which says nothing that the words do not.
    """

    figure: str
    what: str
    verdict: str
    evidence: str = ""
    claim: str = ""
    tone: str = "needed"


@dataclass(frozen=True)
class Tiles(Displayed):
    """Highlights in groups side by side, each a heading with its tiles."""

    groups: tuple[tuple[str, tuple[Tile, ...]], ...]

    def __post_init__(self) -> None:
        if not self.groups or not all(tiles for _, tiles in self.groups):
            raise ValueError("a group of highlights has no tile")

    def __str__(self) -> str:
        lines = [
            " ".join(filter(None, (tile.figure, tile.what + ".", f"{tile.verdict}.", tile.evidence)))
            for _, tiles in self.groups
            for tile in tiles
        ]
        return "\n".join(lines)


@dataclass(frozen=True)
class Registered:
    """One measure of a register of claims: what is printed where, whether it stands, and why."""

    measure: str
    printed: str
    sections: tuple[str, ...]
    verdict: str
    evidence: str
    details: tuple[str, ...]
    tone: str = "needed"
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register(Displayed):
    """A register of claims, a row a measure, with a filter and a download.

    Attributes
    ----------
    title : str
    rows : tuple of Registered
    csv, file : str
        Every claim, to download, and the name of that file.
    """

    title: str
    rows: tuple[Registered, ...]
    csv: str = ""
    file: str = "claims.csv"

    def __str__(self) -> str:
        return "\n".join(f"{row.measure}: {row.printed}. {row.verdict}. {row.evidence}" for row in self.rows)

    def _fields(self) -> dict[str, Any]:
        sections = sorted({each for row in self.rows for each in row.sections}, key=lambda each: (len(each), each))
        verdicts = list(dict.fromkeys(row.verdict for row in self.rows))
        return {**super()._fields(), "sections": sections, "verdicts": verdicts}


def in_plain_text(parts: list[Any]) -> str:
    """Return a sentence given as text and figures in turn as plain text."""
    said = (part if isinstance(part, str) else f"{part['said']} {part['coverage']}".rstrip() for part in parts)
    return "".join(said)


__all__ = [
    "Aside",
    "Chart",
    "Check",
    "MainPoints",
    "Passage",
    "PlainTable",
    "Register",
    "Registered",
    "Tile",
    "Tiles",
    "in_plain_text",
]
