"""Checks of what is there, and of a file before it is taken in: all that is done when figures are loaded from it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import datasets, readers
from analysis.catalogue import sources
from analysis.catalogue.files import downloads
from analysis.catalogue.files.downloads import SetAside
from analysis.catalogue.sources import Cleaned, Published
from analysis.errors import BadData


@dataclass(frozen=True)
class CheckedFile:
    """What would become of an official file among the downloads.

    Attributes
    ----------
    used_by : tuple of str
        The datasets that it holds figures of, and that can use them.
    faults : tuple of BadData
        Why others of its family cannot use it.
    warnings : tuple of str
        What the consistency checks find with it, and not without it.
    """

    used_by: tuple[str, ...]
    faults: tuple[BadData, ...]
    warnings: tuple[str, ...]


def check(name: str) -> Cleaned | None:
    """Clean a dataset past the cache, and validate files, sidecars, schema and the releases among each other.

    Returns
    -------
    Cleaned or None
        With warnings of what can be used, but should be looked at; None where no return is held.

    Raises
    ------
    UnknownName, BadData
        At the first thing that is wrong.

    Examples
    --------
    >>> check("small_boats").warnings
    ()
    """
    source = sources.of(datasets.find(name))
    return None if source.lacking else source.rows()


def check_file(read: readers.ReadRelease) -> CheckedFile:
    """Do with a file, wherever it lies, all that is done with one among the downloads.

    Parameters
    ----------
    read : ReadRelease
        The file, as read.

    Examples
    --------
    >>> from pathlib import Path
    >>> check_file(readers.read(Path("new release.xlsx"))).used_by
    ('small_boat_preventions',)
    """
    download = downloads.tried(read)
    faults = list(download.reading.faults.values())
    used_by, warnings = [], []
    for name in download.reading.rows:
        dataset = datasets.find(name)
        try:
            published = Published(dataset)
            others = [other for other in published.found if other.sha256 != download.sha256]
            made, without = published.cleaned_with([*others, download]), published.cleaned_with(others)
        except BadData as error:
            faults.append(error)
        else:
            used_by.append(name)
            warnings += [warning for warning in made.warnings if warning not in without.warnings]
    return CheckedFile(tuple(used_by), tuple(faults), tuple(warnings))


def set_aside() -> tuple[SetAside, ...]:
    """Return the files among the downloads that no figure is taken from, with the reason.

    Examples
    --------
    >>> [each.reason for each in set_aside()]
    []
    """
    return tuple(downloads.look_through().set_aside)
