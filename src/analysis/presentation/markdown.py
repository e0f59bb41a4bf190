"""Markdown as HTML: of the sentences that code writes, and of the text cells of notebooks.

HTML written into a text is shown as text, and its comments are left out, so that no text can break a page or load
anything. Pictures are refused for want of a text alternative that anyone checked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from mistune import BlockState, HTMLRenderer

from analysis.errors import AnalysisError

PLUGINS = ("strikethrough", "table", "url")
"""What JupyterLab understands beside plain Markdown."""

CLAIM = "claim:"
"""Before the identifier of a claim, the address of its row on the claims page."""

_COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)


def is_link(address: str) -> bool:
    """Whether an address still leads somewhere from a page that was sent by e-mail."""
    return address.lower().startswith(("https://", "http://", "mailto:"))


def is_comment(markup: str) -> bool:
    """Whether HTML in a text is a comment and nothing else."""
    return _COMMENT.fullmatch(markup) is not None


def refuse_picture(address: str) -> NoReturn:
    """Say where pictures belong.

    Raises
    ------
    AnalysisError
        Always.
    """
    raise AnalysisError(
        f"a text holds a picture ('{address}')",
        expected="pictures to be outputs of code cells, which carry a text alternative",
    )


def plain(tokens: Iterable[dict[str, Any]]) -> str:
    """Return what inline tokens say, without their markup."""
    return "".join(_said(token) for token in tokens)


def _said(token: dict[str, Any]) -> str:
    if "children" in token:
        return plain(token["children"]) or str(token.get("attrs", {}).get("url", ""))
    raw = str(token.get("raw", " "))
    if token["type"] == "inline_html" and is_comment(raw):
        return ""
    return html.unescape(raw) if token["type"] == "text" else raw


class HtmlRenderer(HTMLRenderer):
    """Writes accessible HTML that needs nothing beside it.

    Parameters
    ----------
    claim_address : callable, optional
        Returns the address of a claim's row; without it, what cites a claim is text alone.
    """

    def __init__(self, claim_address: Callable[[str], str] | None = None) -> None:
        super().__init__(escape=True)
        self._claim_address = claim_address

    def text(self, text: str) -> str:
        """Write text; entities such as ``&nbsp;`` are the characters that they name."""
        return super().text(html.unescape(text))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link, or its text alone where it leads nowhere from here."""
        address = html.escape(url)
        if url.startswith(CLAIM) and self._claim_address:
            return f"<a{self.render_attrs({'href': self._claim_address(url.removeprefix(CLAIM))})}>{text}</a>"
        if not is_link(url):
            return text or address
        # In print the address follows the text of a link, unless it is the text.
        spelt_out = "msoic-spelt-out" if text in ("", address) else None
        return f"<a{self.render_attrs({'href': url, 'class': spelt_out})}>{text or address}</a>"

    def image(self, text: str, url: str, title: str | None = None) -> NoReturn:
        """Refuse a picture."""
        refuse_picture(url)

    def block_html(self, html: str) -> str:
        """Show markup as text, and leave a comment out."""
        return "" if is_comment(html) else super().block_html(html)

    def inline_html(self, html: str) -> str:
        """Show markup as text, and leave a comment out."""
        return "" if is_comment(html) else super().inline_html(html)

    def render_token(self, token: dict[str, Any], state: BlockState) -> str:
        """Write a part of a text; the cells of a table of words learn which column they are of."""
        if token["type"] == "table":
            head, *bodies = token["children"]
            numbers = any(cell["attrs"]["align"] == "right" for cell in head["children"])
            token["attrs"] = {"numbers": numbers}
            if not numbers:
                labels = [plain(cell["children"]) for cell in head["children"]]
                for row in (row for body in bodies for row in body["children"]):
                    for label, cell in zip(labels, row["children"], strict=False):
                        cell["attrs"]["label"] = label
        return super().render_token(token, state)

    def table(self, text: str, numbers: bool = False) -> str:
        """Write a table: where a screen is narrow, one of numbers scrolls and the rows of one of words are stacked."""
        if not numbers:
            return f'<table class="words">\n{text}</table>\n'
        scrolling = '<div class="msoic-scroll" role="group" aria-label="Table" tabindex="0">'
        return f"{scrolling}\n<table>\n{text}</table>\n</div>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False, label: str = "") -> str:
        """Write a cell; a heading without a word in it heads nothing."""
        attributes: dict[str, Any] = {
            "class": "msoic-numeric" if align == "right" else None,
            "data-label": label or None,
        }
        if head and text.strip():
            return f"<th{self.render_attrs({'scope': 'col', **attributes})}>{text}</th>\n"
        return f"<td{self.render_attrs(attributes)}>{text}</td>\n"
