"""The page that lists the reports there are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import nbformat
from jinja2 import Environment, PackageLoader

from analysis import roots
from analysis.reporting.export import AUTHOR, describe

PAGE = "index.html"


@dataclass(frozen=True)
class Report:
    """A report in place.

    Attributes
    ----------
    title, area, period : str
    links : tuple of (str, str)
        Each format's name and its address relative to the index.
    """

    title: str
    area: str
    period: str
    links: tuple[tuple[str, str], ...]


def write(reports: Path, *, marking: str = "OFFICIAL") -> Path:
    """Write the list of reports, by period and area.

    Parameters
    ----------
    reports : Path
        Folder of the reports.
    marking : str
        Protective marking of the page.

    Returns
    -------
    Path
        Of the page.
    """
    found = sorted(find(reports), key=lambda report: (report.period, report.area, report.title))
    groups = [
        (period, area, list(group)) for (period, area), group in groupby(found, lambda each: (each.period, each.area))
    ]
    templates = Environment(loader=PackageLoader("analysis.reporting"), autoescape=True, trim_blocks=True)
    invented = (roots.INVENTED, roots.WHAT_INVENTED_MEANS) if roots.current().demonstration else None
    text = templates.get_template("index.html.j2").render(
        groups=groups, marking=marking, author=AUTHOR, invented=invented
    )
    page = reports / PAGE
    reports.mkdir(parents=True, exist_ok=True)
    beside = reports / f".{PAGE}.partial"
    beside.write_text(text, encoding="utf-8")
    return beside.replace(page)


def find(reports: Path) -> list[Report]:
    """Return the reports in a folder, read from the executed notebooks beside the pages."""
    return [_report(path, reports) for path in sorted(reports.glob("*/*/*.ipynb"))]


def _report(path: Path, reports: Path) -> Report:
    page = describe(nbformat.read(path, as_version=4))
    formats = [(ending, path.with_suffix(f".{ending}")) for ending in ("html", "pdf")]
    links = tuple(
        (ending.upper(), quote(file.relative_to(reports).as_posix())) for ending, file in formats if file.is_file()
    )
    return Report(page.title, page.area or "", page.period or "", links)
