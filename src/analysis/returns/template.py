"""Templates of returns: what a force fills in, with every row that is asked for."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from analysis import areas, periods
from analysis.datasets.dataset import Dataset
from analysis.errors import AnalysisError, NotCovered
from analysis.returns import workbook
from analysis.returns.cells import spans
from analysis.returns.cells.fields import OFFENCE_YEAR, levels_of
from analysis.spreadsheets import neutralise

Format = Literal["xlsx", "csv"]

_MOST_ROWS = 100_000


@dataclass(frozen=True)
class Template:
    """A return that is to be filled in.

    Attributes
    ----------
    dataset : Dataset
    area : Area
    period : Period
    rows : tuple of tuple of str
        Every row asked for, in the order of ``dataset.columns``; counts are blank. None in a return of records.
    """

    dataset: Dataset
    area: areas.Area
    period: pd.Period
    rows: tuple[tuple[str, ...], ...]

    @property
    def title(self) -> str:
        """Title of the document."""
        return f"{self.dataset.title}: return of {self.area.name}, {periods.label(self.period)}"

    @property
    def stem(self) -> str:
        """Name of the file without its ending."""
        when = periods.label(self.period).replace(" ", "-")
        return f"{self.dataset.name}_{areas.slug(self.area)}_{when}"


def make(dataset: Dataset, area: areas.Area, period: pd.Period) -> Template:
    """Make a template.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    area : Area
        A force, a region or the nation.
    period : Period
        Financial year, financial quarter or month.

    Returns
    -------
    Template

    Raises
    ------
    NotCovered
        Where the area does not send the return, or the period holds no whole quarter of one that is sent quarterly.
    """
    form = dataset.asks
    _refuse_area(dataset, area)
    if form.records:
        return Template(dataset, area, period, ())
    within = pd.period_range(period.start_time, period.end_time, freq=form.frequency)
    held = [spans.written(span) for span in within if span.end_time <= period.end_time]
    if not held or within[0].start_time < period.start_time:
        raise NotCovered(
            f"{dataset.title}: {periods.label(period)} is no whole quarter", ["It is returned by quarter."]
        )
    choices = {name: levels_of(dataset, name, area) for name in dataset.dimensions}
    # Years are for the reader to add: how far back they go is not known.
    filled = {name: ("",) if name == OFFENCE_YEAR else levels for name, levels in choices.items()}
    blanks = tuple("" for name in dataset.columns if name in dataset.measures)
    rows = tuple((*keys, *blanks) for keys in itertools.product(held, *filled.values()))
    if len(rows) > _MOST_ROWS:
        raise NotCovered(f"{dataset.title}: {len(rows):,} rows are too many for one template")
    return Template(dataset, area, period, rows)


def write(template: Template, path: Path, kind: Format, *, force: bool = False) -> None:
    """Write a template.

    Parameters
    ----------
    template : Template
    path : Path
    kind : {"xlsx", "csv"}
    force : bool
        Whether a file that is there is replaced.

    Raises
    ------
    AnalysisError
        Where a file is there already, or cannot be written.
    """
    content = workbook.content(template) if kind == "xlsx" else _csv(template)
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise AnalysisError(f"there is a file '{path.name}' already", expected="another name, or --force") from None
    except OSError as error:
        raise AnalysisError(f"'{path.name}' cannot be written ({error.strerror})") from None


def _refuse_area(dataset: Dataset, area: areas.Area) -> None:
    reporter = dataset.asks.reporter
    if reporter == "region" and area.kind == "force":
        raise NotCovered(f"{dataset.title}: regions return it, and {area.name} is in {area.region}")
    if reporter == "programme" and area.name != dataset.area:
        raise NotCovered(f"{dataset.title}: the programme returns it for {dataset.area}")
    if area == areas.wider():
        raise NotCovered(f"{dataset.title}: it is returned for {dataset.area}, and not for {area.in_text}")


def _csv(template: Template) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(template.dataset.columns)
    writer.writerows([neutralise(cell) for cell in row] for row in template.rows)
    # Spreadsheet programs take a file for UTF-8 only where it begins with this mark.
    return text.getvalue().encode("utf-8-sig")
