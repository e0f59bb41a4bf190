"""Notices of what is missing on a page, in place of an error."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import pandas as pd
from IPython.display import display

from analysis.errors import NotCovered, NothingReturned
from analysis.presentation.display import Notice
from analysis.prose import capitalised
from analysis.statistics.checks import CannotEstimate


def not_available(error: NotCovered, *further: str) -> Notice:
    """Return the notice of data that are not there, and of what there is instead."""
    if isinstance(error, NothingReturned):
        template = f"A template to fill in: `msoic returns template {error.name}`."
        said = (f"{error.what}.", template, *further)
        return Notice(heading="Needs a return", paragraphs=said, kind="unreturned", returns=(error.name,))
    return Notice(heading="Not available", paragraphs=(f"{error.what}.", *error.there_is, *further), kind="missing")


def overlap(one: pd.Period, other: pd.Period) -> bool:
    """Tell whether two periods have a day in common."""
    return bool(one.start_time <= other.end_time and other.start_time <= one.end_time)


def state_what_is_missing(
    shell: Any,
    kind: type[BaseException],
    error: NotCovered | CannotEstimate,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show a notice in place of the traceback of a cell, as `InteractiveShell.set_custom_exc` calls it."""
    if isinstance(error, NotCovered):
        display(not_available(error))
    else:
        needed = (f"The method needs {error.expected}.",) if error.expected else ()
        display(Notice(heading="Not estimated", paragraphs=(f"{capitalised(error.what)}.", *needed), kind="missing"))
