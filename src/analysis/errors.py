"""Errors that a user can mend: each says what is wrong, where, what was expected and what comes nearest.

Everything that a user can get wrong raises one of these; the command line prints its text without a traceback.
Any other exception is a defect of ours.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Where:
    """A place in a file, as a person would look it up.

    Parameters
    ----------
    file : Path
        The file.
    sheet : str, optional
        The worksheet, in a workbook.
    row : int, optional
        Row number as a spreadsheet shows it, counted from 1 with the header rows.
    column : str, optional
        Heading of the column.
    """

    file: Path
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [printable(self.file.name)]
        if self.sheet is not None:
            parts.append(f"sheet '{self.sheet}'")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column '{self.column}'")
        return ", ".join(parts)


class AnalysisError(Exception):
    """Something that the user can put right.

    Parameters
    ----------
    what : str
        What is wrong, as a sentence without a full stop.
    where : Where or str, optional
        The place of the mistake.
    expected : str, optional
        What would have been right.
    nearest : iterable of str, optional
        The right values nearest to the wrong one, best first.
    value : str, optional
        The wrong value as written, where a reader of files can look up its place.
    """

    def __init__(
        self,
        what: str,
        *,
        where: Where | str | None = None,
        expected: str | None = None,
        nearest: Iterable[str] = (),
        value: str | None = None,
    ) -> None:
        self.what = what
        self.where = where
        self.expected = expected
        self.nearest = tuple(nearest)
        self.value = value
        super().__init__(str(self))

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for its own lines: in a notebook too, a mistake gets a sentence and no traceback.
        return [str(self)]

    def __str__(self) -> str:
        sentences = [f"{self.where}: {self.what}." if self.where else f"{self.what}."]
        if self.expected:
            sentences.append(f"Expected {self.expected}.")
        if self.nearest:
            sentences.append(f"Did you mean {_either(self.nearest)}?")
        return "\n".join(map(printable, " ".join(sentences).split("\n")))


class UnknownName(AnalysisError):
    """A name that the project does not know: an area, a dataset, a notebook, a parameter."""


class BadPeriod(AnalysisError):
    """A text that names no period, or a period of the wrong kind."""


class BadData(AnalysisError):
    """A file whose content is not what its format, schema or sidecar says."""


class NotCovered(AnalysisError):
    """Figures that nobody has published or returned for the area, the period or the detail asked for.

    Parameters
    ----------
    what : str
        What is missing, as a sentence without a full stop.
    there_is : iterable of str
        What there is instead, a sentence each.
    """

    def __init__(self, what: str, there_is: Iterable[str] = ()) -> None:
        self.there_is = tuple(there_is)
        super().__init__(what)

    def __str__(self) -> str:
        return " ".join([super().__str__(), *self.there_is])


class NothingReturned(NotCovered):
    """Figures of a return that nobody has sent.

    Parameters
    ----------
    name, title : str
        Of the dataset that the return makes.

    Examples
    --------
    >>> print(NothingReturned("operations", "Multi-agency operations"))
    Multi-agency operations: no return has been sent.
    """

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.title = title
        super().__init__(f"{title}: no return has been sent")


class NotFetched(AnalysisError):
    """A file that its publisher's site does not give, or not whole."""


class NoNetwork(NotFetched):
    """A site that cannot be reached from here."""


class NotebookFailed(AnalysisError):
    """A notebook that stopped at a cell of its own."""


def printable(text: str) -> str:
    r"""Write out the signs that steer a terminal, or that no terminal can show: names of files and cells may hold any.

    Examples
    --------
    >>> print(printable("a\x1b[31m.csv"))
    a\x1b[31m.csv
    """
    return "".join(sign if unicodedata.category(sign) not in _UNSEEN else ascii(sign)[1:-1] for sign in text)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that are controls, half a sign, or none; kinds of blanks are not among them."""


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known names that look most like a mistyped one.

    Parameters
    ----------
    name : str
        What was typed.
    known : iterable of str
        The names that exist.
    most : int
        How many to return at the most.

    Returns
    -------
    list of str
        Best first; empty where none is near.
    """
    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = difflib.get_close_matches(name.casefold(), by_folded, n=most, cutoff=0.5)
    return [by_folded[match] for match in matches]


def refuse_unknown_fields(given: Iterable[str], known: Iterable[str], where: Where | str, what: str = "it") -> None:
    """Refuse a field that a file's form does not have.

    Parameters
    ----------
    given, known : iterable of str
        The fields that are there, and those that may be.
    where : Where or str
    what : str
        What has them, such as ``the sidecar``.

    Raises
    ------
    BadData
        With the nearest of those that are known.

    Examples
    --------
    >>> refuse_unknown_fields(["title"], ["title", "note"], "a.yaml")
    """
    known = list(known)
    if unknown := [str(name) for name in given if name not in known]:
        near = nearest_names(unknown[0], known)
        expected = None if near else ", ".join(known)
        raise BadData(f"{what} has an unknown field '{unknown[0]}'", where=where, expected=expected, nearest=near)


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
