"""Related publications that a notebook can point its readers to, by theme.

The list lies in ``data/reference/bibliography.csv`` with a sidecar that names the page it was read on. It says what
that page says and no more: where the page names no publisher, year or address, there is none here.
"""

from __future__ import annotations

import pandas as pd

from analysis import roots
from analysis.errors import UnknownName, nearest_names
from analysis.provenance import Provenance, read_sidecar

NOT_GIVEN = "not given"

_HEADINGS = {
    "publisher": "Publisher",
    "year": "Year",
    "theme": "Theme",
    "region": "Region",
    "about": "What it is about",
    "address": "Address",
}


def themes() -> tuple[str, ...]:
    """Return the themes of the list, in alphabetical order."""
    return tuple(sorted({theme for entry in _entries()["theme"] for theme in entry.split("; ")}))


def entries(*about: str) -> pd.DataFrame:
    """Return the publications on one or more themes.

    Parameters
    ----------
    *about : str
        Themes, see `themes`; without any, the whole list.

    Returns
    -------
    DataFrame
        Text over the titles: `Publisher`, `Year`, `Theme`, `Region`, `What it is about`, `Address`, each ``not given``
        where the page does not say it; a column in which it says nothing at all is left out. Ready for `tables.table`.

    Raises
    ------
    UnknownName
        Where the list has no such theme.

    Examples
    --------
    >>> entries("wage theft").index[0]
    'Money Heist: COVID 19 Wage Theft in Global Garment Supply Chains'
    """
    known = themes()
    for theme in about:
        if theme not in known:
            raise UnknownName(
                f"no publication listed is about '{theme}'",
                expected=" or ".join(known),
                nearest=nearest_names(theme, known),
            )
    listed = _entries()
    chosen = [not about or bool(set(about) & set(entry.split("; "))) for entry in listed["theme"]]
    found = listed[chosen].set_index("title")[list(_HEADINGS)].rename(columns=_HEADINGS)
    shown = found.loc[:, (found != "").any()].replace("", NOT_GIVEN)
    shown.attrs = dict(listed.attrs)
    return shown


def _entries() -> pd.DataFrame:
    sidecar = read_sidecar(roots.reference() / "bibliography.yaml")
    listed = pd.read_csv(sidecar.file, dtype=str, keep_default_na=False)
    listed.attrs["provenance"] = Provenance(sidecar.releases)
    return listed
