"""Where a figure comes from: publisher, title, release date, address, licence and checksum.

A sidecar (YAML) lies beside each data file and lists the releases that its figures were taken from. The releases that a
DataFrame was made of travel with it as ``frame.attrs["provenance"]`` to every chart and table drawn from it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd
import yaml

from analysis.errors import BadData, Where, refuse_unknown_fields

Kind = Literal["published", "return"]
Standing = Literal["official", "secondary"]

# The one in C is ten times as fast, and not built on every platform.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

EVENTS: dict[Kind, str] = {"published": "Released", "return": "Last return received"}
"""What happened to each kind of figures on the date of their release."""

_SIDECAR_FIELDS = ("title", "file", "sha256", "kind", "area", "unit", "licence", "note", "releases")
_RELEASE_FIELDS = ("key", "date", "publisher", "title", "address", "period", "standing", "note")
_OPTIONAL = {"note", "date"}


@dataclass(frozen=True)
class Release:
    """A publisher's release, as far as figures of it are kept here.

    Attributes
    ----------
    key : str
        Short name by which the rows of a data file refer to it.
    publisher, title, address, period : str
        As printed by the publisher; the address is that of the page of publication.
    date : datetime.date or None
        Day of publication, None where the source names none.
    standing : {"official", "secondary"}
        Secondary where the figure was read in somebody else's quotation of the publisher.
    kind : {"published", "return"}
        Published figures, or the programme's own returns.
    licence, note : str
        Terms of use; what a reader must know.
    downloaded : bool
        Whether the figures were read from the publisher's own file in ``data/downloads`` and not from the repository.
    """

    key: str
    publisher: str
    title: str
    date: dt.date | None
    address: str
    period: str
    standing: Standing
    kind: Kind
    licence: str
    note: str = ""
    downloaded: bool = False

    def __str__(self) -> str:
        released = f", {EVENTS[self.kind].lower()} {self.date.day} {self.date:%B %Y}" if self.date else ""
        through = " (figures read in a secondary source)" if self.standing == "secondary" else ""
        return f"{self.publisher}, {self.title}{released}{through}"


def kept(releases: Iterable[Release]) -> list[dict[str, Any]]:
    """Return releases as JSON can hold them; `held` reads them again."""
    return [asdict(release) | {"date": release.date and release.date.isoformat()} for release in releases]


def held(releases: Iterable[Mapping[str, Any]]) -> tuple[Release, ...]:
    """Return the releases that `kept` wrote."""
    return tuple(
        Release(**{**each, "date": dt.date.fromisoformat(each["date"]) if each["date"] else None}) for each in releases
    )


@dataclass(frozen=True)
class Provenance:
    """The releases that a table of figures was made from, oldest first."""

    releases: tuple[Release, ...]

    def __deepcopy__(self, memo: dict[int, Any]) -> Provenance:
        # pandas deep-copies attrs at each step, and this never changes.
        return self

    @property
    def kinds(self) -> set[Kind]:
        """The kinds of figures among the releases."""
        return {release.kind for release in self.releases}

    def newest(self) -> Release:
        """Return the release published last."""
        return max(self.releases, key=lambda release: release.date or dt.date.min)


@dataclass(frozen=True)
class Sidecar:
    """What the sidecar of a data file says about it.

    Attributes
    ----------
    path : Path
        The sidecar itself.
    title, area, unit, note : str
        What the file holds, the area that it covers, what one count is, what a reader must know.
    file : Path
        The data file.
    sha256 : str
        Its checksum, hexadecimal.
    releases : tuple of Release
        In order of publication.
    """

    path: Path
    title: str
    file: Path
    sha256: str
    area: str
    unit: str
    note: str
    releases: tuple[Release, ...]


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar and check that the data file beside it is the one it describes.

    Parameters
    ----------
    path : Path
        The YAML file.

    Returns
    -------
    Sidecar

    Raises
    ------
    BadData
        Where the sidecar is missing, lacks a field or has an unknown one, or where the data file is missing or its
        checksum differs.
    """
    content = _read_yaml(path)
    _check_fields(content, _SIDECAR_FIELDS, path, "the sidecar")
    releases = tuple(_release(entry, content, path) for entry in content["releases"])
    texts = {name: content[name] for name in ("title", "sha256", "area", "unit")}
    note = (content.get("note") or "").strip()
    sidecar = Sidecar(path=path, file=path.with_name(content["file"]), note=note, releases=releases, **texts)
    _check_file(sidecar)
    return sidecar


