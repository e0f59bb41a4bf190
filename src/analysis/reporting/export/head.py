"""The head of a page: what it is about, how new its figures are, which edition it is, and who answers for it."""

from __future__ import annotations

import ast
import base64
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from analysis import paths, periods, roots, settings
from analysis.errors import AnalysisError
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.export import outline, typst

STATUS = "Management information, not official statistics; built from official statistics where they exist"
_FINANCIAL_YEAR = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Head:
    """What stands above and below the content of a page.

    Attributes
    ----------
    title, area, period, marking, programme, programme_short, contact, licence, status : str
        Empty where there is nothing to say.
    lines : tuple of tuple of (str, str)
        Names and values, line by line: area and time, day of the newest figures, edition, next update.
    notices : tuple of str
        Corrections, and by what an edition is superseded.
    invented : str
        The notice of a demonstration root.
    downloads : tuple of (str, str)
        Name and address of the other forms of the page.
    index : str
        Address of the list of all pages.
    compact : bool
        Whether little room is taken in print.
    book : bool
        Whether it is the book of a year: with a cover, and in print a list of contents.
    logo : str
        An SVG picture, for the cover of a book and the head of the summary.
    published : date or None
        Day of the newest release behind it.
    """

    title: str
    area: str
    period: str
    marking: str
    programme: str
    programme_short: str
    contact: str
    licence: str
    lines: tuple[tuple[tuple[str, str], ...], ...]
    notices: tuple[str, ...]
    invented: str
    downloads: tuple[tuple[str, str], ...]
    index: str
    published: dt.date | None
    edition: settings.Edition | None
    compact: bool = False
    book: bool = False
    logo: str = ""
    status: str = STATUS

    @property
    def full_title(self) -> str:
        """Title with area and period, such as ``NRM referrals: UK, 2021-22``."""
        of_what = ", ".join(filter(None, (self.area, self.period)))
        named = f"{self.title}: {of_what}" if of_what else self.title
        return f"Demonstration: {named}" if self.invented else named

    @property
    def invented_short(self) -> str:
        """The notice in two words, for each chart and table."""
        return roots.INVENTED if self.invented else ""

    @property
    def day(self) -> dt.date | None:
        """Day of the edition, or of the newest figures where there is none."""
        return self.edition.date if self.edition else self.published

    @property
    def description(self) -> str:
        """A sentence for programs that list pages."""
        return f"{self.full_title}. {self.programme}."


def make(
    notebook: NotebookNode, *, marking: str, downloads: Iterable[tuple[str, str]] = (), index: str = "../../index.html"
) -> Head:
    """Return the head of an executed notebook's page.

    Parameters
    ----------
    notebook : NotebookNode
    marking : str
    downloads : iterable of (str, str)
    index : str

    Returns
    -------
    Head

    Raises
    ------
    AnalysisError
        Where the notebook has no title.
    UnknownName
        Where the marking is not allowed.
    """
    title, period, area = (of := about(notebook)).title, of.period, of.area
    known = settings.current()
    edition = known.editions.get(period)
    published = newest(notebook)
    form = notebook.metadata.get("msoic", {})
    is_invented = bool(form.get(roots.DEMONSTRATION)) or roots.current().demonstration
    sums_up = bool(form.get("book") or form.get("compact"))
    stem = Path(notebook.metadata.get("papermill", {}).get("input_path", "")).stem
    return Head(
        title=title,
        area=area,
        period=period,
        marking=known.check_marking(marking),
        programme=known.programme,
        programme_short=known.short,
        contact=known.contact,
        licence=known.licence,
        lines=_lines(area, period, published, edition),
        notices=notices(edition, "" if sums_up else stem) if edition else (),
        invented=f"{roots.INVENTED}. {roots.WHAT_INVENTED_MEANS}" if is_invented else "",
        downloads=tuple(downloads),
        index=index,
        published=published,
        edition=edition,
        compact=bool(form.get("compact")),
        book=bool(form.get("book")),
        logo=_as_svg(known.logo) if known.logo and sums_up else "",
    )


def notices(edition: settings.Edition, stem: str = "") -> tuple[str, ...]:
    """Say what an edition corrects, and by what it is superseded.

    Parameters
    ----------
    edition : Edition
    stem : str
        Notebook of the page that says it: one that a correction does not concern is silent about it. Without one, the
        pages concerned are named.
    """
    said = []
    if edition.correction and (not stem or not edition.corrected or stem in edition.corrected):
        what = f"Corrected in edition {edition.number}, which replaces edition {edition.number - 1}: "
        concerned = "" if stem or not edition.corrected else f" Pages concerned: {_titles(edition.corrected)}."
        said.append(f"{what}{edition.correction.rstrip('.')}.{concerned}")
    if edition.superseded_by:
        said.append(f"This edition has been superseded: {edition.superseded_by}")
    return tuple(said)


def _titles(stems: Iterable[str]) -> str:
    found = {path.stem: path for path in paths.notebooks().rglob("*.ipynb")}
    titles = (outline.title_of(nbformat.read(found[stem], as_version=4).cells) for stem in stems)
    return "; ".join(filter(None, titles))


def _as_svg(logo: Path) -> str:
    content = logo.read_bytes()
    is_png = content.startswith(b"\x89PNG")
    return typst.png_as_svg(base64.b64encode(content).decode()) if is_png else content.decode("utf-8-sig")


@dataclass(frozen=True)
class About:
    """What a notebook is about.

    Attributes
    ----------
    title, area, period : str
        The last two empty where it has no such parameters.
    """

    title: str
    area: str
    period: str


def about(notebook: NotebookNode) -> About:
    """Say what a notebook is about.

    Raises
    ------
    AnalysisError
        Where it has no title.
    """
    title = outline.title_of(notebook.cells)
    if not title:
        what = "the notebook has no title" if notebook.cells else "the notebook has no cells"
        expected = "a Markdown cell that begins with '# ' and the title of the page"
        raise AnalysisError(what, expected=expected)
    parameters = {**_declared(notebook), **notebook.metadata.get("papermill", {}).get("parameters", {})}
    return About(title, *(str(parameters.get(name) or "") for name in ("area", "period")))


def newest(notebook: NotebookNode) -> dt.date | None:
    """Return the day of the newest release in the list of sources of a page."""
    days = [entry.get("date") for shown in objects(notebook) for entry in shown.get("entries", ())]
    return max((dt.date.fromisoformat(day) for day in days if day), default=None)


def objects(notebook: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return the fields of each object of the project's own that a notebook shows, in order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if MIME_TYPE in output.get("data", {}):
                yield output["data"][MIME_TYPE]


def _declared(notebook: NotebookNode) -> dict[str, Any]:
    """Return the parameters as the notebook sets them itself: what it was run with, where nobody gave any."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            tree = ast.parse(cell.source)
            return {
                node.target.id: node.value.value
                for node in tree.body
                if isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(node.value, ast.Constant)
            }
    return {}


def _lines(
    area: str, period: str, published: dt.date | None, edition: settings.Edition | None
) -> tuple[tuple[tuple[str, str], ...], ...]:
    first = [("", each) for each in (area, _span(period)) if each]
    first += [("Newest figures published", periods.day(published))] if published else []
    second = [(f"Edition {edition.number},", periods.day(edition.date))] if edition else []
    second += [("Next update:", edition.next_update)] if edition and edition.next_update else []
    return tuple(tuple(line) for line in (first, second) if line)


def _span(period: str) -> str:
    if not _FINANCIAL_YEAR.fullmatch(period):
        return period
    start = int(period[:4])
    return f"April {start} to March {start + 1}"
