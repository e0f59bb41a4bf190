"""Returns and claims that a test plants in a project of its own."""

import csv
from pathlib import Path

import pandas as pd
import yaml

from analysis import datasets
from analysis.claims import form
from analysis.provenance import sha256_of
from analysis.returns.register import FIELDS

COLUMNS = [*form.REQUIRED, *form.OPTIONAL]
CLAIM = {
    "id": "one",
    "section": "1",
    "topic": "nrm-referrals",
    "statement": "NRM referrals",
    "measure": "NRM referrals",
    "relation": "equal",
    "value": "12727",
    "unit": "people",
    "period": "2021",
    "baseline_period": "",
    "geography": "UK",
    "note": "",
}


def claims_file(path: Path, *claims: dict[str, str]) -> Path:
    """Write a list of claims, each `CLAIM` but for what is given, with an id of its own."""
    rows = [{**CLAIM, "id": f"claim-{number}", **claim} for number, claim in enumerate(claims, 1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def claims(path: Path, *rows: dict[str, str]) -> list[form.Claim]:
    return form.read(claims_file(path, *rows))


def demonstrate(project: Path, name: str, rows: list[tuple], period: str) -> None:
    """Put demonstration data of a dataset into a project."""
    folder = project / "data" / "returns" / "demonstration"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.csv"
    pd.DataFrame(rows, columns=datasets.find(name).columns).to_csv(file, index=False)
    release = {
        "key": "demonstration",
        "date": pd.Timestamp("2022-04-20").date(),
        "publisher": "Nobody: made up for a test",
        "title": f"Demonstration data: {name}",
        "address": "none",
        "period": period,
        "standing": "official",
    }
    sidecar = {
        "title": name,
        "file": file.name,
        "sha256": sha256_of(file),
        "kind": "demonstration",
        "area": datasets.find(name).area,
        "unit": "of the dataset",
        "licence": "none",
        "releases": [release],
    }
    file.with_suffix(".yaml").write_text(yaml.safe_dump(sidecar, sort_keys=False), encoding="utf-8")


def take_in(project: Path, name: str, rows: list[tuple], first: str, last: str) -> None:
    """Put a return of the nation into a project, as one that was taken in."""
    folder = project / "data" / "returns" / "received"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.csv"
    dataset = datasets.find(name)
    pd.DataFrame(rows, columns=dataset.columns).to_csv(file, index=False)
    row = dict(
        zip(FIELDS, (name, dataset.area, first, last, "2022-04-20", len(rows), file.name, sha256_of(file)), strict=True)
    )
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, FIELDS)
        writer.writeheader()
        writer.writerow(row)
