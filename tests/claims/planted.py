"""Claims that a test plants in a project of its own."""

import csv
from pathlib import Path

from analysis.claims import form

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
