"""Returns that a test plants in a project of its own, as they are once they were taken in."""

import csv
from pathlib import Path

import pandas as pd

from analysis import areas, datasets
from analysis.provenance import sha256_of
from analysis.returns.register import FIELDS

MONTHS = pd.period_range("2020-04", "2022-03", freq="M")


def take_in(project: Path, name: str, rows: list[tuple], first: str, last: str) -> None:
    """Put a return of the nation into a project."""
    folder = project / "data" / "returns" / "received"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.csv"
    dataset = datasets.find(name)
    pd.DataFrame(rows, columns=dataset.columns).to_csv(file, index=False)
    row = (name, dataset.area, first, last, "2022-04-20", len(rows), file.name, sha256_of(file))
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, FIELDS)
        writer.writeheader()
        writer.writerow(dict(zip(FIELDS, row, strict=True)))


def take_in_events(project: Path, *, without: tuple[str, ...] = ()) -> None:
    """Put clandestine events of all forces into a project; those in `without` return nothing for the last month."""
    rows = [
        (str(month), force.name, 5 + (order + number) % 9, 5, 5, 5, 0, 1)
        for number, month in enumerate(MONTHS)
        for order, force in enumerate(areas.forces())
        if month != MONTHS[-1] or force.name not in without
    ]
    take_in(project, "clandestine_events", rows, str(MONTHS[0]), str(MONTHS[-1]))
