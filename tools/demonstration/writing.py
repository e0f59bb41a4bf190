"""The country as files: the marker of its data root, its lists, its returns, and a sidecar beside each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import yaml

from analysis import datasets, paths, periods
from analysis.provenance import sha256_of
from tools.demonstration import returns
from tools.demonstration.country import NATION, NATIONALITIES, reference

_RETURNED = dt.date(2023, 4, 30)
_PUBLISHER = f"{NATION[0]}, an invented country"
_NOTE = (
    f"Invented: no figure or name is of a real person, case, session, police force or country (seed {returns.SEED})."
)

_MARKER = f"""\
# What this data root is: an invented country, written by python -m tools.demonstration.
demonstration = true
nation = {{ name = "{NATION[0]}", code = "{NATION[1]}" }}
# Labels of nationalities, the nation's own first.
nationalities = [{", ".join(f'"{name}"' for name in NATIONALITIES)}]
"""
_RULES = "# Small numbers about people are suppressed as those of real returns are: see data/returns/disclosure.yaml.\n"


def write(folder: Path) -> list[Path]:
    """Write the invented country.

    Parameters
    ----------
    folder : Path
        It is made where it does not exist; files in it of the same names are replaced.

    Returns
    -------
    list of Path
        The files.
    """
    for part in ("reference", "returns"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    texts = {folder / paths.MARKER: _MARKER, folder / "returns" / "disclosure.yaml": f"{_RULES}threshold: 5\n"}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    written = list(texts)
    for name, (title, table) in reference().items():
        about = {"title": title, "kind": "published", "unit": "see the columns"}
        written += _write(table, folder / "reference" / f"{name}.csv", about, "as invented")
    for name, rows in returns.make().items():
        dataset = datasets.find(name)
        is_quarterly = dataset.form is not None and dataset.form.span == "quarter"
        spans = returns.QUARTERS if is_quarterly else returns.MONTHS
        first, last = (periods.label(span) if is_quarterly else str(span) for span in (spans[0], spans[-1]))
        about = {"title": dataset.title, "kind": "return", "unit": ", ".join(dict.fromkeys(dataset.measures.values()))}
        written += _write(rows, folder / "returns" / f"{name}.csv", about, f"{first} to {last}")
    return written


def _write(table: pd.DataFrame, file: Path, about: Mapping[str, str], period: str) -> list[Path]:
    table.to_csv(file, index=False, lineterminator="\n", encoding="utf-8")
    release = {
        "key": "invented",
        "date": _RETURNED,
        "publisher": _PUBLISHER,
        "title": about["title"],
        "address": "not published",
        "period": period,
        "standing": "official",
    }
    content = {
        **about,
        "file": file.name,
        "sha256": sha256_of(file),
        "area": NATION[0],
        "licence": "MIT, as the project",
        "note": _NOTE,
        "releases": [release],
    }
    sidecar = file.with_suffix(".yaml")
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)
    sidecar.write_text(text, encoding="utf-8", newline="\n")
    return [file, sidecar]
