"""Cleaned datasets, kept under the hash of all that they were made from."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import areas, disclosure, paths, roots
from analysis.catalogue import cache, consistency, downloads, keys, releases as of_files, validation
from analysis.catalogue.downloads import Download
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset, add_vintages, read_figures
from analysis.errors import NotCovered, NothingReturned
from analysis.provenance import Release, Sidecar, held, kept, read_sidecar
from analysis.returns import register


@dataclass(frozen=True)
class Cleaned:
    """A cleaned dataset with what there is to say about it.

    Attributes
    ----------
    figures : DataFrame
        In the form of ``dataset.schema()``.
    releases : tuple of Release
        Those in the repository and those downloaded, in order of publication.
    warnings : tuple of str
        What a reader must know of figures that can be used, but with care.
    """

    figures: pd.DataFrame
    releases: tuple[Release, ...]
    warnings: tuple[str, ...]


NOTHING = Cleaned(pd.DataFrame(), (), ())
"""What there is of a return that nobody has sent."""


def is_held(dataset: Dataset) -> bool:
    """Return whether the data root has anything of a dataset: of a return there may be nothing yet."""
    if dataset.form is None:
        return not roots.current().demonstration
    return bool(register.held(dataset))


def clean_afresh(dataset: Dataset) -> Cleaned:
    """Read, clean and validate a dataset, published or returned, past the cache."""
    if dataset.form is None:
        return clean(dataset, sidecar_of(dataset), downloads.held(dataset))
    return clean_returns(dataset, register.held(dataset))


def clean_with(dataset: Dataset, tried: Download) -> Cleaned:
    """Clean a dataset as if a file lay among the downloads: all that is done when it is taken from there.

    Parameters
    ----------
    dataset : Dataset
    tried : Download

    Raises
    ------
    BadData
        Where the file cannot be used.
    """
    return clean(dataset, sidecar_of(dataset), [*_others(dataset, tried), tried])


def clean_without(dataset: Dataset, tried: Download) -> Cleaned:
    """Clean a dataset as if a file did not lie among the downloads; see `clean_with`."""
    return clean(dataset, sidecar_of(dataset), _others(dataset, tried))


def cleaned(dataset: Dataset, as_at: dt.date | None = None) -> Cleaned:
    """Return a cleaned dataset, from the cache where nothing that it was made from has changed.

    Parameters
    ----------
    dataset : Dataset
    as_at : date, optional
        Of returns, only those that had been taken in on that day; published figures carry all their vintages.

    Returns
    -------
    Cleaned
        The checksum of the file in the repository has been verified, whatever is in the cache.

    Raises
    ------
    NotCovered
        Where the data root is that of an invented country and the figures are published: it has no publications.
    BadData
        Where file, sidecar and schema disagree, or a downloaded release cannot be used.
    """
    if dataset.form is None and not is_held(dataset):
        raise NotCovered(f"{dataset.title}: not published for {areas.nation().in_text}")
    if dataset.form is not None:
        submissions = register.held(dataset, as_at)
        made_from = [f"{each.sha256} {each.received}" for each in submissions]
        made_from += [disclosure.policy_text(), keys.checksum(disclosure.policy.policy_file())]
        # What was made of returns stays where the returns are.
        folder, key = roots.returns() / ".cache", keys.key(*made_from)
        return _kept(folder, dataset, key) or _keep(clean_returns(dataset, submissions), folder, dataset, key)
    sidecar = sidecar_of(dataset)
    found = downloads.held(dataset)
    made_from = [sidecar.sha256, keys.checksum(sidecar.path), *(download.sha256 for download in found)]
    folder, key = paths.cache_folder() / "datasets", keys.key(*made_from)
    return _kept(folder, dataset, key) or _keep(clean(dataset, sidecar, found), folder, dataset, key)


def clean_returns(dataset: Dataset, submissions: Sequence[register.Submission]) -> Cleaned:
    """Read returns, add up what they hold, and take out what must not be seen, past the cache.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    submissions : sequence of Submission
        The returns that are held, the earliest first.

    Returns
    -------
    Cleaned
        Small numbers about people are missing in it, and cannot be worked out from the others.

    Raises
    ------
    NothingReturned
        Where nobody has sent one.
    BadData
        Where a file is not the one that was taken in.
    """
    if not submissions:
        raise NothingReturned(dataset.name, dataset.title)
    table = returned.clean(dataset, [register.read(each, dataset) for each in submissions])
    release = register.release_of(dataset, submissions)
    table = disclosure.protect(table, dataset)
    table = add_vintages(table.assign(release=release.key, summed=False, partial=False), [release])
    return Cleaned(validation.checked(dataset, table, validation.nowhere(f"returns of {dataset.name}")), (release,), ())


def clean(dataset: Dataset, sidecar: Sidecar, found: Sequence[Download]) -> Cleaned:
    """Clean and validate a published dataset, past the cache.

    Parameters
    ----------
    dataset : Dataset
    sidecar : Sidecar
        Of its file in the repository.
    found : sequence of Download
        The files that it is also made from.

    Returns
    -------
    Cleaned

    Raises
    ------
    BadData
        Where file, sidecar and schema disagree, or a downloaded release cannot be used; at the first of these, with
        the file, the row and the value.
    """
    repository = read_figures(dataset, sidecar)
    table = validation.validated(dataset, repository, sidecar.releases, validation.in_csv(repository, sidecar.file))
    described = [(download, of_files.describe(download)) for download in found]
    # Figures in the repository are what to fall back on: whole files of the same day replace them.
    days = {release.date for _, release in described}
    releases = [release for release in sidecar.releases if release.date not in days]
    rows = [repository[repository["release"].isin([release.key for release in releases])]]
    named = of_files.distinct(described, releases)
    files: dict[str, list[str]] = {}
    for download, release in zip(found, named, strict=True):
        own = of_files.rows_of(download, dataset, release).assign(release=release.key)
        validation.validated(dataset, own, [release], validation.in_download(download.path))
        validation.refuse_twice(dataset, own, rows[1:], download.path, files)
        rows.append(own)
        files.setdefault(release.key, []).append(download.path.name)
    releases += dict.fromkeys(named)
    if found:
        everywhere = validation.nowhere(", ".join([sidecar.file.name, *itertools.chain(*files.values())]))
        table = validation.validated(dataset, pd.concat(rows, ignore_index=True), releases, everywhere)
    ordered = sorted(releases, key=lambda release: release.date or dt.date.min)
    return Cleaned(table, tuple(ordered), tuple(consistency.check(table, dataset, ordered, files)))


def sidecar_of(dataset: Dataset) -> Sidecar:
    """Return the sidecar of a dataset's file in the repository, its checksum verified."""
    return read_sidecar((roots.published() / dataset.file).with_suffix(".yaml"))


def _others(dataset: Dataset, tried: Download) -> list[Download]:
    return [download for download in downloads.held(dataset) if download.sha256 != tried.sha256]


def _kept(folder: Path, dataset: Dataset, key: str) -> Cleaned | None:
    figures = cache.find_frame(folder, dataset.name, key)
    if figures is None:
        return None
    about = dict(figures.attrs)
    figures.attrs = {}
    return Cleaned(figures, held(about["releases"]), tuple(about["warnings"]))


def _keep(made: Cleaned, folder: Path, dataset: Dataset, key: str) -> Cleaned:
    table = made.figures.copy()
    table.attrs = {"releases": kept(made.releases), "warnings": list(made.warnings)}
    cache.keep_frame(folder, dataset.name, key, table)
    return made
