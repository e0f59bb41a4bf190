"""Checks of what is there, and of a file before it is taken in: all that is done when figures are loaded from it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import datasets, readers
from analysis.catalogue import downloads, store
from analysis.catalogue.downloads import SetAside
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


def check(name: str) -> store.Cleaned:
    """Clean a dataset past the cache, and validate files, sidecars, schema and the releases among each other.

    Returns
    -------
    Cleaned
        With warnings of what can be used, but should be looked at; without releases where no return is held.

    Raises
    ------
    UnknownName, BadData
        At the first thing that is wrong.
    """
    dataset = datasets.find(name)
    return store.clean_afresh(dataset) if store.is_held(dataset) else store.NOTHING


def check_file(read: readers.ReadRelease) -> CheckedFile:
    """Do with a file, wherever it lies, all that is done with one among the downloads.

    Parameters
    ----------
    read : ReadRelease
        The file, as read.

    Examples
    --------
    >>> check_file(readers.read("new release.csv")).used_by  # doctest: +SKIP
    ('nrm_referrals',)
    """
    download = downloads.tried(read)
    faults = list(download.reading.faults.values())
    used_by, warnings = [], []
    for name in download.reading.rows:
        dataset = datasets.find(name)
        try:
            made = store.clean_with(dataset, download)
            without = store.clean_without(dataset, download)
        except BadData as error:
            faults.append(error)
        else:
            used_by.append(name)
            warnings += [warning for warning in made.warnings if warning not in without.warnings]
    return CheckedFile(tuple(used_by), tuple(faults), tuple(warnings))


def set_aside() -> tuple[SetAside, ...]:
    """Return the files among the downloads that no figure is taken from, with the reason."""
    return tuple(downloads.look_through().set_aside)
