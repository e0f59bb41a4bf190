"""Pages that are not made because the data do not reach an area or a period: the reason lies where the page would."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat

from analysis import areas, roots
from analysis.reporting import outline
from analysis.reporting.plan import FORMATS, Job

ENDING = ".not-made.json"
"""Of the file that holds the reason."""


@dataclass(frozen=True)
class LeftOut:
    """A page that is not made.

    Attributes
    ----------
    title, area, period, reason : str
    """

    title: str
    area: str
    period: str
    reason: str


def line(job: Job) -> str:
    """Say in a line which page is not made, and why.

    Parameters
    ----------
    job : Job

    Returns
    -------
    str
        Such as ``nrm_referrals: not made for Kent, 2021-22: referrals by force begin with April to June 2022``.
    """
    where = areas.find(job.parameters["area"]).in_text
    return f"{job.notebook.stem}: not made for {where}, {job.parameters['period']}: {job.lacking}"


def record(job: Job) -> None:
    """Keep why a page is not made, and remove an older page of the same notebook, area and period.

    Parameters
    ----------
    job : Job
    """
    title = outline.title_of(nbformat.read(job.notebook, as_version=4).cells) or job.notebook.stem
    about = LeftOut(title, job.parameters["area"], job.parameters["period"], job.lacking)
    page = roots.reports() / job.folder / f"{job.stem}.ipynb"
    page.parent.mkdir(parents=True, exist_ok=True)
    beside = page.with_suffix(f"{ENDING}.partial")
    beside.write_text(json.dumps(asdict(about), ensure_ascii=False), encoding="utf-8")
    beside.replace(page.with_suffix(ENDING))
    for ending in (*FORMATS, "ipynb"):
        page.with_suffix(f".{ending}").unlink(missing_ok=True)


def forget(page: Path) -> None:
    """Remove the reason why a page was not made: it is made now.

    Parameters
    ----------
    page : Path
        Of any of its forms.
    """
    page.with_suffix(ENDING).unlink(missing_ok=True)


def find(reports: Path) -> list[LeftOut]:
    """Return the pages in a folder of reports that were not made, by title.

    Parameters
    ----------
    reports : Path

    Returns
    -------
    list of LeftOut
    """
    kept = reports.glob(f"*/*/*{ENDING}")
    found = [LeftOut(**json.loads(file.read_text(encoding="utf-8"))) for file in kept]
    return sorted(found, key=lambda each: each.title)
