"""The Markdown cells of a page, read in order: its title, and headings without a gap in their levels.

The page itself sets the title, so that it stands first and once. Screen readers and readers of PDF/UA navigate by the
other headings, which follow it level by level whatever the cells say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import mistune
from mistune import BaseRenderer, BlockState, Markdown

from analysis.presentation.markdown import PLUGINS, plain

Token = dict[str, Any]


def title_of(texts: Iterable[str]) -> str | None:
    """Return the text of the first heading of level 1.

    Parameters
    ----------
    texts : iterable of str
        Markdown, in order.

    Returns
    -------
    str or None
        Without its markup; None where there is none.
    """
    read = mistune.create_markdown(renderer=None, plugins=PLUGINS)
    for text in texts:
        tokens, _ = read.parse(text)
        for token in cast(list[Token], tokens):
            if _is_title(token) and (title := " ".join(plain(token["children"]).split())):
                return title
    return None


def text_of(heading: str) -> str:
    """Return what a heading says, without its markup."""
    tokens, _ = mistune.create_markdown(renderer=None, plugins=PLUGINS).parse(f"# {heading}")
    return " ".join(plain(cast(list[Token], tokens)[0]["children"]).split())


def page_writer(renderer: BaseRenderer) -> Callable[[str], str]:
    """Return a function that writes the Markdown texts of one page, to be called with them in order.

    Parameters
    ----------
    renderer : mistune.BaseRenderer
        Of the format to be written.

    Returns
    -------
    callable
        From Markdown to the format, without the first heading of level 1 that it meets.
    """
    write = mistune.create_markdown(renderer=renderer, plugins=PLUGINS)
    write.before_render_hooks.append(_HeadingOrder())
    return lambda text: str(write(text))


class _HeadingOrder:
    """Takes the title and empty headings out of a page, and closes the gaps between the levels of the others."""

    def __init__(self) -> None:
        self._title_met = False
        self._open: list[int] = []

    def __call__(self, markdown: Markdown, state: BlockState) -> None:
        state.tokens = _without_empty_headings(state.tokens, lambda text: plain(markdown.inline(text, state.env)))
        if not self._title_met:
            title = next((token for token in state.tokens if _is_title(token)), None)
            self._title_met = title is not None
            state.tokens = [token for token in state.tokens if token is not title]
        self._close_gaps(state.tokens)

    def _close_gaps(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token["type"] == "heading":
                token["attrs"]["level"] = self._depth(token["attrs"]["level"])
            self._close_gaps(token.get("children", []))

    def _depth(self, level: int) -> int:
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(len(self._open) + 1, 6)


def _without_empty_headings(tokens: list[Token], read: Callable[[str], str]) -> list[Token]:
    kept = [token for token in tokens if token["type"] != "heading" or read(token["text"]).strip()]
    for token in kept:
        if "children" in token:
            token["children"] = _without_empty_headings(token["children"], read)
    return kept


def _is_title(token: Token) -> bool:
    return bool(token["type"] == "heading" and token["attrs"]["level"] == 1)
