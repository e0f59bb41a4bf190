"""A project of its own with the notebooks, and returns that a test makes and takes in."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.presentation.parts import in_plain_text
from analysis.returns import adding, checking
from analysis.returns.cells.fields import Asked
from tests.notebooks.warm import Ran, run_in
from tests.projects import project_in

TODAY = dt.date(2022, 5, 10)
NATION = "England and Wales"


@contextmanager
def project_with(folder: Path, returns: Mapping[str, list[dict]]) -> Iterator[Path]:
    """Work in a project in which these returns have been taken in, by a name of the file of each."""
    notebooks = paths.notebooks()
    with project_in(folder) as project:
        shutil.copytree(notebooks, project / "notebooks", dirs_exist_ok=True)
        files = []
        for name, rows in returns.items():
            files.append(project / f"{name}.csv")
            pd.DataFrame(rows).to_csv(files[-1], index=False)
        checked = checking.check_all(files, Asked(TODAY))
        faults = [str(fault) for each in checked for fault in each.faults]
        assert not faults, faults[:3]
        adding.add(checked, TODAY)
        yield project


def made_in(project: Path, *keys: tuple[str, str, str]) -> dict[tuple[str, str, str], Ran]:
    """Make pages of a project, each a notebook for a period and an area, none of which may fail."""
    made = dict(zip(keys, run_in(project, *keys), strict=True))
    errors = [each.error for each in made.values() if each.error]
    assert not errors, errors[0]
    return made


def points_of(ran: Ran) -> list[str]:
    """Return the main points of a page, each in plain text."""
    (opening,) = ran.of_kind("mainpoints")
    return [in_plain_text(point) for point in opening["points"]]


def numbers_of(chart: dict) -> dict[str, list[str]]:
    """Return the data folded under a chart: the cells of each row by its first one."""
    return {row[0]: list(row[1:]) for row in chart["data"]["rows"]}


def titled(ran: Ran, kind: str, beginning: str) -> dict:
    """Return the only chart or table whose title begins so."""
    (found,) = [each for each in ran.of_kind(kind) if each["title"].startswith(beginning)]
    return found
