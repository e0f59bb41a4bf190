"""Periods kept whole at the end of a line, where a browser would break 2021-22 after its hyphen."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"(<(style|title|pre|code|svg)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_PERIOD = re.compile(r"(?<![\w-])\d{4}-\d{2}(?: Q[1-4])?(?![\w-])")


def with_whole_periods(html: str) -> str:
    """Keep each financial year, quarter and month of a page on one line.

    The text stays as it is, so that it can be searched for and copied: a word joiner would change it.

    Parameters
    ----------
    html : str
        A page, or a part of one.

    Returns
    -------
    str

    Examples
    --------
    >>> with_whole_periods("<p>in 2021-22</p>")
    '<p>in <span class="whole">2021-22</span></p>'
    """
    written, end = [], 0
    for markup in _MARKUP.finditer(html):
        written += [_kept(html[end : markup.start()]), markup[0]]
        end = markup.end()
    return "".join([*written, _kept(html[end:])])


def _kept(text: str) -> str:
    return _PERIOD.sub(r'<span class="whole">\g<0></span>', text)
