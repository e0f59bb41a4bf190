"""What GOV.UK's content API says of a publication: its newest release, and the files of it.

A page has its content at ``/api/content/`` and its path (https://content-api.publishing.service.gov.uk). A collection
lists its pages in ``links.documents``; a page lists its files in ``details.attachments`` and the days on which it was
changed in ``details.change_history`` (https://docs.publishing.service.gov.uk/content-schemas.html).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from analysis.errors import NotFetched
from analysis.readers.fetching.publications import Publication
from analysis.readers.fetching.transfer import Site

SPREADSHEETS = (".ods", ".xlsx", ".csv")

_RELEASE_PAGE = re.compile(r"/government/(statistics|statistical-data-sets)/[^/]+")
MONTHS = tuple(calendar.month_name[1:])
_LONDON = ZoneInfo("Europe/London")
_MOST_MOVES = 3
_LONGEST_STEM = 120
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Attachment:
    """A file of a page.

    Attributes
    ----------
    title : str
        As printed on the page.
    name : str
        A file name that is safe on any system.
    address : str
        In full.
    size : int or None
        Bytes, where the page says so.
    date : datetime.date
        Day of publication: of the page's days, the newest that the file's name names, or else that of its last update.
    dated : bool
        Whether the file's name says so.
    """

    title: str
    name: str
    address: str
    size: int | None
    date: dt.date
    dated: bool


@dataclass(frozen=True)
class Edition:
    """A page with files, as it is now.

    Attributes
    ----------
    title, publisher, address : str
        As printed, and where.
    first, updated : datetime.date
        Day of first publication and of the last update, in London.
    change : str
        What the page says of its last update.
    files : tuple of Attachment
        The spreadsheets of the publication.
    left_out : tuple of (str, str)
        What else the page offers, and why it is not among them.
    """

    title: str
    publisher: str
    address: str
    first: dt.date
    updated: dt.date
    change: str
    files: tuple[Attachment, ...]
    left_out: tuple[tuple[str, str], ...]


def newest_editions(site: Site, publication: Publication) -> list[Edition]:
    """Return the newest release of a publication, and what was corrected since.

    Parameters
    ----------
    site : Site
        GOV.UK.
    publication : Publication
        Its page is read and, of a collection, the pages listed there, newest first.

    Returns
    -------
    list of Edition
        The page itself; of a collection, the pages with files of the publication that were first published or updated
        on or after the day on which the newest of them came out.

    Raises
    ------
    NotFetched
        Where the site does not give the pages, or none has a file of the publication.
    """
    item = _read_item(site, publication.page)
    if item.get("schema_name") == "document_collection":
        editions = _newest_listed(site, item, publication)
    else:
        editions = [_edition(site, item, publication)]
    if not any(edition.files for edition in editions):
        named = f" with a name that begins as '{publication.files}' does" if publication.files else ""
        raise NotFetched(
            "there is no file of the publication",
            where=site.resolve(publication.page),
            expected=f"an ODS, XLSX or CSV file{named}",
        )
    return editions


def _newest_listed(site: Site, item: dict[str, Any], publication: Publication) -> list[Edition]:
    pages = [
        (_day(_text(page, "public_updated_at")), _text(page, "base_path"))
        for page in _entries(item, "links", "documents")
        if _RELEASE_PAGE.fullmatch(_text(page, "base_path")) and not page.get("withdrawn")
    ]
    found: list[Edition] = []
    for updated, path in sorted(pages, reverse=True):
        # A page that was last updated before a release came out holds none that is newer.
        if found and updated < max(edition.first for edition in found):
            break
        edition = _edition(site, _read_item(site, path), publication)
        if edition.files:
            found.append(edition)
    newest = max((edition.first for edition in found), default=dt.date.max)
    return [edition for edition in found if edition.updated >= newest]


def _read_item(site: Site, page: str) -> dict[str, Any]:
    path = page
    for _ in range(_MOST_MOVES):
        item = site.read_json(f"/api/content{path}")
        if item.get("withdrawn_notice"):
            raise NotFetched("the page was withdrawn", where=site.resolve(path))
        if item.get("schema_name") != "redirect":
            return item
        moves = {_text(move, "path"): _text(move, "destination") for move in _entries(item, "redirects")}
        path = re.split("[?#]", moves.get(path, ""))[0]
        if not path.startswith("/"):
            break
    raise NotFetched("the page has moved, and not to a place that can be followed", where=site.resolve(page))


def _edition(site: Site, item: dict[str, Any], publication: Publication) -> Edition:
    changes = sorted(
        (_day(_text(change, "public_timestamp")), str(change.get("note") or ""))
        for change in _entries(item, "details", "change_history")
    )
    updated = _day(_text(item, "public_updated_at"))
    first = _day(item["first_published_at"]) if item.get("first_published_at") else updated
    days = {first, updated, *(day for day, _ in changes)}
    files, left_out = [], []
    for entry in _entries(item, "details", "attachments"):
        attachment = _attachment(entry, days, updated)
        if reason := _why_not(entry, attachment.name, publication):
            left_out.append((attachment.title, reason))
        else:
            files.append(attachment)
    return Edition(
        title=_text(item, "title"),
        publisher=_publisher(item),
        address=site.resolve(_text(item, "base_path")),
        first=first,
        updated=updated,
        change=" ".join(changes[-1][1].split()) if changes else "",
        files=tuple(files),
        left_out=tuple(left_out),
    )


def _attachment(entry: dict[str, Any], days: Iterable[dt.date], updated: dt.date) -> Attachment:
    address, size = _text(entry, "url"), entry.get("file_size")
    name = safe_name(str(entry.get("filename") or unquote(urlsplit(address).path)))
    named = [day for day in days if _names_day(name, day)]
    return Attachment(
        title=" ".join(_text(entry, "title").split()),
        name=name,
        address=address,
        size=size if isinstance(size, int) else None,
        date=max(named, default=updated),
        dated=bool(named),
    )


def _why_not(entry: dict[str, Any], name: str, publication: Publication) -> str:
    if entry.get("attachment_type", "file") != "file":
        return "not a file"
    if PurePosixPath(name).suffix.lower() not in SPREADSHEETS:
        return "neither ODS, XLSX nor CSV"
    return "" if publication.wants(name) else "of another series"


def safe_name(text: str) -> str:
    """Return a file name that stays in its folder, and is allowed on any system.

    Parameters
    ----------
    text : str
        A name or a path, as a site gives it.

    Returns
    -------
    str
        The last part of it, with letters, digits, spaces and ``. _ - ( ) , +`` as they are and ``_`` for the rest.
    """
    last = re.split(r"[/\\]", text)[-1]
    allowed = re.sub(r"[^\w .,()+-]", "_", last).strip(". ")
    path = PurePosixPath(allowed or "unnamed")
    stem = path.stem[:_LONGEST_STEM].rstrip(". ")
    return f"{'_' if _RESERVED.match(stem) else ''}{stem}{path.suffix}"


def _names_day(name: str, day: dt.date) -> bool:
    words = " ".join(["", *re.findall(r"[^\W_]+", name.casefold()), ""])
    month = MONTHS[day.month - 1].casefold()
    forms = (f"{day:%d%m%y}", f"{day:%d%m%Y}", f"{day:%Y%m%d}", f"{day:%Y %m %d}", f"{day:%d} {month} {day.year}")
    return any(f" {form} " in words for form in (*forms, f"{day.day} {month} {day.year}"))


def _publisher(item: dict[str, Any]) -> str:
    organisations = _entries(item, "links", "primary_publishing_organisation") or _entries(
        item, "links", "organisations"
    )
    if not organisations:
        raise _undocumented("organisations")
    return " and ".join(_text(organisation, "title") for organisation in organisations)


def _day(moment: str) -> dt.date:
    try:
        return dt.datetime.fromisoformat(moment).astimezone(_LONDON).date()
    except ValueError as error:
        raise _undocumented(moment) from error


def _text(entry: dict[str, Any], field: str) -> str:
    value = entry.get(field)
    if not (isinstance(value, str) and value.strip()):
        raise _undocumented(field)
    return value


def _entries(item: dict[str, Any], *fields: str) -> list[dict[str, Any]]:
    value: Any = item
    for field in fields:
        if not isinstance(value, dict):
            raise _undocumented(".".join(fields))
        value = value.get(field, {})
    entries = value or []
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise _undocumented(".".join(fields))
    return entries


def _undocumented(what: str) -> NotFetched:
    return NotFetched(
        f"GOV.UK's content API answers in another form than it documents: see '{what}'",
        expected="the form at https://docs.publishing.service.gov.uk/content-schemas.html",
    )
