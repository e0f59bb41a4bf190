"""What is kept in an executed notebook about its making: the protective marking, and the data that it was made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import paths, periods, roots, settings

KEY, MARKING, DATA, EDITION = "msoic", "marking", "data", "edition"
_FOLDERS = ("published", "returns", "downloads", "reference", "narrative")


def describe(notebook: Mapping[str, Any], *, marking: str, data: str) -> None:
    """Keep in a notebook how its page was made, and of which edition of its year it is.

    Parameters
    ----------
    notebook : mapping
        As executed; its metadata are changed.
    marking : str
        Protective marking of the page.
    data : str
        As from `fingerprint`, before the notebook ran.
    """
    notebook["metadata"].setdefault(KEY, {}).update({MARKING: marking, DATA: data})
    if edition := settings.current().editions.get(_period(notebook)):
        notebook["metadata"][KEY][EDITION] = edition.number


def superseded(notebook: Mapping[str, Any]) -> str:
    """Say that a page is of an earlier edition than the one of its year; empty where it is not."""
    edition, number = settings.current().editions.get(_period(notebook)), _about(notebook).get(EDITION)
    if not edition or not number or number >= edition.number:
        return ""
    newer = f"edition {edition.number} of {periods.day(edition.date)}"
    return f"This page is of edition {number}, which has been superseded by {newer}."


def marking(notebook: Mapping[str, Any]) -> str:
    """Return the protective marking of a page, the lowest allowed where it keeps none."""
    return settings.current().highest(*filter(None, [_about(notebook).get(MARKING)]))


def marking_in(page: Path) -> str:
    """Return the protective marking of a page in place, the highest allowed where its notebook cannot be read.

    Parameters
    ----------
    page : Path
        Executed notebook.
    """
    try:
        # Not by nbformat, whose import takes longer than that of pandas: every kernel imports this module.
        return marking(json.loads(page.read_text(encoding="utf-8")))
    except (ValueError, LookupError, TypeError, AttributeError):
        # Too high a marking is seen and lowered; one that is lost is not seen.
        return settings.current().markings[-1]


def is_older_than(notebook: Mapping[str, Any], data: str) -> bool:
    """Tell whether a page was made from other data than those of a fingerprint, or does not say from which."""
    return bool(_about(notebook).get(DATA) != data)


def fingerprint() -> str:
    """Return a hash of all that pages show: where it differs, one may show what no longer holds.

    That is the data and narrative of this root, `report.toml`, and the logo that it names.

    Examples
    --------
    >>> fingerprint() == fingerprint()
    True
    """
    root = roots.current().folder
    digest = hashlib.sha256()
    data = sorted(each for name in _FOLDERS for each in (root / name).rglob("*") if _is_data(each, root))
    for path in [*data, paths.root() / "report.toml", *filter(None, [settings.current().logo])]:
        digest.update(os.path.relpath(path, root).encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _is_data(path: Path, root: Path) -> bool:
    # What lies in a hidden folder was made from data.
    inside = path.relative_to(root).parts
    return path.is_file() and path.name != "README.md" and not any(part.startswith(".") for part in inside)


def _period(notebook: Mapping[str, Any]) -> str:
    return str(notebook["metadata"].get("papermill", {}).get("parameters", {}).get("period", ""))


def _about(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    about: Mapping[str, Any] = notebook["metadata"].get(KEY, {})
    return about
