"""Sidecars of downloaded files, in the form that `analysis.provenance.read_sidecar` reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from analysis.provenance import sha256_of
from analysis.readers.fetching.govuk import MONTHS, Attachment, Edition
from analysis.readers.fetching.publications import Publication

LICENCE = "Open Government Licence v3.0"

_QUARTERS = ("January to March", "April to June", "July to September", "October to December")
_QUARTER = re.compile(rf"(?P<months>{'|'.join(_QUARTERS)}) (?P<year>\d{{4}})")
_DAY = rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?"
_ENDING = rf"(?:(?:year|quarter|month|week)s? ending )?{_DAY}"
_PERIODS = (re.compile(rf"{_ENDING}(?: (?:to|and) {_ENDING})?(?: onwards)?"), re.compile(r"\b\d{4}(?: to \d{4})?\b"))


def sidecar_of(file: Path) -> Path:
    """Return where the sidecar of a downloaded file lies."""
    return file.with_name(f"{file.name}.yaml")


def names_address(sidecar: Path, address: str) -> bool:
    """Whether a sidecar says that its file was downloaded from an address."""
    return f"<{address}>" in sidecar.read_text(encoding="utf-8", errors="replace")


def write_sidecar(file: Path, publication: Publication, edition: Edition, attachment: Attachment) -> Path:
    """Write the sidecar of a downloaded file, whole or not at all.

    Parameters
    ----------
    file : Path
        In its place.
    publication, edition, attachment : Publication, Edition, Attachment
        What it is of, and what its page says.

    Returns
    -------
    Path
        The sidecar.
    """
    content: dict[str, Any] = {
        "title": attachment.title,
        "file": file.name,
        "sha256": sha256_of(file),
        "kind": "published",
        "area": publication.area,
        "unit": publication.unit,
        "licence": LICENCE,
        "note": (
            f"Contains public sector information licensed under the {LICENCE}. The publisher's own file, downloaded "
            f"from <{attachment.address}>."
        ),
        "releases": [
            {
                "key": f"{publication.name}-{attachment.date}",
                "date": attachment.date,
                "publisher": edition.publisher,
                "title": edition.title,
                "address": edition.address,
                "period": _period(attachment.title, edition.title),
                "standing": "official",
                "note": _note(edition, attachment),
            }
        ],
    }
    place = sidecar_of(file)
    beside = place.with_name(f".{place.name}.partial")
    with beside.open("w", encoding="utf-8", newline="\n") as text:
        # An address must not be broken over two lines, lest `names_address` miss it.
        yaml.safe_dump(content, text, sort_keys=False, allow_unicode=True, width=float("inf"))
    return beside.replace(place)


def _period(*titles: str) -> str:
    # A quarter is written as periods are everywhere: tables that do not name theirs take it from here.
    for title in titles:
        if quarter := _QUARTER.search(title):
            return f"{quarter['year']} Q{_QUARTERS.index(quarter['months']) + 1}"
    for pattern in _PERIODS:
        for title in titles:
            for found in pattern.finditer(title):
                if re.search(r"\d{4}", found[0]):
                    return found[0]
    return "as the file says"


def _note(edition: Edition, attachment: Attachment) -> str:
    if attachment.dated:
        date = "The date is that in the file's name, on which its page was updated."
    else:
        date = "The date is that of the last update of the page: the file itself may have been there before."
    return f"{date} Of its last update ({edition.updated}) the page says: {edition.change}" if edition.change else date
