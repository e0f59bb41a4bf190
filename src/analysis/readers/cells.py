"""Parsing of columns of cells: text, numbers, dates, and the marks that stand in them or beside them.

All functions take the cells of one column as calamine or a CSV gives them and work on its distinct values, so that
200,000 rows cost little beside calamine's own time. What is not plainly right is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadData, Where, nearest_names

# The Government Analysis Function's shorthand for cells of statistical tables:
# https://analysisfunction.civilservice.gov.uk/policy-store/symbols-in-tables-definitions-and-help/
MISSING = {
    "[x]": "not available",
    "[z]": "not applicable",
    "[c]": "withheld to protect people's identity",
    "[w]": "withheld",
    "[low]": "rounds to zero but is not zero",
}
_FLAG = r"\[(?:p|r|e|u|notes? [^\[\]]{0,40})\]"
_FLAGS_AFTER = re.compile(rf"(?: ?{_FLAG})+$", re.IGNORECASE)
_NOTE = re.compile(r" ?\[notes? [^\[\]]{0,40}\]", re.IGNORECASE)
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
_NUMBER = re.compile(r"[-\u2212]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_MOST = 2**53
_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y")

Place: TypeAlias = Callable[[int], Where]
Marks: TypeAlias = dict[str, NDArray[np.intp]]


def squeeze(text: str) -> str:
    """Return a text with every run of white space, line breaks among it, made one space."""
    return " ".join(text.split())


def without_notes(text: str) -> str:
    """Return a squeezed text without its footnote marks, such as `[note 3]`."""
    return squeeze(_NOTE.sub("", squeeze(text)))


def notes_in(cell: Any) -> list[str]:
    """Return the footnote marks in a cell, such as `[note 3]`."""
    return [mark.strip() for mark in _NOTE.findall(squeeze(str(cell)))]


def as_text(cell: Any) -> str:
    """Return a cell as text, a whole number without a decimal part."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def short(cell: Any) -> str:
    """Return a cell as text for a message, cut where it is long."""
    text = squeeze(as_text(cell))
    return text if len(text) <= 60 else f"{text[:60]}…"


def texts(cells: Sequence[Any], place: Place, *, blank: bool, labels: Mapping[str, str]) -> tuple[Any, Marks]:
    """Parse a column of text.

    Numbers become text without a decimal part (an offence code 106.0 is `106`); white space is squeezed and footnote
    marks are taken off; every other text stays as it is, `N/A` among it.

    Parameters
    ----------
    cells : sequence
        The cells.
    place : callable
        Gives the place of a cell by its position.
    blank : bool
        Whether a blank cell is right.
    labels : mapping
        Labels to be written otherwise, such as the age bands of earlier releases.

    Returns
    -------
    array of str, dict of str to array of int
        One text for each cell; the positions of the cells that carried a footnote mark, by mark.

    Raises
    ------
    BadData
        Where a cell holds a date, a truth value or an error, or is blank and must not be.
    """
    codes, distinct = _distinct(cells, place, (str, int, float), "text")
    written = [squeeze(as_text(value)) for value in distinct]
    plain = [without_notes(text) for text in written]
    for code, text in enumerate(plain):
        if text in _ERRORS:
            raise BadData(f"the cell holds the error {text}", where=place(_first(codes == code)), expected="text")
        if not text and not blank:
            raise BadData("the cell is blank", where=place(_first(codes == code)), expected="text")
    marks: Marks = {}
    for code, (text, bare) in enumerate(zip(written, plain, strict=True)):
        for note in notes_in(text) if text != bare else ():
            marks[note] = np.union1d(marks.get(note, np.array([], dtype=np.intp)), np.flatnonzero(codes == code))
    return pd.array([labels.get(text, text) for text in plain], dtype="str").take(codes), marks


