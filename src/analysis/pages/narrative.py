"""Passages of narrative: what a printed report tells beyond figures, or what the programme itself says of its year.

Each is a Markdown file of ``data/narrative/YEAR`` with front matter: the section of the report, the page and the place
on it where the passage stands, its title, and who speaks. A figure in it cites its claim, ``{claim:nrm-2021}``, and is
shown with that claim's verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from analysis import roots
from analysis.errors import BadData, Where, refuse_unknown_fields

FIELDS = ("section", "page", "place", "title", "speaker")
SPEAKERS = ("report", "programme")
"""Drawn by this project from the printed report, or sent by the programme."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CLAIM = re.compile(r"\{claim:([a-z0-9-]+)\}")


@dataclass(frozen=True)
class Text:
    """A passage.

    Attributes
    ----------
    section : str
        Of the printed report.
    page, place : str
        Notebook that shows it, such as ``nrm_referrals``, and where on it; the place may be empty.
    title, speaker, markdown : str
    """

    section: str
    page: str
    place: str
    title: str
    speaker: str
    markdown: str

    @property
    def heading(self) -> str:
        """Who speaks, in words."""
        if self.speaker == "programme":
            return "Statement of the programme"
        return f"Summary of the printed report, section {self.section}. Not checked"


def passages(year: str, page: str, place: str = "") -> list[Text]:
    """Return the passages of a year for a place on a page, in the order of their file names.

    Parameters
    ----------
    year : str
        Financial year, such as ``2021-22``.
    page, place : str

    Returns
    -------
    list of Text
        Empty where there is none. A file without text, such as one that still holds guidance alone, is none.

    Raises
    ------
    BadData
        Where a file has no front matter, or one that is not known.
    """
    folder = roots.current().folder / "narrative" / year
    every = [read(path) for path in sorted(folder.glob("*.md"))]
    return [text for text in every if text.markdown and (text.page, text.place) == (page, place)]


def cited(text: Text) -> tuple[str, ...]:
    """Return the claims that a passage cites, each once."""
    return tuple(dict.fromkeys(_CLAIM.findall(text.markdown)))


def read(path: Path) -> Text:
    """Read a file of narrative.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Text

    Raises
    ------
    BadData
    """
    found = _FRONT.match(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    expected = f"--- and lines for {', '.join(FIELDS)}, then ---; a title with a colon stands in quotation marks"
    if found is None:
        raise BadData("does not begin with front matter", where=Where(path), expected=expected)
    try:
        front = yaml.safe_load(found[1]) or {}
    except yaml.YAMLError as error:
        raise BadData(f"its front matter cannot be read ({error})", where=Where(path), expected=expected) from error
    if not isinstance(front, dict):
        raise BadData("its front matter holds no fields", where=Where(path), expected=expected)
    refuse_unknown_fields(front, FIELDS, Where(path), "its front matter")
    fields = {name: str(front.get(name) or "") for name in FIELDS}
    fields["speaker"] = fields["speaker"] or SPEAKERS[0]
    if fields["speaker"] not in SPEAKERS or not fields["page"] or not fields["title"]:
        raise BadData("lacks page or title, or has another speaker", where=Where(path), expected=" or ".join(SPEAKERS))
    return Text(**fields, markdown=_COMMENT.sub("", found[2]).strip())


def with_claims(text: Text, claims: Mapping[str, str]) -> Text:
    """Put what stands for each claim that a passage cites in its place: its figure with the verdict.

    Parameters
    ----------
    text : Text
    claims : mapping of str to str
        For each of `cited`.

    Returns
    -------
    Text

    Raises
    ------
    BadData
        Where a claim has nothing that stands for it, since no printed report of the year is available.

    Examples
    --------
    >>> passage = Text("5", "nrm_referrals", "", "Overseas", "report", "It was {claim:overseas-share}.")
    >>> with_claims(passage, {"overseas-share": "about a third (reproduced)"}).markdown
    'It was about a third (reproduced).'
    """
    if lacking := [each for each in cited(text) if each not in claims]:
        what = f"the passage '{text.title}' cites the claim '{lacking[0]}', and the year has no printed report"
        raise BadData(what, expected="a claim of the year's report, or a sentence without it")
    return replace(text, markdown=_CLAIM.sub(lambda found: claims[found[1]], text.markdown))
