"""Pages that are not made, since the data do not reach or their run failed: the reason lies where the page would."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat

from analysis import areas, paths, roots
from analysis.reporting.export import outline
from analysis.reporting.plan import FORMATS, Job

ENDING = ".not-made.json"
"""Of the file that holds the reason."""
FAILED = ".failed.json"
"""Of the file that holds why the last run of a page failed; the page of an earlier run stays."""


@dataclass(frozen=True)
class LeftOut:
    """A page that is not made.

    Attributes
    ----------
    title, area, period, reason : str
    failed : bool
        Whether its run failed.
    """

    title: str
    area: str
    period: str
    reason: str
    failed: bool = False


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
    page = _keep(job, job.lacking, ENDING)
    for ending in (*FORMATS, "ipynb"):
        page.with_suffix(f".{ending}").unlink(missing_ok=True)
    page.with_suffix(FAILED).unlink(missing_ok=True)


def record_failure(job: Job, reason: str) -> None:
    """Keep why the run of a page failed; an earlier page stays.

    Parameters
    ----------
    job : Job
    reason : str
    """
    _keep(job, reason, FAILED)


def _keep(job: Job, reason: str, ending: str) -> Path:
    try:
        title = outline.title_of(nbformat.read(job.notebook, as_version=4).cells)
    except Exception:  # noqa: BLE001  # what cannot be read has no title, and nbformat says so in many ways
        title = ""
    area, period = (str(job.parameters.get(name, "")) for name in ("area", "period"))
    about = LeftOut(title or job.notebook.stem, area, period, reason, failed=ending == FAILED)
    page = roots.reports() / job.folder / f"{job.stem}.ipynb"
    page.parent.mkdir(parents=True, exist_ok=True)
    beside = page.with_suffix(f"{ending}.partial")
    beside.write_text(json.dumps(asdict(about), ensure_ascii=False), encoding="utf-8")
    beside.replace(page.with_suffix(ending))
    return page


def forget(page: Path) -> None:
    """Remove the reason why a page was not made: it is made now.

    Parameters
    ----------
    page : Path
        Of any of its forms.
    """
    for ending in (ENDING, FAILED):
        page.with_suffix(ending).unlink(missing_ok=True)


def find(reports: Path) -> list[LeftOut]:
    """Return the pages in a folder of reports that were not made, by title.

    Parameters
    ----------
    reports : Path

    Returns
    -------
    list of LeftOut
    """
    kept = (
        file for ending in (ENDING, FAILED) for file in reports.glob(f"*/*/*{ending}") if _has_notebook(file, ending)
    )
    found = [LeftOut(**json.loads(file.read_text(encoding="utf-8"))) for file in kept]
    return sorted(found, key=lambda each: each.title)


def _has_notebook(kept: Path, ending: str) -> bool:
    stem = kept.name.removesuffix(ending)
    return any(roots.file_name(notebook.stem) == stem for notebook in paths.notebooks().rglob("*.ipynb"))
