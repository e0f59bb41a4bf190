"""Where the figures of a dataset come from: publications, or returns. Nothing else asks which of the two it is."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import pandas as pd

from analysis import areas, disclosure, paths, roots
from analysis.catalogue import consistency, keys, places, validation, vintages
from analysis.catalogue.files import downloads, releases as of_files
from analysis.catalogue.files.downloads import Download
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset, add_vintages, read_figures
from analysis.errors import NotCovered, NothingReturned
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


@dataclass(frozen=True)
class Published:
    """Figures of publications: a CSV in the repository, and official files among the downloads.

    Parameters
    ----------
    dataset : Dataset
    """

    dataset: Dataset
    evidence: ClassVar = "published"
    flags: ClassVar = ("official", "summed", "partial", "provisional", "revised")

    @property
    def lacking(self) -> NotCovered | None:
        """Why the data root has nothing of it: an invented country has no publications."""
        is_lacking = roots.current().demonstration
        what = f"{self.dataset.title}: not published for {areas.nation().in_text}"
        return NotCovered(what) if is_lacking else None

    @property
    def folder(self) -> Path:
        """Where what is made of it is kept."""
        return paths.cache_folder() / "datasets"

    @property
    def note(self) -> str:
        """How the figures in the repository were extracted."""
        return self.sidecar.note

    @cached_property
    def sidecar(self) -> Sidecar:
        """The sidecar of the file in the repository, its checksum verified."""
        return read_sidecar((roots.published() / self.dataset.file).with_suffix(".yaml"))

    @cached_property
    def found(self) -> list[Download]:
        """The downloads that hold figures of it."""
        return downloads.held(self.dataset)

    def fingerprint(self) -> list[str]:
        """Return the checksums of file, sidecar and downloads."""
        return [self.sidecar.sha256, keys.checksum(self.sidecar.path), *(download.sha256 for download in self.found)]

    def rows(self) -> Cleaned:
        """Clean the rows in the repository with those of the downloads."""
        return self.cleaned_with(self.found)

    def cleaned_with(self, found: Sequence[Download]) -> Cleaned:
        """Clean the rows in the repository with those of some files: all that is done when they are downloads."""
        dataset, sidecar = self.dataset, self.sidecar
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

    def of_area(self, figures: pd.DataFrame, area: areas.Area) -> pd.DataFrame:
        """Return the rows that are of an area: its totals as `ALL`, and those of its forces."""
        if area.name == self.dataset.area:
            return figures
        places.refuse_beyond(self.dataset, area, "published")
        return places.added_up(figures, self.dataset, area)

    def marked(self, rows: pd.DataFrame, figures: pd.DataFrame, *, all_vintages: bool) -> pd.DataFrame:
        """Say which rows are provisional and which revised, by the vintages that are held."""
        return vintages.mark(rows, figures, self.dataset)

    def coverage(self, *_: object) -> places.Coverage:
        """Nobody is waited for."""
        return places.Coverage()


@dataclass(frozen=True)
class Returned:
    """Figures that police forces, regions or the programme return.

    Parameters
    ----------
    dataset : Dataset
    as_at : date, optional
        Only what had been taken in on that day.
    """

    dataset: Dataset
    as_at: dt.date | None = None
    evidence: ClassVar = "return"
    flags: ClassVar = ("official", "covered", "suppressed")
    note: ClassVar = ""

    @cached_property
    def submissions(self) -> list[register.Submission]:
        """The returns that were held on the day, the earliest first."""
        return register.held(self.dataset, self.as_at)

    @property
    def lacking(self) -> NotCovered | None:
        """Why there is nothing of it: nobody has sent a return."""
        return None if self.submissions else NothingReturned(self.dataset.name, self.dataset.title)

    @property
    def folder(self) -> Path:
        """What is made of returns stays where the returns are."""
        return roots.returns() / ".cache"

    def fingerprint(self) -> list[str]:
        """Return the checksums of the returns, and the rules of disclosure."""
        made_from = [f"{each.sha256} {each.received}" for each in self.submissions]
        return [*made_from, disclosure.policy_text(), keys.checksum(disclosure.policy.policy_file())]

    def rows(self) -> Cleaned:
        """Add up what was returned, and take out what must not be seen.

        Small numbers about people are missing in it, and cannot be worked out from the others.
        """
        dataset = self.dataset
        table = returned.clean(dataset, [register.read(each, dataset) for each in self.submissions])
        release = register.release_of(dataset, self.submissions)
        table = disclosure.protect(table, dataset)
        table = add_vintages(table.assign(release=release.key, summed=False, partial=False), [release])
        checked = validation.checked(dataset, table, validation.nowhere(f"returns of {dataset.name}"))
        return Cleaned(checked, (release,), ())

    def of_area(self, figures: pd.DataFrame, area: areas.Area) -> pd.DataFrame:
        """Return the rows that are of an area; the totals over its forces were made with all others."""
        places.refuse_beyond(self.dataset, area, "returned")
        return places.picked(figures, self.dataset, area)

    def marked(self, rows: pd.DataFrame, figures: pd.DataFrame, *, all_vintages: bool) -> pd.DataFrame:
        """Mark nothing; two vintages side by side would give away what each of them leaves out."""
        if all_vintages:
            what = f"{self.dataset.title}: earlier returns are not shown beside the newest"
            raise NotCovered(what, ["What was held on a day is shown with `as_at`, one day at a time."])
        return rows

    def coverage(self, rows: pd.DataFrame, figures: pd.DataFrame, area: areas.Area) -> places.Coverage:
        """Say how many of those who should have returned figures did; see `places.coverage`."""
        return places.coverage(rows, figures, self.dataset, area)


Source = Published | Returned


def of(dataset: Dataset, as_at: dt.date | None = None) -> Source:
    """Return what a dataset is made from; published figures carry all their vintages, whatever the day."""
    return Returned(dataset, as_at) if dataset.form else Published(dataset)
