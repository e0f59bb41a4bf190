"""A family of files: one publication, release after release."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.readers.layout import Layout

if TYPE_CHECKING:
    import pandas as pd

    from analysis.readers.release import Notes
    from analysis.readers.spreadsheet import Sheet


@dataclass(frozen=True)
class Family:
    """Files that one reader reads.

    Parameters
    ----------
    name : str
        Its name in this project.
    title : str
        The title of the publication.
    publisher : str
        Who publishes it.
    layouts : tuple of Layout
        Its tables.
    check : callable, optional
        Checks tables of a workbook against one another; takes the finished tables, the sheets that hold none of them,
        and the notes.
    left : re.Pattern, optional
        Names of sheets that look like its tables and are not read.
    """

    name: str
    title: str
    publisher: str
    layouts: tuple[Layout, ...]
    check: Callable[[dict[str, pd.DataFrame], dict[str, Sheet], Notes], None] | None = None
    left: re.Pattern[str] | None = None
