"""What the reports of a period say, read from the pages themselves: one source of truth for the summary.

A page's result is the first sentence that it was run to (``Text(..., lead=True)``), the verdict that the sentence
carries, and the rows of its table of planned outcomes. They are read from the executed notebook that lies beside the
page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import areas, paths, periods, roots
from analysis.presentation.display import MIME_TYPE


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
    sentence : str
        Its first sentence; empty where it has none.
    verdict : str
    missing : str
        What the page says is missing, where it has no first sentence; that it was not run, where there is no page.
    address : str
        Of the page, relative to a page of another area of the same period; empty where there is none.
    aim : str
        What it holds the year against: the planned outcome.
    outcomes : tuple of mapping of str to str
        The rows of its table of planned outcomes, over its headings.
    """

    name: str
    title: str
    area: str = ""
    sentence: str = ""
    verdict: str = ""
    missing: str = ""
    address: str = ""
    aim: str = ""
    outcomes: tuple[Mapping[str, str], ...] = ()

    @property
    def was_made(self) -> bool:
        """Whether there is such a page."""
        return bool(self.area)


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
        One for each notebook, in the order of their names.
    """
    wanted = areas.nations() if area.kind == "nation" else (area,)
    wanted = tuple(sorted(wanted, key=lambda each: each != area))
    notebooks = sorted((paths.notebooks() / folder).glob("*.ipynb"))
    return [_result(notebook, f"{folder}/{notebook.stem}", period, wanted) for notebook in notebooks]


def _result(notebook: Path, name: str, period: str, wanted: tuple[areas.Area, ...]) -> Result:
    title = _title(_read(notebook))
    found = [
        result
        for area in wanted
        if (result := _of_page(_place(period, area) / f"{roots.file_name(notebook.stem)}.ipynb", name, area))
    ]
    answered = [result for result in found if result.sentence]
    if answered or found:
        return (answered or found)[0]
    return Result(
        name=name, title=title, missing=f"It was not run for {periods.label(periods.financial_year(period))}."
    )


def _place(period: str, area: areas.Area) -> Path:
    return roots.reports() / period / areas.slug(area)


def _of_page(executed: Path, name: str, area: areas.Area) -> Result | None:
    if not executed.is_file():
        return None
    notebook = _read(executed)
    shown = list(_shown(notebook))
    lead = next((each for each in shown if each["object"] == "text" and each["lead"]), None)
    notice = next((each for each in shown if each["object"] == "notice" and each["kind"] != "caution"), None)
    table = next((each for each in shown if each["object"] == "outcomes"), None)
    page = executed.with_suffix(".html")
    return Result(
        name=name,
        title=_title(notebook),
        area=area.name,
        sentence=lead["markdown"] if lead else "",
        verdict=lead.get("verdict", "") if lead else "",
        missing="" if lead else " ".join(notice["paragraphs"]) if notice else "The page has no first sentence.",
        address=f"../{executed.parent.name}/{page.name}" if page.is_file() else "",
        aim=table["aim"] if table else "",
        outcomes=tuple(dict(zip(table["columns"], row, strict=True)) for row in table["rows"]) if table else (),
    )


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
