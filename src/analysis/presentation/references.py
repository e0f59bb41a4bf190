"""The list of sources at the end of a page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from analysis import periods
from analysis.presentation.display import Displayed
from analysis.presentation.markdown import is_link
from analysis.provenance import EVENTS, Kind, Provenance, Standing

_DOWNLOADED = "Read from the downloaded file, not from the repository."


@dataclass(frozen=True)
class SourceEntry:
    """A release in the list of sources.

    Attributes
    ----------
    publisher, title : str
        As printed by the publisher.
    released : str
        Day of publication, in words.
    period : str
        What the release covers.
    address : str
        Its page on the web, or where else it is to be had.
    licence : str
        Terms of use.
    standing : {"official", "secondary"}
        Secondary where the figures were read in somebody else's quotation.
    note : str
        What a reader must know.
    kind : {"published", "return"}
        Which says what its day is of: of publication, or of the last return.
    date : str
        Day of publication, as ``2022-03-03``.
    """

    publisher: str
    title: str
    released: str
    period: str
    address: str
    licence: str
    standing: Standing
    note: str = ""
    kind: Kind = "published"
    date: str = ""

    @property
    def linked(self) -> bool:
        """Whether the address is one of the web or of e-mail."""
        return is_link(self.address)

    @property
    def details(self) -> str:
        """What there is to say beside publisher, title and link, in sentences."""
        said = [
            f"{EVENTS[self.kind]}: {self.released}" if self.released else "",
            f"Covers: {self.period}" if self.period else "",
            f"Licence: {self.licence}" if self.licence else "",
            f"Address: {self.address}" if self.address and not self.linked else "",
            "Figures read in a secondary source" if self.standing == "secondary" else "",
            self.note.strip(),
        ]
        return " ".join(f"{sentence.rstrip('.')}." for sentence in said if sentence)


@dataclass(frozen=True)
class Sources(Displayed):
    """The list of sources at the end of a page."""

    entries: tuple[SourceEntry, ...]

    def __str__(self) -> str:
        return "\n".join(
            f"{entry.publisher}: {entry.title}. {entry.details} {entry.address if entry.linked else ''}".rstrip()
            for entry in self.entries
        )

    def _fields(self) -> dict[str, Any]:
        entries = [{**asdict(entry), "linked": entry.linked, "details": entry.details} for entry in self.entries]
        return {"object": "sources", "entries": entries}


def sources(provenance: Provenance) -> Sources:
    """List releases, newest first, with their addresses.

    Parameters
    ----------
    provenance : Provenance

    Returns
    -------
    Sources
    """
    return Sources(
        tuple(
            SourceEntry(
                publisher=release.publisher,
                title=release.title,
                released=periods.day(release.date) if release.date else "date not given",
                period=release.period,
                address=release.address,
                licence=release.licence,
                standing=release.standing,
                note=f"{release.note} {_DOWNLOADED}".strip() if release.downloaded else release.note,
                kind=release.kind,
                date=release.date.isoformat() if release.date else "",
            )
            for release in reversed(provenance.releases)
        )
    )
