"""The parts of a page of the second form: main points, charts with their data, checks of print, passages of narrative.

Like the objects of `analysis.presentation.display` they carry words that were made elsewhere, and show themselves as
HTML in JupyterLab and as their fields in JSON, from which pages and PDF are made.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any, Literal

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
            raise ValueError("a page has at least one main point")

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


def in_plain_text(parts: list[Any]) -> str:
    """Return a sentence given as text and figures in turn as plain text."""
    said = (part if isinstance(part, str) else f"{part['said']} {part['coverage']}".rstrip() for part in parts)
    return "".join(said)


__all__ = ["Aside", "Chart", "Check", "MainPoints", "Passage", "PlainTable", "in_plain_text"]
