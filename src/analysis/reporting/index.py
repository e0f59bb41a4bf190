"""The page that lists the reports there are: newest year first, grouped as the report is, each with its finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import nbformat
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from nbformat import NotebookNode

from analysis import areas, manifest, paths, roots, settings
from analysis.pages import results
from analysis.presentation import fonts
from analysis.presentation.parts import in_plain_text
from analysis.reporting import book, left_out, neighbours
from analysis.reporting.export import head

PAGE = "index.html"

GROUPS = {
    "": "Summary",
    "trends": "Metrics and trends",
    "objectives": "Objectives",
    "programme": "The programme's work",
}
"""Headings of the folders of notebooks, in the order of the report."""


@dataclass(frozen=True)
class Report:
    """A report in place.

    Attributes
    ----------
    title, area, period : str
    group : str
        Heading under which it stands.
    finding : str
        The first thing that its page says.
    address : str
        Of the page, relative to the index.
    links : tuple of (str, str)
        Its other forms, with their addresses.
    marking : str
    place : tuple of int and str
        Among the pages of its group.
    notice : str
        That a newer edition supersedes it.
    """

    title: str
    area: str
    period: str
    group: str
    finding: str
    address: str
    links: tuple[tuple[str, str], ...]
    marking: str
    place: tuple[int, str] = (0, "")
    notice: str = ""


_Listed = TypeVar("_Listed", Report, left_out.LeftOut)


def write(reports: Path, *, marking: str = "") -> Path:
    """Write the list of reports, and in each page the links to the pages before and after it.

    Parameters
    ----------
    reports : Path
        Folder of the reports.
    marking : str
        Protective marking, or a higher one that a report listed has.

    Returns
    -------
    Path
        Of the page.
    """
    order = list(GROUPS.values())
    found = sorted(find(reports), key=lambda each: (order.index(each.group), each.place, each.title))
    absent = left_out.find(reports)
    places = [
        (
            period,
            area,
            [(group, list(inside)) for group, inside in groupby(_of(found, period, area), lambda report: report.group)],
            _of(absent, period, area),
            _book(reports, period, area),
        )
        for period, area in _places([*found, *absent])
    ]
    for period, area, *_ in places:
        neighbours.link(
            reports, [(each.title, each.address, each.notice) for each in _of(found, period, area) if each.address]
        )
    templates = Environment(loader=PackageLoader("analysis.reporting"), autoescape=True, trim_blocks=True)
    faces = Markup("\n".join(map(fonts.face, fonts.WEIGHTS)))  # noqa: S704  # made of constants and base64
    text = templates.get_template("index.html.j2").render(
        places=places,
        marking=settings.current().highest(*filter(None, [marking]), *(each.marking for each in found)),
        programme=settings.current().programme,
        invented=f"{roots.INVENTED}. {roots.WHAT_INVENTED_MEANS}" if roots.current().demonstration else "",
        faces=faces,
    )
    page = reports / PAGE
    reports.mkdir(parents=True, exist_ok=True)
    beside = reports / f".{PAGE}.partial"
    beside.write_text(text, encoding="utf-8")
    return beside.replace(page)


def find(reports: Path) -> list[Report]:
    """Return the reports in a folder, read from the executed notebooks beside the pages."""
    made = ((path, nbformat.read(path, as_version=4)) for path in sorted(reports.glob("*/*/*.ipynb")))
    return [_report(path, reports, notebook) for path, notebook in made if _has_notebook(notebook)]


def _has_notebook(executed: NotebookNode) -> bool:
    """Tell whether the notebook of a report is still there: nobody can make a page of a deleted one again."""
    origin = executed.metadata.get("papermill", {}).get("input_path", "")
    return not origin or (paths.root() / origin).is_file()


def _places(listed: Iterable[Report | left_out.LeftOut]) -> list[tuple[str, str]]:
    """Return each period and area, newest year first; of a year the nation, then the other areas by name."""
    nation = areas.nation().name
    places = {(each.period, each.area) for each in listed}
    # What is published of the wider country alone belongs to the report of the nation.
    places -= {(period, area) for period, area in places if _is_wider(area) and (period, nation) in places}
    by_area = sorted(places, key=lambda place: (place[1] != nation, place[1]))
    return sorted(by_area, key=lambda place: place[0], reverse=True)


def _of(listed: Iterable[_Listed], period: str, area: str) -> list[_Listed]:
    of_nation = area == areas.nation().name
    return [
        each for each in listed if each.period == period and (each.area == area or (of_nation and _is_wider(each.area)))
    ]


def _book(reports: Path, period: str, area: str) -> tuple[list[tuple[str, str]], str]:
    """Return the forms of the book of a year and an area with their addresses, and what is to be said of its age."""
    of = areas.find(area)
    there = [place for place in book.places(period, of) if place.is_file() and place.is_relative_to(reports)]
    links = [(place.suffix[1:].upper(), quote(place.relative_to(reports).as_posix())) for place in there]
    stale = bool(there) and book.is_older_than_its_pages(period, of)
    return links, f"Older than its pages: run msoic book {period} again." if stale else ""


def _is_wider(area: str) -> bool:
    wider = areas.wider()
    return wider is not None and area == wider.name


def _report(path: Path, reports: Path, notebook: NotebookNode) -> Report:
    about = head.about(notebook)
    origin = Path(notebook.metadata.get("papermill", {}).get("input_path", ""))
    folder = origin.parent.name
    forms = [(ending, path.with_suffix(f".{ending}")) for ending in ("html", "pdf")]
    there = [(ending.upper(), quote(file.relative_to(reports).as_posix())) for ending, file in forms if file.is_file()]
    page = dict(there).get("HTML", "")
    group = GROUPS.get(folder, GROUPS[""] if folder == "notebooks" else GROUPS["trends"])
    links = tuple(link for link in there if link[1] != page)
    marking = manifest.marking(notebook)
    return Report(
        about.title,
        about.area,
        about.period,
        group,
        _finding(notebook),
        page,
        links,
        marking,
        results.place_of(origin.stem),
        manifest.superseded(notebook),
    )


def _finding(notebook: NotebookNode) -> str:
    for shown in head.objects(notebook):
        if shown["object"] == "mainpoints":
            return in_plain_text(shown["points"][0])
        if shown["object"] == "notice" and shown.get("kind") == "missing":
            return " ".join([shown["heading"] + ".", *shown["paragraphs"]])
    return ""
