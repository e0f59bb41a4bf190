"""What other pages found, in a line each: first sentence, verdict and a small chart, with a link to the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from analysis.presentation.charts.small import small
from analysis.presentation.display import Displayed
from analysis.results import Result


@dataclass(frozen=True)
class Line:
    """One page in a line.

    Attributes
    ----------
    title : str
        Of the page, with its area where that is not the area of the digest.
    sentence : str
        Its first sentence, as plain text, or why there is none.
    verdict : str
        What the evidence comes to, where the page judges something.
    address : str
        Of the page, relative to the one that holds the digest; empty where there is no page.
    svg, alt : str
        A small chart, and what it shows, with its first and last number; both empty where there is none.
    """

    title: str
    sentence: str
    verdict: str = ""
    address: str = ""
    svg: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Digest(Displayed):
    """Pages in a line each.

    Attributes
    ----------
    lines : tuple of Line

    Raises
    ------
    ValueError
        Where there is no line, a line has no title or no sentence, or a chart has no text alternative.
    """

    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError("a digest has no lines")
        for line in self.lines:
            if not line.title.strip() or not line.sentence.strip():
                raise ValueError(f"a line of a digest lacks title or sentence: {line.title!r}")
            if bool(line.svg) != bool(line.alt):
                raise ValueError(f"the small chart of '{line.title}' has no text alternative")

    def __str__(self) -> str:
        return "\n".join(": ".join(filter(None, (line.title, line.verdict, line.sentence))) for line in self.lines)

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
    svg, ends = small(result.trail)
    return Line(
        title=f"{result.title}{elsewhere}",
        sentence=(result.sentence or result.missing).replace("**", ""),
        verdict=result.verdict,
        address=result.address,
        svg=svg,
        alt=f"{result.drawn}: {ends}." if svg else "",
    )
