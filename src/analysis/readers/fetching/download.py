"""Downloading official releases from GOV.UK: each file whole, checked, and with a sidecar that says where it is from.

A file takes its place in the folder only when all of it has arrived and it is what it should be. What is there stays:
another edition under the same name gets a name with its day of publication.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

import httpx

from analysis.errors import AnalysisError, BadData, NoNetwork, NotFetched
from analysis.provenance import read_sidecar, sha256_of
from analysis.readers.fetching.govuk import SPREADSHEETS, Attachment, Edition, newest_editions
from analysis.readers.fetching.publications import Publication, publications_of
from analysis.readers.fetching.sidecars import names_address, sidecar_of, write_sidecar
from analysis.readers.fetching.transfer import Site, open_client

SITE = "https://www.gov.uk"

Outcome = Literal["downloaded", "already here", "left out", "failed"]
OnProgress = Callable[[str, int, int | None], None]

_CHUNK = 1 << 20
_MEMBER = {".ods": "content.xml", ".xlsx": "xl/workbook.xml"}
_NOT_CSV = (b"<", b"{", b"PK\x03\x04", b"%PDF")


@dataclass(frozen=True)
class Fetched:
    """What became of a file that GOV.UK offers.

    Attributes
    ----------
    publication : str
        The series that it is of.
    title : str
        As printed on its page; of the series where its page could not be read.
    outcome : {"downloaded", "already here", "left out", "failed"}
        What became of it.
    file : Path or None
        Where it is.
    note : str
        Why, where there is something to say.
    """

    publication: str
    title: str
    outcome: Outcome
    file: Path | None = None
    note: str = ""

    def __str__(self) -> str:
        return ". ".join(
            part
            for part in (f"{self.publication}: {self.title}", self.file.name if self.file else "", self.note)
            if part
        )


def fetch(
    names: Iterable[str] = (),
    *,
    folder: Path,
    site: str = SITE,
    client: httpx.Client | None = None,
    on_progress: OnProgress = lambda name, done, total: None,
) -> list[Fetched]:
    """Download the newest releases behind datasets from GOV.UK.

    Parameters
    ----------
    names : iterable of str
        Datasets; without any, all whose publication is known.
    folder : Path
        Where the files and their sidecars go; it is made where there is none.
    site : str
        GOV.UK, or what answers like it.
    client : httpx.Client, optional
        Asks the site; without it, one that gives up after 10 seconds without a connection or 30 without a byte.
    on_progress : callable
        Called with the name of the file, the bytes that are here and all bytes, None where that is not known.

    Returns
    -------
    list of Fetched
        All files on the pages of the newest releases. One that failed does not keep the others from being fetched.

    Raises
    ------
    UnknownName
        Where no publication is known for a dataset.
    NoNetwork
        Where the site cannot be reached. What was fetched until then is in the folder.
    """
    publications = publications_of(names)
    with nullcontext(client) if client else open_client() as used:
        fetching = _Fetching(Site(site, used), folder, on_progress)
        return [fetched for publication in publications for fetched in fetching.publication(publication)]


@dataclass(frozen=True)
class _Fetching:
    site: Site
    folder: Path
    on_progress: OnProgress

    def publication(self, publication: Publication) -> Iterator[Fetched]:
        try:
            editions = newest_editions(self.site, publication)
        except NoNetwork:
            raise
        except AnalysisError as error:
            yield Fetched(publication.name, f"the page of {publication.name}", "failed", note=str(error))
            return
        for edition in editions:
            for title, reason in edition.left_out:
                yield Fetched(publication.name, title, "left out", note=reason)
            for attachment in edition.files:
                yield Fetched(publication.name, attachment.title, *self._try(publication, edition, attachment))

    def _try(
        self, publication: Publication, edition: Edition, attachment: Attachment
    ) -> tuple[Outcome, Path | None, str]:
        try:
            return self._obtain(publication, edition, attachment)
        except NoNetwork:
            raise
        except AnalysisError as error:
            return "failed", None, str(error)
        except OSError as error:
            return "failed", None, f"{attachment.name}: cannot be written to '{self.folder}' ({error.strerror})."

    def _obtain(
        self, publication: Publication, edition: Edition, attachment: Attachment
    ) -> tuple[Outcome, Path | None, str]:
        if here := _fetched_before(attachment, self.folder):
            return "already here", here, ""
        self.folder.mkdir(parents=True, exist_ok=True)
        arriving = self.folder / f".{attachment.name}.partial"
        try:
            self._download(attachment, arriving)
            here = _same_bytes(arriving, self.folder)
            if here and sidecar_of(here).is_file():
                return "already here", here, "published again, byte for byte the same"
            place = here or arriving.replace(_free_place(attachment, self.folder))
        finally:
            arriving.unlink(missing_ok=True)
        write_sidecar(place, publication, edition, attachment)
        return ("already here", place, "it has a sidecar now") if here else ("downloaded", place, "")

    def _download(self, attachment: Attachment, file: Path) -> None:
        self.site.download(attachment.address, file, lambda done, total: self.on_progress(attachment.name, done, total))
        _check_size(file, attachment)
        _check_content(file, attachment)


def _fetched_before(attachment: Attachment, folder: Path) -> Path | None:
    # GOV.UK gives each upload an address of its own, so the same address is the same file.
    for path in sorted(folder.glob("*.yaml")):
        if names_address(path, attachment.address):
            try:
                return read_sidecar(path).file
            except BadData:
                continue  # the file is gone or was changed: it is fetched again, and nothing here is overwritten
    return None


def _same_bytes(file: Path, folder: Path) -> Path | None:
    size, checksum = file.stat().st_size, sha256_of(file)
    for other in sorted(folder.iterdir()):
        if other.suffix.lower() in SPREADSHEETS and other.stat().st_size == size and sha256_of(other) == checksum:
            return other
    return None


def _free_place(attachment: Attachment, folder: Path) -> Path:
    wanted = folder / attachment.name
    place, number = wanted, 1
    while place.exists():
        again = f"_{number}" if number > 1 else ""
        place, number = wanted.with_stem(f"{wanted.stem}_{attachment.date}{again}"), number + 1
    return place


def _check_size(file: Path, attachment: Attachment) -> None:
    size = file.stat().st_size
    if attachment.size not in (None, size):
        raise NotFetched(
            f"{size:,} bytes came", where=attachment.address, expected=f"{attachment.size:,}, as the page says"
        )


def _check_content(file: Path, attachment: Attachment) -> None:
    kind = Path(attachment.name).suffix.lower()
    if not (_is_csv(file) if kind == ".csv" else _is_workbook(file, _MEMBER[kind])):
        raise NotFetched(f"what came is damaged or something else than {kind[1:].upper()}", where=attachment.address)


def _is_workbook(file: Path, member: str) -> bool:
    try:
        with ZipFile(file) as archive:
            return member in archive.namelist() and archive.testzip() is None
    except (BadZipFile, zlib.error, EOFError, RuntimeError):
        return False


def _is_csv(file: Path) -> bool:
    with file.open("rb") as content:
        begins = content.read(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip()
        content.seek(0)
        whole = not any(b"\0" in chunk for chunk in iter(lambda: content.read(_CHUNK), b""))
    return bool(begins) and not begins.startswith(_NOT_CSV) and whole
