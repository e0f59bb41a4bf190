"""What is kept in an executed notebook about its making: the protective marking, and the data that it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import roots, settings

KEY, MARKING, DATA = "msoic", "marking", "data"
_FOLDERS = ("published", "returns", "downloads", "reference")


def describe(notebook: Mapping[str, Any], *, marking: str, data: str) -> None:
    """Keep in a notebook how its page was made.

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
    """Return a hash of all the data of this root: where it differs, a page may show figures that no longer hold.

    Examples
    --------
    >>> fingerprint() == fingerprint()
    True
    """
    root = roots.current().folder
    digest = hashlib.sha256()
    for path in sorted(each for name in _FOLDERS for each in (root / name).rglob("*") if _is_data(each, root)):
        digest.update(path.relative_to(root).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _is_data(path: Path, root: Path) -> bool:
    # What lies in a hidden folder was made from data.
    inside = path.relative_to(root).parts
    return path.is_file() and path.suffix != ".md" and not any(part.startswith(".") for part in inside)


def _about(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    about: Mapping[str, Any] = notebook["metadata"].get(KEY, {})
    return about
