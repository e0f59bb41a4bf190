"""Texts in a return: what no cell may hold, and what a reference may not."""

from __future__ import annotations

import re
import unicodedata

from analysis.readers.cells import squeeze
from analysis.returns.cells import counts
from analysis.returns.faults import Complaint, Kind, shown
from analysis.spreadsheets import BEGINNINGS, is_run

LONGEST_REFERENCE = 40
LONGEST = 200

_PATH = re.compile(r"\.\.|\\|^[/~]|^[A-Za-z]:|://|%2e|%2f", re.IGNORECASE)
_PERSONAL = {
    "an e-mail address": re.compile(r"\S@\S"),
    "a telephone number": re.compile(r"(?<!\d)(?:\(?0|00 ?44|44 ?7)(?:[ -]?\d\)?){9,10}(?!\d)"),
    "a National Insurance number": re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),
    "a date of birth": re.compile(r"\bborn\b|\bd\.?o\.?b\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b", re.IGNORECASE),
    "the name of a person": re.compile(
        r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b|^(?!Op|Project|Course)[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)+$"
    ),
}


def refuse(text: str) -> Complaint | None:
    """Say what is wrong with a text in whichever cell it stands.

    Parameters
    ----------
    text : str
        Content of a cell, with the blanks around it.

    Returns
    -------
    Complaint or None
        Where it begins as a formula does, holds characters that cannot be seen, or is longer than any right value.
    """
    if is_run(text) and not counts.is_number(text) and len(squeeze(text)) > 1:
        bare = squeeze(text).lstrip(f"{BEGINNINGS} ")
        near = (bare,) if isinstance(counts.count(bare), str) else ()
        due = "a plain value: nothing in a return is worked out"
        return Complaint(Kind.FORMULA, f"'{shown(text)}' would be run as a formula", due, near)
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") and not letter.isspace() for letter in text):
        visible = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
        what = f"'{shown(text)}' holds characters that cannot be seen"
        return Complaint(Kind.CONTROL, what, "letters, figures and signs", (squeeze(visible),) if visible else ())
    if len(squeeze(text)) > LONGEST:
        return Complaint(
            Kind.LONG, f"'{shown(text)}' is {len(squeeze(text))} characters long", f"{LONGEST} at the most"
        )
    return None


def reference(text: str) -> str | Complaint:
    """Read the reference of a record, which names a record and nobody.

    Parameters
    ----------
    text : str
        Content of a cell.

    Returns
    -------
    str or Complaint
        With single blanks. What looks like personal data is not repeated in the complaint.
    """
    plain = squeeze(text)
    if len(plain) > LONGEST_REFERENCE:
        what = f"'{shown(text)}' is {len(plain)} characters long"
        return Complaint(Kind.LONG, what, f"a number or short name of {LONGEST_REFERENCE} characters at the most")
    due = "a number of the record, such as OPT-0042, that names nobody"
    if plain.startswith(tuple(BEGINNINGS)):
        return Complaint(Kind.FORMULA, f"'{shown(text)}' begins as a formula does", due)
    for kind, pattern in _PERSONAL.items():
        if pattern.search(plain):
            return Complaint(Kind.PERSONAL, f"'{shown(plain[:1])}…' looks like {kind}", due)
    if _PATH.search(plain):
        return Complaint(Kind.PATH, f"'{shown(text)}' looks like the path of a file", due)
    return plain
