"""Cleaned datasets, kept as Parquet under the hash of all that they were made from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.errors

from analysis import areas, disclosure, paths, readers, roots
from analysis.catalogue import consistency, downloads
from analysis.catalogue.downloads import Download
from analysis.datasets import returned
from analysis.datasets.cleaning import mark_partial
from analysis.datasets.dataset import Dataset, add_vintages, read_figures
from analysis.errors import BadData, NotCovered, NothingReturned
from analysis.provenance import Release, Sidecar, read_sidecar
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
    return clean(dataset) if dataset.form is None else clean_returns(dataset, register.held(dataset))


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
        checksums = [dataset.name, *(f"{each.sha256} {each.received}" for each in submissions)]
        # What was made of returns stays where the returns are.
        kept = roots.returns() / ".cache" / f"{dataset.name}-{_key(*checksums, disclosure.policy_text())}.parquet"
        return _kept(kept) or _keep(clean_returns(dataset, submissions), kept)
    sidecar = sidecar_of(dataset)
    found = list(downloads.held(dataset.families))
    checksums = [sidecar.sha256, hashlib.sha256(sidecar.path.read_bytes()).hexdigest(), downloads.code_hash()]
    checksums += [download.sha256 for download in found]
    kept = paths.cache_folder() / "datasets" / f"{dataset.name}-{_key(*checksums)}.parquet"
    return _kept(kept) or _keep(clean(dataset, sidecar, found), kept)


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
    return Cleaned(_checked(dataset, table, f"returns of {dataset.name}"), (release,), ())


def clean(dataset: Dataset, sidecar: Sidecar | None = None, found: Sequence[Download] | None = None) -> Cleaned:
    """Read, clean and validate a dataset, past the cache.

    Parameters
    ----------
    dataset : Dataset
    sidecar : Sidecar, optional
        Where it has been read already.
    found : sequence of Download, optional
        The downloaded files of its families, where they have been looked for already.

    Returns
    -------
    Cleaned

    Raises
    ------
    BadData
        Where file, sidecar and schema disagree, or a downloaded release cannot be used; at the first of these.
    """
    sidecar = sidecar or sidecar_of(dataset)
    repository, downloaded = read_figures(dataset, sidecar), []
    _validated(dataset, repository, sidecar.releases, sidecar.file.name)
    for download in downloads.held(dataset.families) if found is None else found:
        made = rows_of(dataset, download)
        if made is not None:
            figures, release = made
            _validated(dataset, figures, [release], download.path.name)
            downloaded.append(made)
    # Figures in the repository are what to fall back on: whole files of the same day replace them.
    days = {release.date for _, release in downloaded}
    releases = [release for release in sidecar.releases if release.date not in days]
    kept = repository[repository["release"].isin([release.key for release in releases])]
    rows = pd.concat([kept, *(figures for figures, _ in downloaded)], ignore_index=True)
    releases += [release for _, release in downloaded]
    table = _validated(dataset, rows, releases, sidecar.file.name)
    ordered = sorted(releases, key=lambda release: release.date or dt.date.min)
    return Cleaned(table, tuple(ordered), tuple(consistency.check(table, dataset, ordered)))


def sidecar_of(dataset: Dataset) -> Sidecar:
    """Return the sidecar of a dataset's file in the repository, its checksum verified."""
    return read_sidecar((roots.published() / dataset.file).with_suffix(".yaml"))


def rows_of(dataset: Dataset, download: Download) -> tuple[pd.DataFrame, Release] | None:
    """Return a downloaded file's rows in the form of a dataset's CSV, and its release.

    Parameters
    ----------
    dataset : Dataset
    download : Download

    Returns
    -------
    tuple of DataFrame and Release, or None
        None where the file holds other tables of its family only.

    Raises
    ------
    BadData
        Where the file is damaged or differs from the layout of its family.
    """
    read = readers.read(download.path)
    rows = dataset.families[download.family](read.tables)
    if rows is None or rows.empty:
        return None
    release = downloads.describe(download, read)
    if "period" in rows and rows["period"].isna().any():
        rows = rows.fillna({"period": downloads.quarter_of(download, release)})
    return rows.assign(release=release.key), release


def _validated(dataset: Dataset, rows: pd.DataFrame, releases: Sequence[Release], where: str) -> pd.DataFrame:
    cleaned_rows = dataset.clean(add_vintages(rows, releases))
    table = mark_partial(cleaned_rows, list(dataset.dimensions), next(iter(dataset.measures)))
    return _checked(dataset, table, where)


def _checked(dataset: Dataset, table: pd.DataFrame, where: str) -> pd.DataFrame:
    schema = dataset.schema()
    try:
        return schema.validate(table[list(schema.columns)])
    except pandera.errors.SchemaError as error:
        raise BadData(_complaint(error), where=where) from error


def _complaint(error: pandera.errors.SchemaError) -> str:
    text = str(error.check.error) if getattr(error.check, "error", None) else str(error)
    return text.splitlines()[0].rstrip(".")


def _key(*checksums: str) -> str:
    made_from = [*checksums, _code_hash(), pd.__version__]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:16]


@cache
def _code_hash() -> str:
    # Any change of any cleaning step makes everything afresh: cheap, and no list of dependencies to keep true.
    folder = Path(__file__).parent.parent
    modules = ("provenance", "areas", "periods")
    packages = [
        path for name in ("catalogue", "datasets", "disclosure", "returns") for path in folder.glob(f"{name}/**/*.py")
    ]
    sources = sorted([*packages, *(folder / f"{name}.py" for name in modules)])
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _kept(kept: Path) -> Cleaned | None:
    if not kept.is_file():
        return None
    figures = pd.read_parquet(kept)
    about = dict(figures.attrs)
    figures.attrs = {}
    return Cleaned(figures, tuple(map(_release, about["releases"])), tuple(about["warnings"]))


def _keep(made: Cleaned, kept: Path) -> Cleaned:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if kept.is_relative_to(roots.returns()) else 0o777)
    # Several kernels may clean the same dataset at once: each writes its own file, and the last to finish wins whole.
    descriptor, beside = tempfile.mkstemp(dir=kept.parent, suffix=".partial")
    os.close(descriptor)
    table = made.figures.copy()
    releases = [asdict(release) | {"date": release.date and release.date.isoformat()} for release in made.releases]
    table.attrs = {"releases": releases, "warnings": list(made.warnings)}
    table.to_parquet(beside)
    Path(beside).replace(kept)
    return made


def _release(kept: dict[str, str]) -> Release:
    date = dt.date.fromisoformat(kept["date"]) if kept["date"] else None
    return Release(**(kept | {"date": date}))  # type: ignore[arg-type]  # written by `_keep`
