"""Counts in a return: whole numbers of zero or more, and nothing that would have to be guessed at.

A comma between thousands (``1,234``) and a decimal part of zeros (``12.0``, as some programs export whole numbers)
say the same number in another way and are read as it. All else is refused.
"""

from __future__ import annotations

import re

from analysis.readers.cells import squeeze
from analysis.returns.faults import Complaint, Kind, shown

MOST = 1_000_000_000
"""More than anything that is counted here, pounds among it."""

_WHOLE = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?")
_SIGNED = re.compile(r"[-−–] ?([0-9][0-9,]*)(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"([0-9][0-9,]*)\.[0-9]+")
_FIGURES = re.compile(r"[0-9]+(?:,[0-9]{3})*")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_ZEROS = {"-", "–", "—", "nil", "none", "no", "zero", "nought", "o"}
_YES, _NO = {"yes", "y", "true", "x", "✓"}, {"no", "n", "false"}
_EXPECTED = "a whole number of 0 or more"


def is_number(text: str) -> bool:
    """Tell whether a text is a number, whichever."""
    plain = squeeze(text)
    return bool(_WHOLE.fullmatch(plain) or _SIGNED.fullmatch(plain) or _DECIMAL.fullmatch(plain))


def count(text: str) -> str | Complaint:
    """Read a count.

    Parameters
    ----------
    text : str
        Content of a cell.

    Returns
    -------
    str or Complaint
        The figures alone.
    """
    plain = squeeze(text)
    if whole := _WHOLE.fullmatch(plain):
        figures = whole[1].replace(",", "").lstrip("0") or "0"
        if len(figures) > len(str(MOST)) or int(figures) > MOST:
            return Complaint(Kind.TOO_LARGE, f"'{shown(text)}' is more than can be", f"a number up to {MOST:,}")
        return figures
    if signed := _SIGNED.fullmatch(plain):
        near = (signed[1].replace(",", ""),)
        return Complaint(Kind.NEGATIVE, f"'{shown(text)}' is below zero", _EXPECTED, near)
    if decimal := _DECIMAL.fullmatch(plain):
        below = int(decimal[1].replace(",", ""))
        what = f"'{shown(text)}' is no whole number"
        return Complaint(Kind.NOT_WHOLE, what, _EXPECTED, (str(below), str(below + 1)))
    return _not_a_number(text, plain)


def state(text: str) -> str | Complaint:
    """Read whether something holds: 1 where it does, 0 where it does not."""
    plain = squeeze(text).casefold()
    whole = _WHOLE.fullmatch(plain)
    if whole and whole[1] in ("0", "1"):
        return whole[1]
    near = ("1",) if plain in _YES or whole else ("0",) if plain in _NO | _ZEROS else ()
    return Complaint(Kind.STATE, f"'{shown(text)}' is neither 1 nor 0", "1 where it holds, 0 where it does not", near)


def _not_a_number(text: str, plain: str) -> Complaint:
    found = _FIGURES.findall(plain)
    if _SPACED.fullmatch(plain) or (len(found) == 1 and not plain.startswith(("<", ">", "~"))):
        near = (plain.replace(" ", "") if _SPACED.fullmatch(plain) else found[0].replace(",", ""),)
        return Complaint(
            Kind.UNIT, f"'{shown(text)}' is more than a number", f"{_EXPECTED}, and nothing beside it", near
        )
    zero = ("0",) if plain.casefold() in _ZEROS else ()
    due = f"{_EXPECTED}; small numbers are left out when figures are shown, and not here"
    return Complaint(Kind.TEXT, f"'{shown(text)}' is no number", due, zero)