def sha256_of(path: Path) -> str:
    """Return the SHA-256 checksum of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def provenance_of(*frames: pd.DataFrame | pd.Series) -> Provenance:
    """Return the releases behind one or more tables.

    Parameters
    ----------
    *frames : DataFrame or Series
        Tables that come, through any steps that keep ``attrs``, from `analysis.load`.

    Returns
    -------
    Provenance
        Each release once, in order of publication; those of one day and title in the order of the tables.

    Raises
    ------
    ValueError
        Where a table has lost its provenance on the way.
    """
    found: dict[Release, None] = {}
    for frame in frames:
        provenance = frame.attrs.get("provenance")
        if provenance is None:
            raise ValueError("this table has lost its provenance: name the one it was made from with `source=`")
        # Rows that say which release they are from narrow the list down to those that are left.
        used = set(frame["release"]) if "release" in frame else {release.key for release in provenance.releases}
        found |= dict.fromkeys(release for release in provenance.releases if release.key in used)
    return Provenance(tuple(sorted(found, key=lambda release: (release.date or dt.date.min, release.title))))


def _read_yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BadData("there is no such sidecar", where=path.name, expected="a YAML file that names the sources")
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _SafeLoader)  # noqa: S506  # it is a safe loader
    except yaml.YAMLError as error:
        raise BadData(f"not readable as YAML ({error})", where=path.name) from error
    if not isinstance(content, dict):
        raise BadData("holds no fields", where=path.name, expected=", ".join(_SIDECAR_FIELDS))
    return content


def _check_fields(entry: Mapping[str, Any], fields: Iterable[str], path: Path, what: str) -> None:
    fields = tuple(fields)
    refuse_unknown_fields(entry, fields, path.name, what)
    if missing := [name for name in fields if name not in _OPTIONAL and not entry.get(name)]:
        raise BadData(f"{what} lacks '{missing[0]}'", where=path.name, expected=", ".join(fields))


def _release(entry: Mapping[str, Any], content: Mapping[str, Any], path: Path) -> Release:
    what = f"release '{entry.get('key', '?')}'"
    _check_fields(entry, _RELEASE_FIELDS, path, what)
    for field, value, allowed in (
        ("standing", entry["standing"], get_args(Standing)),
        ("kind", content["kind"], get_args(Kind)),
    ):
        if value not in allowed:
            raise BadData(f"{what}: {field} '{value}' is not known", where=path.name, expected=" or ".join(allowed))
    date = entry.get("date")
    if date is not None and not isinstance(date, dt.date):
        raise BadData(f"{what}: '{date}' is no date", where=path.name, expected="a day such as 2022-03-03")
    about = {**entry, "date": date, "period": str(entry["period"]), "note": (entry.get("note") or "").strip()}
    return Release(kind=content["kind"], licence=content["licence"], **about)


def _check_file(sidecar: Sidecar) -> None:
    if not sidecar.file.is_file():
        raise BadData(f"the data file '{sidecar.file.name}' is missing", where=sidecar.path.name)
    if (actual := sha256_of(sidecar.file)) != sidecar.sha256:
        raise BadData(
            f"the file is not the one that {sidecar.path.name} describes (SHA-256 {actual[:12]}…)",
            where=Where(sidecar.file),
            expected=f"SHA-256 {sidecar.sha256[:12]}…; if the change was meant, record the new checksum there",
        )
