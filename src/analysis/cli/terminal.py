"""What may be printed on a terminal."""

from __future__ import annotations

from rich.markup import escape

from analysis.errors import printable


def plain(said: object) -> str:
    r"""Return a text as it stands: square brackets are no markup, and signs that steer a terminal are written out.

    Examples
    --------
    >>> print(plain("[red]a\x1b[31m.csv"))
    \[red]a\x1b[31m.csv
    """
    return "\n".join(escape(printable(line)) for line in str(said).split("\n"))
