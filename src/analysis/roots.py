"""The data root: the one folder that a process reads its figures from.

``data`` holds evidence. ``demonstration`` holds an invented country, which shows what pages look like once forces have
sent their returns. Each has a file ``root.toml`` that says which of the two it is and names its nation. A process reads
one root, chosen before the first figure is loaded, and never two: nothing invented can stand beside evidence.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.errors import AnalysisError, BadData, Where

VARIABLE = "MSOIC_DATA"
"""Environment variable that names the root: a folder, absolute or in the project; without it, ``data``."""

DEMONSTRATION = "demonstration"
"""The folder of the invented country, in the project."""

INVENTED = "Invented figures"
"""What pages, charts and tables that were made from an invented country are labelled with."""

WHAT_INVENTED_MEANS = (
    "This demonstration is about a country that does not exist. It shows what a page looks like once police forces "
    "have sent their returns. Do not quote any of it."
)
"""What a reader of such a page is told once."""

PREFIX = "DEMO_"
"""What the names of files begin with that were made from the figures of an invented country."""

_LISTS = ("nationalities", "with_article", "without_residents")
_chosen: list[Root] = []


@dataclass(frozen=True)
class Root:
    """A folder of figures.

    Attributes
    ----------
    folder : Path
    demonstration : bool
        Whether its figures are invented.
    nation : tuple of (str, str)
        Name and code of the nation that its police forces make up.
    wider : tuple of (str, str), optional
        Name and code of a larger country that some of its figures are published for.
    nationalities : tuple of str
        Those that returns name one by one, the nation's own first.
    with_article : tuple of str
        Areas that a sentence gives a "the".
    without_residents : tuple of str
        Police forces where few people live and many work: a rate by residents means nothing there.
    """

    folder: Path
    demonstration: bool
    nation: tuple[str, str]
    wider: tuple[str, str] | None = None
    nationalities: tuple[str, ...] = ()
    with_article: tuple[str, ...] = ()
    without_residents: tuple[str, ...] = ()


def current() -> Root:
    """Return the root that this process reads, chosen at the first call.

    Raises
    ------
    AnalysisError
        Where the folder is no data root, or not the one that this process has begun to read.

    Examples
    --------
    >>> current().demonstration
    False
    """
    root = _read(_named())
    if _chosen and _chosen[0] != root:
        raise AnalysisError(
            f"this process reads figures from '{_chosen[0].folder}' and cannot read '{root.folder}' as well",
            expected=f"a new process, with {VARIABLE} set from its start",
        )
    _chosen[:] = [root]
    return root


def choose(folder: str) -> Root:
    """Choose the root of this process, and of the kernels that it starts, before the first figure is read.

    Parameters
    ----------
    folder : str
        Absolute or in the project, such as `DEMONSTRATION`.

    Returns
    -------
    Root

    Raises
    ------
    AnalysisError
        As for `current`.

    Examples
    --------
    >>> choose("demonstration").demonstration  # doctest: +SKIP
    True
    """
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = folder
    try:
        return current()
    except AnalysisError:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
        raise


def published() -> Path:
    """Return the folder of figures transcribed from publications."""
    return current().folder / "published"


def reference() -> Path:
    """Return the folder of police forces, regions and populations."""
    return current().folder / "reference"


def returns() -> Path:
    """Return the folder of what forces send to the programme."""
    return current().folder / "returns"


def downloads() -> Path:
    """Return the folder for official releases as published."""
    return current().folder / "downloads"


def reports() -> Path:
    """Return the folder that runs write to: that of an invented country is apart."""
    folder = paths.root() / "reports"
    return folder / DEMONSTRATION if current().demonstration else folder


def file_name(stem: str) -> str:
    """Return the name of a file that a run writes, without its ending: it says where the figures are invented.

    Parameters
    ----------
    stem : str
        Such as the name of a notebook.

    Examples
    --------
    >>> file_name("safeguarding")
    'safeguarding'
    """
    return f"{PREFIX}{stem}" if current().demonstration else stem


def _named() -> Path:
    return (paths.root() / os.environ.get(VARIABLE, "data")).resolve()


@cache
def _read(folder: Path) -> Root:
    marker = folder / paths.MARKER
    if not marker.is_file():
        raise AnalysisError(f"'{folder}' is no data root", expected=f"a folder with a file {paths.MARKER}")
    try:
        content = tomllib.loads(marker.read_text(encoding="utf-8"))
        wider = content.get("wider")
        lists = {name: tuple(map(str, content.get(name, ()))) for name in _LISTS}
        return Root(folder, bool(content["demonstration"]), _place(content["nation"]), wider and _place(wider), **lists)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadData(
            f"cannot be read as the description of a data root ({error})",
            where=Where(marker),
            expected="demonstration = true or false, nation = { name = ..., code = ... }",
        ) from error


def _place(entry: Mapping[str, Any]) -> tuple[str, str]:
    return str(entry["name"]), str(entry["code"])
