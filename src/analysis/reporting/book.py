"""The book of a year: one HTML file and one PDF made of the pages that a run has written.

Its sections follow the printed report. Each page gives its main points, its one chart drawn with ``book=True``, its
narrative, and what stands in cells tagged ``book``. Nothing is run: a page that was not made, or is older than its
data, is named as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import areas, periods, roots, settings
from analysis.errors import AnalysisError
from analysis.pages import narrated, results
from analysis.pages.results import Result
from analysis.presentation.display import MIME_TYPE
from analysis.reporting import back_matter, left_out, plan
from analysis.reporting.export import pages as export

TAG = "book"
"""Of cells whose text or output goes to the book, beside main points, chart and narrative."""

_ABSENT = "Not in this report"


@dataclass(frozen=True)
class Part:
    """A section of the book: passages of the year as a whole, by their place, and pages, by their notebooks."""

    title: str
    pages: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    folder: str = ""
    """The notebooks of this folder that no part names come at its end; those of any other folder with ``trends``."""


PARTS = (
    Part("Overview", before="overview"),
    Part("Executive summary", ("annual_report",), after="challenges"),
    Part(
        "Metrics and trends",
        ("nrm_referrals", "nrm_decisions", "child_victims", "exploitation_types", "nationality", "recorded_crime",
         "forces", "investigations", "justice_outcomes", "covid_disruption"),
        folder="trends",
    ),
    Part(
        "Modern slavery",
        ("prosecution_barriers", "legislative_tools", "victim_identification", "nrm_transformation"),
        folder="objectives",
    ),
    Part("Organised immigration crime", ("small_boats", "clandestine_response", "intelligence_flows", "three_ps")),
    Part("Regional coordinators", ("regional_coordination", "upstream_disruption")),
    Part("Engagement and funding", ("training", "products", "funding"), folder="programme"),
    Part("National Anti-Slavery Network", ("anti_slavery_network",)),
    Part("Look forward", after="look forward"),
    Part("Points to correct", ("claims",)),
    Part("Quality and method", ("quality", "returns")),
)  # fmt: skip
"""The sections in the order of the printed report, then what tells how far it can be relied on."""


def write(period: str, area: str = "", *, marking: str = "") -> tuple[Path, ...]:
    """Write the book of a year and an area from the pages there are.

    Parameters
    ----------
    period : str
        Financial year.
    area : str
        The nation without one.
    marking : str
        Protective marking, or a higher one that one of the pages has.

    Returns
    -------
    tuple of Path
        HTML and PDF.

    Raises
    ------
    AnalysisError
        Where no page of that year and area was made from the data that are there now.
    BadPeriod, UnknownName
    """
    made, marked = collect(period, area)
    marking = settings.current().highest(*filter(None, [marking]), *marked)
    label, about = made.metadata.papermill.parameters.period, areas.find(made.metadata.papermill.parameters.area)
    page, document = places(label, about)
    page.parent.mkdir(parents=True, exist_ok=True)
    html = export.to_html(made, marking=marking, downloads=[("PDF", document.name)])
    for place, content in ((page, html.encode()), (document, export.to_pdf(made, marking=marking))):
        beside = place.with_name(f".{place.name}.partial")
        beside.write_bytes(content)
        beside.replace(place)
    return page, document


def places(period: str, area: areas.Area) -> tuple[Path, Path]:
    """Return where the HTML and the PDF of a book lie.

    Examples
    --------
    >>> places("2021-22", areas.find("Kent"))[1].name
    'MSOIC annual report 2021-22, Kent.pdf'
    """
    of_area = "" if area == areas.nation() else f", {area.name}"
    name = roots.file_name(f"{settings.current().short} annual report {period}{of_area}")
    folder = roots.reports() / period / areas.slug(area)
    return folder / f"{name}.html", folder / f"{name}.pdf"


def is_older_than_its_pages(period: str, area: areas.Area) -> bool:
    """Tell whether a page of a book that lies there was made after it."""
    written = min(place.stat().st_mtime for place in places(period, area) if place.is_file())
    folders = (roots.reports() / period / areas.slug(each) for each in _areas(area))
    return any(page.stat().st_mtime > written for folder in folders for page in folder.glob("*.ipynb"))


def of_run(jobs: Iterable[plan.Job]) -> list[tuple[str, str]]:
    """Return the year and the area of each book to which the pages of a run belong."""
    about = {(str(job.parameters.get("period", "")), str(job.parameters.get("area", ""))) for job in jobs}
    found = {(period, _whole(areas.find(area))) for period, area in about if period and area}
    return sorted((periods.label(periods.financial_year(period)), of.name) for period, of in found)


def collect(period: str, area: str = "") -> tuple[NotebookNode, list[str]]:
    """Return the book as a notebook that was executed, and the protective markings of the pages it is made of.

    Parameters
    ----------
    period, area
        As for `write`.

    Returns
    -------
    tuple of NotebookNode and list of str

    Raises
    ------
    AnalysisError
        As for `write`.
    """
    label = periods.label(periods.financial_year(period))
    of = _whole(areas.find(area)) if area else areas.nation()
    found = _results(label, of)
    order = dict.fromkeys(name for part in PARTS for name in _names(part, found))
    pages = {name: _read(found[name], label) for name in order if found[name].finding}
    if not pages:
        command = f"msoic run --period {label}" + ("" if of == areas.nation() else f' --area "{of.name}"')
        raise AnalysisError(
            f"no page of {of.in_text}, {label} was made from the data that are there now", expected=command
        )
    cells = [
        new_markdown_cell("# Annual report"),
        *_parts(found, pages, _reasons(label, of), label if of.kind == "nation" else ""),
        new_markdown_cell(f"## Sources\n\n{back_matter.ABOUT_SOURCES}"),
        _shown(back_matter.sources(pages.values())),
        new_markdown_cell(f"## Glossary\n\n{back_matter.glossary()}"),
    ]
    book = new_notebook(cells=cells)
    book.metadata["papermill"] = {"parameters": {"period": label, "area": of.name}, "exception": None}
    book.metadata["msoic"] = {"book": True}
    return book, [found[name].marking for name in pages]


def _parts(
    found: Mapping[str, Result], pages: Mapping[str, NotebookNode], reasons: Mapping[str, str], year: str
) -> list[NotebookNode]:
    """Return the sections, each with what is missing in it; those without a page are named together."""
    cells, absent = [], []
    for part in PARTS:
        wanted = {name: found[name] for name in _names(part, found)}
        inside = _part(part, wanted, pages, year)
        missing = "\n".join(f"- {each.title}: {_why(each, reasons)}." for each in wanted.values() if not each.finding)
        if inside:
            cells += [new_markdown_cell(f"## {part.title}"), *inside]
            cells += [new_markdown_cell(f"**{_ABSENT}:**\n\n{missing}")] if missing else []
        elif missing:
            absent.append(missing)
    if absent:
        cells.append(new_markdown_cell("\n".join([f"## {_ABSENT}\n", *absent])))
    return cells


def _whole(area: areas.Area) -> areas.Area:
    # What is published of the wider country alone belongs to the book of the nation.
    return areas.nation() if area.kind == "nation" else area


def _areas(of: areas.Area) -> tuple[areas.Area, ...]:
    return areas.nations() if of.kind == "nation" else (of,)


def _results(period: str, of: areas.Area) -> dict[str, Result]:
    """Return what each page found, by notebook: of an invented country those that can say something of it."""
    known = plan.find_notebooks()
    folders = dict.fromkeys(name.rpartition("/")[0] for name in known)
    every = {each.name.rpartition("/")[2]: each for name in folders for each in results.of_period(name, period, of)}
    if roots.current().demonstration:
        able = {path.stem for path in known.values() if path.stem == plan.SUMMARY or plan.draws_on_returns(path)}
        every = {name: each for name, each in every.items() if name in able}
    return every


def _read(result: Result, period: str) -> NotebookNode:
    stem = roots.file_name(result.name.rpartition("/")[2])
    folder = roots.reports() / period / areas.slug(areas.find(result.area))
    return nbformat.read(folder / f"{stem}.ipynb", as_version=4)


def _reasons(period: str, of: areas.Area) -> dict[str, str]:
    """Return why pages were not made, by their titles."""
    return {
        each.title: "its last run failed" if each.failed else each.reason
        for each in left_out.find(roots.reports())
        if each.period == period and areas.find(each.area) in _areas(of)
    }


def _why(missing: Result, reasons: Mapping[str, str]) -> str:
    return reasons.get(missing.title, missing.missing).rstrip(".")


def _names(part: Part, found: Mapping[str, Result]) -> list[str]:
    """Return the notebooks of a part, in order."""
    named = {name for each in PARTS for name in each.pages}
    folders = {each.folder for each in PARTS} - {""}
    homes = {name: each.name.rpartition("/")[0] for name, each in found.items() if name not in named}
    further = [name for name, home in homes.items() if (home if home in folders else "trends") == part.folder]
    return [*(name for name in part.pages if name in found), *further]


def _part(part: Part, wanted: Mapping[str, Result], pages: Mapping[str, NotebookNode], year: str) -> list[NotebookNode]:
    cells = _passages(year, part.before)
    for name in wanted:
        if name in pages:
            # What a section is about needs no heading of its own.
            cells += [new_markdown_cell(f"### {wanted[name].title}")] if len(part.pages) > 1 else []
            cells += _of_page(pages[name])
    cells += _passages(year, part.after)
    if "quality" in part.pages:
        cells += map(new_markdown_cell, back_matter.methods(pages.values()))
    return cells


def _passages(year: str, place: str) -> list[NotebookNode]:
    found = narrated.passages(year, plan.SUMMARY, place) if year and place else []
    return [_shown(each._fields()) for each in found]


def _of_page(page: NotebookNode) -> Iterator[NotebookNode]:
    """Yield what of a page goes to the book; a heading goes down to below that of the page."""
    charts = 0
    for cell in page.cells:
        tagged = TAG in cell.metadata.get("tags", ())
        if cell.cell_type == "markdown":
            if tagged:
                yield new_markdown_cell(re.sub(r"(?m)^(?=#{2,4} )", "##", cell.source))
            continue
        for data in (output.data for output in cell.outputs if MIME_TYPE in output.get("data", {})):
            shown = data[MIME_TYPE]
            is_chart = shown["object"] == "chart" and shown["book"] and not charts
            charts += is_chart
            if shown["object"] == "mainpoints":
                yield _shown({**shown, "brief": True})
            elif is_chart or shown["object"] == "passage" or (tagged and shown["object"] != "chart"):
                yield _shown(shown, data.get("text/html", ""))


def _shown(fields: Mapping[str, Any], html: str = "") -> NotebookNode:
    data = {MIME_TYPE: dict(fields), **({"text/html": html} if html else {})}
    return new_code_cell(outputs=[new_output("display_data", data=data)])
