"""What other pages found, in a line each, with a link to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from analysis.pages.results import Result
from analysis.presentation.display import Displayed

_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z])")


@dataclass(frozen=True)
class Line:
    """One page in a line.

    Attributes
    ----------
    title : str
        Of the page, with its area where that is not the area of the digest.
    sentence : str
        The first sentence of its finding, as plain text, or why there is none.
    address : str
        Of the page, relative to the one that holds the digest; empty where there is no page.
    """

    title: str
    sentence: str = ""
    address: str = ""


@dataclass(frozen=True)
class Digest(Displayed):
    """Pages in a line each.

    Attributes
    ----------
    lines : tuple of Line

    Raises
    ------
    ValueError
        Where there is no line, or a line has no title.
    """

    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if not self.lines or not all(line.title.strip() for line in self.lines):
            raise ValueError("a digest has no lines, or one without a title")

    def __str__(self) -> str:
        return "\n".join(": ".join(filter(None, (line.title, line.sentence))) for line in self.lines)

    def _fields(self) -> dict[str, Any]:
        return {"object": "digest", "lines": [asdict(line) for line in self.lines]}


def digest(results: Iterable[Result], *, area: str) -> Digest:
    """Put what pages found in a line each.

    Parameters
    ----------
    results : iterable of Result
    area : str
        That of the page that shows the digest; a result of another area says so.

    Returns
    -------
    Digest
    """
    return Digest(tuple(_line(result, area) for result in results))


def _line(result: Result, area: str) -> Line:
    elsewhere = f" ({result.area})" if result.area and result.area != area else ""
    return Line(
        title=f"{result.title}{elsewhere}",
        sentence=_SENTENCE.split((result.finding or result.missing).replace("**", ""), maxsplit=1)[0],
        address=result.address,
    )
