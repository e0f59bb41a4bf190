"""Demonstration data as files: a CSV in the form of a return, and its sidecar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import yaml

from analysis import datasets, periods
from analysis.datasets.dataset import Dataset
from analysis.provenance import sha256_of
from analysis.returns.demonstration import draws
from analysis.returns.demonstration.made import MADE, Made

RETURNED = dt.date(2023, 4, 30)
"""Day on which the last return would have come in."""

_PREFACE = (
    "Made up, not evidence: no figure is of a real person, case, session or police force. It has the shape of a return "
    "and keeps to what the annual report 2021-22 prints; all else is chance (seed {seed})."
)


def write(folder: Path) -> list[Path]:
    """Write the demonstration data of every dataset of returns.

    Parameters
    ----------
    folder : Path
        It is made where it does not exist; files in it of the same names are replaced.

    Returns
    -------
    list of Path
        The CSV files; beside each there is a sidecar.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(datasets.find(name), made, folder) for name, made in MADE.items()]


def _write(dataset: Dataset, made: Made, folder: Path) -> Path:
    file = folder / f"{dataset.name}.csv"
    made.rows().to_csv(file, index=False, lineterminator="\n", encoding="utf-8")
    content = _sidecar(dataset, made, sha256_of(file))
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)
    file.with_suffix(".yaml").write_text(text, encoding="utf-8", newline="\n")
    return file


def _sidecar(dataset: Dataset, made: Made, sha256: str) -> dict[str, object]:
    title = f"Demonstration data: {dataset.title}"
    release = {
        "key": "demonstration",
        "date": RETURNED,
        "publisher": "MSOIC analysis project (made up)",
        "title": title,
        "address": "made by the command msoic returns demonstrate",
        "period": f"{_written(draws.MONTHS[0], dataset)} to {_written(draws.MONTHS[-1], dataset)}",
        "standing": "official",
    }
    return {
        "title": title,
        "file": f"{dataset.name}.csv",
        "sha256": sha256,
        "kind": "demonstration",
        "area": dataset.area,
        "unit": ", ".join(dict.fromkeys(dataset.measures.values())),
        "licence": "MIT, as the project",
        "note": " ".join(f"{_PREFACE.format(seed=draws.SEED)} {made.note}".split()),
        "releases": [release],
    }


def _written(month: pd.Period, dataset: Dataset) -> str:
    is_quarterly = dataset.form is not None and dataset.form.span == "quarter"
    return periods.label(month.asfreq("Q-MAR")) if is_quarterly else str(month)
