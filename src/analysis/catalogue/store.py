"""Cleaned datasets, kept under the hash of all that they were made from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from analysis import provenance
from analysis.catalogue import cache, keys, sources
from analysis.catalogue.sources import Cleaned
from analysis.datasets.dataset import Dataset


def cleaned(dataset: Dataset, as_at: dt.date | None = None) -> Cleaned:
    """Return a dataset, cleaned and validated, from the cache if nothing it is made from has changed.

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
        Where nobody has sent a return, or the data root is that of an invented country and the figures are published.
    BadData
        Where file, sidecar and schema disagree, or a downloaded release cannot be used.
    """
    source = sources.of(dataset, as_at)
    if source.lacking:
        raise source.lacking
    key = keys.key(*source.fingerprint())
    return _kept(source.folder, dataset, key) or _keep(source.rows(), source.folder, dataset, key)


def held(dataset: Dataset) -> Cleaned | None:
    """Return a dataset as `cleaned` does, or None where there is nothing of it."""
    return None if sources.of(dataset).lacking else cleaned(dataset)


def _kept(folder: Path, dataset: Dataset, key: str) -> Cleaned | None:
    figures = cache.find_frame(folder, dataset.name, key)
    if figures is None:
        return None
    about = dict(figures.attrs)
    figures.attrs = {}
    return Cleaned(figures, provenance.held(about["releases"]), tuple(about["warnings"]))


def _keep(made: Cleaned, folder: Path, dataset: Dataset, key: str) -> Cleaned:
    table = made.figures.copy()
    table.attrs = {"releases": provenance.kept(made.releases), "warnings": list(made.warnings)}
    cache.keep_frame(folder, dataset.name, key, table)
    return made
