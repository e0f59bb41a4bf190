"""What the project's `report.toml` says: programme, contact, markings, logo, small base, and the editions of years."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis import paths, periods
from analysis.errors import BadData, UnknownName, Where, nearest_names, refuse_unknown_fields

_FIELDS = ("programme", "short", "contact", "markings", "licence", "logo", "small_base", "editions")
_EDITION = ("number", "date", "next_update", "correction", "corrected", "superseded_by")
_LEAST_BASE, _MOST_BASE = 10, 1000


@dataclass(frozen=True)
class Edition:
    """An edition of the pages of a year.

    Attributes
    ----------
    number : int
    date : date
        Of the edition, not of the run that made it.
    next_update, correction, superseded_by : str
        When figures will next be added; what was corrected; what takes the place of this edition. Empty where there is
        nothing to say.
    corrected : tuple of str
        The notebooks whose pages the correction concerns; all of them without any.
    """

    number: int
    date: dt.date
    next_update: str = ""
    correction: str = ""
    superseded_by: str = ""
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What stands at the head of every page.

    Attributes
    ----------
    programme, short, contact, licence : str
    markings : tuple of str
        The protective markings allowed, the lowest first.
    editions : dict of str to Edition
        By financial year.
    logo : Path or None
        A PNG or SVG file.
    small_base : int
        A change from a count below it is given as two counts, without a percentage.
    """

    programme: str
    short: str
    markings: tuple[str, ...]
    contact: str = ""
    licence: str = ""
    editions: dict[str, Edition] = field(default_factory=dict)
    logo: Path | None = None
    small_base: int = 30

    def check_marking(self, marking: str) -> str:
        """Return a marking that is allowed.

        Raises
        ------
        UnknownName
            Where it is another one, or empty.
        """
        if marking not in self.markings:
            raise UnknownName(
                f"'{marking}' is no protective marking of report.toml",
                expected=" or ".join(self.markings),
                nearest=nearest_names(marking, self.markings),
            )
        return marking

    def highest(self, *markings: str) -> str:
        """Return the highest of some markings, the lowest allowed where there is none.

        Raises
        ------
        UnknownName
            Where one is not allowed.
        """
        return max(map(self.check_marking, markings), key=self.markings.index, default=self.markings[0])


def current() -> Settings:
    """Return the settings of the project.

    Raises
    ------
    BadData
        Where `report.toml` is missing, cannot be read, or lacks or misspells a field.

    Examples
    --------
    >>> current().short
    'MSOIC'
    """
    path = paths.root() / "report.toml"
    return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)


@cache
def _read(path: Path, _: int) -> Settings:
    where = Where(path)
    if not path.is_file():
        raise BadData("there is no report.toml", where=where, expected=", ".join(_FIELDS))
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f"cannot be read as TOML ({error})", where=where) from error
    refuse_unknown_fields(content, _FIELDS, where)
    markings = content.get("markings")
    if not isinstance(markings, list) or not markings or not all(isinstance(each, str) and each for each in markings):
        raise BadData("'markings' is no list of texts", where=where, expected='such as ["OFFICIAL"]')
    texts = {name: content.get(name, "") for name in ("programme", "short", "contact", "licence", "logo")}
    if wrong := [name for name, text in texts.items() if not isinstance(text, str)]:
        raise BadData(f"'{wrong[0]}' is no text", where=where)
    if not texts["programme"]:
        raise BadData("the programme has no name", where=where, expected='programme = "..."')
    editions = {year: _edition(year, entry, where) for year, entry in content.get("editions", {}).items()}
    logo = _logo(path.parent / drawn, where) if (drawn := texts.pop("logo")) else None
    base = content.get("small_base", Settings.small_base)
    if type(base) is not int or not _LEAST_BASE <= base <= _MOST_BASE:
        expected = f"a whole number from {_LEAST_BASE} to {_MOST_BASE}, such as 30"
        raise BadData(f"small_base is '{base}'", where=where, expected=expected)
    return Settings(**texts, markings=tuple(markings), editions=editions, logo=logo, small_base=base)


def _logo(path: Path, where: Where) -> Path:
    if not path.is_file():
        raise BadData(f"there is no logo '{path.name}' in '{path.parent}'", where=where, expected="a PNG or SVG file")
    with path.open("rb") as file:
        start = file.read(2000)
    if not start.startswith(b"\x89PNG\r\n") and b"<svg" not in start:
        raise BadData(f"the logo '{path.name}' is neither PNG nor SVG", where=where, expected="a PNG or SVG file")
    return path


def _edition(year: str, entry: dict[str, Any], where: Where) -> Edition:
    periods.financial_year(year)
    refuse_unknown_fields(entry, _EDITION, where)
    if not isinstance(entry.get("number"), int) or not isinstance(entry.get("date"), dt.date):
        raise BadData(f"edition {year} lacks its number or date", where=where, expected="number = 1, date = 2026-11-27")
    corrected = entry.get("corrected", [])
    if not isinstance(corrected, list):
        raise BadData(f"'corrected' of edition {year} is no list", where=where, expected='such as ["nrm_referrals"]')
    if entry.get("correction") and entry["number"] < 2:
        raise BadData(f"edition {year} has a correction and is the first", where=where, expected="the next number")
    known = {path.stem for path in paths.notebooks().rglob("*.ipynb")}
    if unknown := [str(each) for each in corrected if each not in known]:
        what = f"edition {year} corrects the page of a notebook that is not there, '{unknown[0]}'"
        raise BadData(what, where=where, nearest=nearest_names(unknown[0], known))
    return Edition(**{**entry, "corrected": tuple(corrected)})