def numbers(
    cells: Sequence[Any], place: Place, *, whole: bool, blank: bool, missing: Mapping[str, str] | None
) -> tuple[NDArray[np.float64], Marks]:
    """Parse a column of numbers.

    Padding, thousands commas and `-00` are read; a mark of the government's shorthand (`[x]`, `[c]`) or of `missing`
    gives a missing value; a flag after the figure (`1,234 [r]`, `[note 3]`) is taken off and kept as a mark.

    Parameters
    ----------
    cells : sequence
        The cells.
    place : callable
        Gives the place of a cell by its position.
    whole : bool
        Whether only whole numbers are right.
    blank : bool
        Whether a blank cell is right; it gives a missing value with the mark `blank`.
    missing : mapping or None
        The marks that may stand instead of a number beside the shorthand; None where not even that may.

    Returns
    -------
    array of float, dict of str to array of int
        One number for each cell, NaN where it is missing; the positions of the cells that carried a mark, by mark.

    Raises
    ------
    BadData
        Where a cell holds anything else.
    """
    known = {} if missing is None else {**MISSING, **missing}
    if set(map(type, cells)) <= {float, int} and (np.abs(values := np.array(cells, dtype=float)) < _MOST).all():
        codes, distinct = np.arange(len(values)), cells
        marks: Marks = {}
    else:
        codes, distinct = _distinct(cells, place, (str, int, float), "a number")
        read = [_number(value, known, blank) for value in distinct]
        for code, (value, mark) in enumerate(read):
            if value is None and mark is None:
                _refuse_number(distinct[code], place(_first(codes == code)), whole, known)
        values = np.array([np.nan if value is None else value for value, _ in read], dtype=float)[codes]
        marks = {
            mark: np.flatnonzero(np.isin(codes, [code for code, (_, other) in enumerate(read) if other == mark]))
            for mark in dict.fromkeys(mark for _, mark in read if mark is not None)
        }
    broken = whole & (np.abs(values - np.round(values)) > 1e-6)
    if broken.any():
        position = _first(broken)
        _refuse_number(distinct[codes[position]], place(position), whole, known)
    # Adding zero makes the negative zero that `-00` gives a plain one.
    return (np.round(values) if whole else values) + 0.0, marks


def dates(cells: Sequence[Any], place: Place) -> Any:
    """Parse a column of dates.

    Parameters
    ----------
    cells : sequence
        Dates of a workbook, or texts such as `2018-03-31`, `31/03/2018` or `31 March 2018`.
    place : callable
        Gives the place of a cell by its position.

    Returns
    -------
    array of datetime64
        One date for each cell.

    Raises
    ------
    BadData
        Where a cell holds anything else.
    """
    codes, distinct = _distinct(cells, place, (str, date, datetime), "a date")
    read: list[datetime] = []
    for code, value in enumerate(distinct):
        day = _date(value)
        if day is None or not 1900 <= day.year <= 2100:
            where = place(_first(codes == code))
            raise BadData(f"'{short(value)}' is not a date", where=where, expected="a date such as 31/03/2018")
        read.append(day)
    return pd.DatetimeIndex(read).take(codes).array


def _distinct(
    cells: Sequence[Any], place: Place, kinds: tuple[type, ...], due: str
) -> tuple[NDArray[np.intp], list[Any]]:
    """Return for each cell the number of its distinct value, and the distinct values."""
    strange = {kind for kind in set(map(type, cells)) if kind not in kinds}
    if strange:
        position = next(i for i, cell in enumerate(cells) if type(cell) in strange)
        raise BadData(f"'{short(cells[position])}' is not {due}", where=place(position), expected=due)
    number = {value: code for code, value in enumerate(dict.fromkeys(cells))}
    return np.fromiter(map(number.__getitem__, cells), dtype=np.intp, count=len(cells)), list(number)


def _first(mask: NDArray[np.bool_]) -> int:
    return int(np.flatnonzero(mask)[0])


def _number(value: Any, missing: Mapping[str, str], blank: bool) -> tuple[float | None, str | None]:
    """Return the number and the mark of a cell; both None where it is neither."""
    if not isinstance(value, str):
        return (float(value) if abs(value) < _MOST else None), None
    text = squeeze(value)
    if not text:
        return None, "blank" if blank else None
    if text in missing:
        return None, text
    flags = _FLAGS_AFTER.search(text)
    figure = text[: flags.start()] if flags else text
    if not _NUMBER.fullmatch(figure):
        return None, None
    number = float(figure.replace(",", "").replace("\u2212", "-"))
    return (number, squeeze(flags.group()) if flags else None) if abs(number) < _MOST else (None, None)


def _refuse_number(value: Any, where: Where, whole: bool, missing: Mapping[str, str]) -> NoReturn:
    due = "a whole number" if whole else "a number"
    if isinstance(value, str) and not value.strip():
        raise BadData("the cell is blank", where=where, expected=due)
    near = nearest_names(short(value), missing, most=1)
    raise BadData(f"'{short(value)}' is not {due}", where=where, expected=due, nearest=near)


def _date(value: Any) -> datetime | None:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    text = squeeze(value)
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None
