"""A new year to report on: files for its narrative, each with guidance and no text, and the returns to ask for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import periods, roots
from analysis.datasets.dataset import Dataset
from analysis.errors import AnalysisError
from analysis.pages import narrative
from analysis.returns import checking, coverage

GUIDANCE = "guidance.csv"
"""In the folder of narrative: for each file to begin with, its place on a page and what to write there."""

_FILE = """\
---
section: {section}
page: {page}
place: {place}
title: {title}
speaker: programme
---
<!-- {guidance} Nothing is shown until text stands below this comment, which is never shown. -->
"""


@dataclass(frozen=True)
class Wanted:
    """A return to ask for.

    Attributes
    ----------
    name, title : str
        Of the return.
    sent_by : str
        Such as ``43 police forces``.
    every : str
        What one row of it is for: ``month``, ``quarter`` or ``record``.
    """

    name: str
    title: str
    sent_by: str
    every: str


def begin(year: str) -> list[Path]:
    """Write the files of a year's narrative, all or none.

    Parameters
    ----------
    year : str
        Financial year, such as ``2022-23``.

    Returns
    -------
    list of Path

    Raises
    ------
    AnalysisError
        Where the year has narrative already, or its folder cannot be written.
    BadPeriod
    """
    label = periods.label(periods.financial_year(year))
    home = roots.current().folder / "narrative"
    folder = home / label
    if held := sorted(folder.glob("*")):
        what = f"there is narrative of {label} already, such as '{held[0].name}', and nothing was written"
        raise AnalysisError(what, expected="a year without any; to begin again, delete its folder")
    guidance = pd.read_csv(home / GUIDANCE, dtype=str, keep_default_na=False).to_dict("records")
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home, prefix=".") as beside:
            made = Path(beside) / label
            made.mkdir()
            for row in guidance:
                path = made / f"{row['file']}.md"
                path.write_text(_FILE.format_map(row), encoding="utf-8")
                narrative.read(path)  # one that nobody could read back would stop every page of the year
            made.replace(folder)
    except OSError as error:
        what = f"'{folder}' cannot be written ({error.strerror})"
        raise AnalysisError(what, expected="a folder that you may write to") from None
    return [folder / f"{row['file']}.md" for row in guidance]


def returns() -> list[Wanted]:
    """Return what to ask forces, regions and the programme for.

    Returns
    -------
    list of Wanted

    Examples
    --------
    >>> next(each.sent_by for each in returns() if each.name == "live_investigations")
    '43 police forces'
    """
    return [
        Wanted(name, each.title, _sent_by(each), {"date": "record"}.get(each.form.span, each.form.span))
        for name, each in checking.forms().items()
        if each.form is not None
    ]


def _sent_by(dataset: Dataset) -> str:
    kind = dataset.form.reporter if dataset.form else "programme"
    if kind == "programme":
        return "the programme"
    return f"{len(coverage.reporters(dataset))} {'police forces' if kind == 'force' else 'regions'}"
