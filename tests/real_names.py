"""What is called something in the world: police forces, regions, countries, and what their nationals are called."""

import csv
import re
import tomllib

from babel import Locale

from tests.shared_data import ROOT


def places() -> set[str]:
    """Return names of police forces, regions and countries."""
    names = {row["name"] for name in ("police_forces", "regions") for row in _rows(name)}
    names |= {name.removesuffix(" region") for name in names}
    countries = {name for code, name in Locale("en").territories.items() if len(code) == 2}
    return names | countries | {"England", "Wales", "Scotland", "Northern Ireland", "Great Britain", "UK", "Britain"}


def nationalities() -> set[str]:
    """Return names of nationalities: those that returns name, and some more."""
    known = tomllib.loads((ROOT / "data" / "root.toml").read_text(encoding="utf-8"))["nationalities"]
    return {*known, "English", "Welsh", "Scottish", "Irish", "French", "German", "Syrian"}


def found_in(text: str) -> set[str]:
    """Return the real names in a text."""
    return set(_PATTERN.findall(text))


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_LONGEST_FIRST = sorted(places() | nationalities(), key=len, reverse=True)
_PATTERN = re.compile(rf"\b(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})\b")
