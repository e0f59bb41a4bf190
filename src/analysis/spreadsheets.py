"""What keeps a text from being run as a formula by the program that opens a CSV file or a workbook."""

from __future__ import annotations

import re

BEGINNINGS = "=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a text begins with that a spreadsheet program may take for a formula; the last four are full-width forms."""

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*%?")


def is_run(text: str) -> bool:
    """Tell whether a spreadsheet program may take a text for a formula.

    Parameters
    ----------
    text : str
        Content of a cell.

    Returns
    -------
    bool
        True where it begins, after blanks or none, with one of ``= + - @ | %``, a tab or a line break, and is no plain
        number. The list is that of the Open Worldwide Application Security Project ("CSV Injection"), with the
        full-width forms and the beginnings of commands of Dynamic Data Exchange.
    """
    return text.lstrip(" \u00a0").startswith(tuple(BEGINNINGS)) and not _NUMBER.fullmatch(text.strip(" "))


def neutralise(text: str) -> str:
    """Return a text as it can be written into a spreadsheet: with an apostrophe before it where it would be run.

    Parameters
    ----------
    text : str
        Content of a cell. Numbers should be written as numbers.

    Examples
    --------
    >>> neutralise("=1+1"), neutralise("Kent"), neutralise("-3")
    ("'=1+1", 'Kent', '-3')
    """
    return f"'{text}" if is_run(text) else text
