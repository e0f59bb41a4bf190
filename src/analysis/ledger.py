"""Which kinds of data this process has used, noted where nothing that runs in it strikes them out by accident.

Whoever loads data notes their kind here. Besides, whatever opens a file of demonstration data, with whichever library,
is noted by a hook of the interpreter that cannot be taken out again (PEP 578). What reads files past Python, such as
Arrow's own readers or another program, is not seen.

This module needs nothing but the standard library: a run of notebooks executes it in each kernel before the first cell.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

DEMONSTRATION = "demonstration"

_NOTE, _ASK = "analysis.ledger.note", "analysis.ledger.ask"

QUESTION = (
    f"(lambda kept: (__import__('sys').audit({_ASK!r}, kept), list(kept))[1])(__import__('collections').Counter())"
)
"""Expression that lists the kinds used in any process that this module ran in; it relies on no name there."""


def note(kinds: Iterable[str]) -> None:
    """Note that data of these kinds are used (see `analysis.provenance.Kind`)."""
    sys.audit(_NOTE, *kinds)


def used() -> Counter[str]:
    """Return the kinds of data that this process has used, with how often each was noted."""
    kept: Counter[str] = Counter()
    sys.audit(_ASK, kept)
    return kept


def _begin() -> None:
    # All that the hook needs is in its closure, out of reach of a change to this module.
    kept: Counter[str] = Counter()
    resolve, decode, folders = os.path.realpath, os.fsdecode, ["returns", DEMONSTRATION]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            try:
                place = resolve(decode(arguments[0])).replace("\\", "/").split("/")
            except (OSError, ValueError):
                return
            if place[-3:-1] == folders:
                kept[folders[1]] += 1
        elif event == _NOTE:
            kept.update(arguments)
        elif event == _ASK:
            arguments[0].update(kept)

    sys.addaudithook(watch)


_begin()
