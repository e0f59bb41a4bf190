"""What the pages of a period found, read from the pages themselves: what the summary and other pages may quote.

The finding of a page is its first main point. It is read from the executed notebook beside the page, and only where the
page was made from the data that are there now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import areas, manifest, paths, periods, roots
from analysis.presentation.display import MIME_TYPE
from analysis.presentation.parts import in_plain_text

ORDER = (
    "nrm_referrals", "nrm_decisions", "small_boats", "justice_outcomes", "recorded_crime", "investigations",
    "child_victims", "exploitation_types", "nationality", "forces", "covid_disruption", "quality",
)  # fmt: skip
"""The notebooks that a reader is led to first, in this order; the others follow by name."""

OLDER = "The page is older than its data: run it again."


@dataclass(frozen=True)
class Result:
    """What one page found.

    Attributes
    ----------
    name : str
        ``folder/notebook``.
    title : str
    area : str
        The area of the page; empty where there is none.
    finding : str
        Its first main point, as plain text; empty where it has none, or is older than its data.
    verdict : str
        Of an objective, what it came to.
    missing : str
        Why there is no finding.
    address : str
        Of the page, relative to a page of another area of the same period; empty where there is none.
    marking : str
        Protective marking of the page; empty where there is none.
    aim : str
        What it holds the year against: the planned outcome.
    outcomes : tuple of mapping of str to str
        The rows of its table of planned outcomes, over its headings.
    """

    name: str
    title: str
    area: str = ""
    finding: str = ""
    verdict: str = ""
    missing: str = ""
    address: str = ""
    marking: str = ""
    aim: str = ""
    outcomes: tuple[Mapping[str, str], ...] = ()

    @property
    def was_made(self) -> bool:
        """Whether there is such a page, made from the data that are there now."""
        return bool(self.area) and self.missing != OLDER


def of_period(folder: str, period: str, area: areas.Area) -> list[Result]:
    """Return what the pages of a folder of notebooks found for a period and an area.

    Parameters
    ----------
    folder : str
        Such as ``trends``.
    period : str
        Financial year.
    area : Area
        A nation stands for both: some figures are published for the UK only, others for England and Wales.

    Returns
    -------
    list of Result
        One for each notebook, in the order of `ORDER`.

    Examples
    --------
    >>> [each.name for each in of_period("trends", "2021-22", areas.nation())][:1]
    ['trends/nrm_referrals']
    """
    wanted = areas.nations() if area.kind == "nation" else (area,)
    wanted = tuple(sorted(wanted, key=lambda each: each != area))
    notebooks = sorted((paths.notebooks() / folder).glob("*.ipynb"), key=lambda each: place_of(each.stem))
    data = manifest.fingerprint()
    return [_result(notebook, f"{folder}/{notebook.stem}", period, wanted, data) for notebook in notebooks]


def place_of(stem: str) -> tuple[int, str]:
    """Return the place of a notebook among others, to sort by.

    Examples
    --------
    >>> sorted(["forces", "training", "nrm_referrals"], key=place_of)
    ['nrm_referrals', 'forces', 'training']
    """
    return ORDER.index(stem) if stem in ORDER else len(ORDER), stem


def marking_of(period: str, area: areas.Area) -> list[str]:
    """Return the protective markings of the pages that a summary may quote.

    Examples
    --------
    >>> marking_of("1999-00", areas.nation())
    []
    """
    folders = (each.name for each in paths.notebooks().iterdir() if each.is_dir())
    found = [each for folder in folders for each in of_period(folder, period, area)]
    return [each.marking for each in found if each.marking]


def _result(notebook: Path, name: str, period: str, wanted: tuple[areas.Area, ...], data: str) -> Result:
    stem = f"{roots.file_name(notebook.stem)}.ipynb"
    found = [_of_page(_place(period, area) / stem, name, area, data) for area in wanted]
    made = [each for each in found if each]
    if made:
        return next((each for each in made if each.finding), made[0])
    label = periods.label(periods.financial_year(period))
    return Result(name=name, title=_title(_read(notebook)), missing=f"It was not run for {label}.")


def _place(period: str, area: areas.Area) -> Path:
    return roots.reports() / period / areas.slug(area)


def _of_page(executed: Path, name: str, area: areas.Area, data: str) -> Result | None:
    if not executed.is_file():
        return None
    notebook = _read(executed)
    page, title, marking = executed.with_suffix(".html"), _title(notebook), manifest.marking(notebook)
    address = f"../{executed.parent.name}/{page.name}" if page.is_file() else ""
    if manifest.is_older_than(notebook, data):
        return Result(name, title, area.name, missing=OLDER, address=address, marking=marking)
    shown = list(_shown(notebook))
    finding = next(filter(None, map(_finding, shown)), "")
    notice = next((each for each in shown if each["object"] == "notice" and each["kind"] != "caution"), None)
    table = next((each for each in shown if each["object"] == "outcomes"), None)
    return Result(
        name=name,
        title=title,
        area=area.name,
        finding=finding,
        verdict=table["verdict"] if table else "",
        missing="" if finding else " ".join(notice["paragraphs"]) if notice else "The page has no main point.",
        address=address,
        marking=marking,
        aim=table["aim"] if table else "",
        outcomes=tuple(dict(zip(table["columns"], row, strict=True)) for row in table["rows"]) if table else (),
    )


def _finding(shown: Mapping[str, Any]) -> str:
    return in_plain_text(shown["points"][0]) if shown["object"] == "mainpoints" else ""


def _read(path: Path) -> Mapping[str, Any]:
    notebook: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def _title(notebook: Mapping[str, Any]) -> str:
    first = "".join(notebook["cells"][0]["source"]).strip().splitlines()[0]
    return first.removeprefix("#").strip()


def _shown(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME_TYPE in output.get("data", {}):
                yield output["data"][MIME_TYPE]
