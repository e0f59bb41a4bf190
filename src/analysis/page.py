"""The page that a notebook makes: its parameters, its sources, and plain statements where data are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import display

from analysis import claims
from analysis.errors import NotCovered
from analysis.pages import narrated, skipping
from analysis.pages.assessing import Assessing
from analysis.pages.missing import state_what_is_missing
from analysis.presentation import citing, plain, plain_tables, references, sourcing
from analysis.presentation.display import Table, Text
from analysis.presentation.drawing import charting
from analysis.presentation.parts import Aside, Check, MainPoints
from analysis.presentation.references import Sources
from analysis.presentation.sourcing import Source
from analysis.prose import capitalised
from analysis.prose.figures import Sentence, say, sentence
from analysis.provenance import provenance_of
from analysis.statistics.checks import CannotEstimate

_LONGEST = 25
"""Words of the evidence beside what was printed."""
_VERDICT_AGAIN = re.compile(r"^(?:Contradicted within the report: |Needs the return |Not loaded: )")
"""What a reason says that the verdict before it has said."""


class Page(Assessing):
    """What one run of a notebook is about, and the sources that it has used.

    From its beginning on, a cell that asks for figures that nobody publishes shows a notice with what there is instead
    of an error, and so does one whose figures are too few for a method. The page ends there, unless the cell carries
    the tag ``raises-exception``: then only its section is missing.

    Parameters
    ----------
    period : str
        Financial year reported on, such as ``2021-22``.
    area : str
        Nation, region or police force.
    needs : str, list or dict, optional
        The datasets without which there is no page, or those for each kind of area (``nation``, ``region``,
        ``force``); written out, since a run reads them before it starts (see `analysis.reporting.needs`).

    Attributes
    ----------
    year : Period
        With the frequency ``Y-MAR``.
    area : Area

    Raises
    ------
    BadPeriod, UnknownName

    Examples
    --------
    >>> page = Page("2021-22", area="Kent", needs={"force": "nrm_first_responders"})
    >>> page.area.police
    'Kent Police'
    """

    def __init__(self, period: str, area: str, needs: object = ()) -> None:
        super().__init__(period, area)
        shell = get_ipython()
        if shell is not None:
            plain.install(shell)
            skipping.install(shell, self.area.kind)
            shell.set_custom_exc((NotCovered, CannotEstimate), state_what_is_missing)

    def only(self, *kinds: str) -> None:
        """Begin a cell that is for some kinds of area alone: on any other page the whole cell is skipped.

        Parameters
        ----------
        *kinds : str
            Of ``nation``, ``region`` and ``force``, as plain text; the same as the cell's tags, by which a run of
            `msoic` leaves the cell out, with its heading.

        Examples
        --------
        >>> Page("2021-22", "UK").only("nation")
        """

    def main_points(self, *points: Sentence | str, rely: str = "") -> None:
        """Show what somebody must know who reads nothing else, the most important first.

        Parameters
        ----------
        *points : Sentence or str
            Three to six, each a finding with its figure (see `analysis.prose.say`).
        rely : str
            What a reader can rely on, in one or two sentences.

        Raises
        ------
        NotCovered
            Where there is no point: the page then says that there are no figures.

        Examples
        --------
        >>> page.main_points("Referrals rose.", rely="A complete count.")
        • Referrals rose.
        A complete count.
        """
        if not points:
            raise NotCovered(f"There is no figure of {self.label} for {self.area.in_text}")
        display(MainPoints(tuple(sentence(point).fields() for point in points), rely))

    @contextmanager
    def chart(self, title: object, subtitle: object = "", **options: Any) -> Iterator[Any]:
        """Give an ordinary `Axes` to draw on, and show the chart at the end of the block.

        Parameters
        ----------
        title : str or Sentence
            The finding, with its figure; true of every mark in the chart.
        subtitle : str
            Measure, unit and time; the area of the data is added.
        data : DataFrame or Series, optional
            What is drawn: folded under the chart as a table, with its download.
        source : DataFrame, Local, or several, optional
            The loaded tables behind it, where `data` has lost its provenance; `analysis.local` names others.
        alt : str
            What the picture shows, where that cannot be read from the drawing.
        notes : tuple of str
        names : dict of str to str
            Headings of the table in place of the names of columns.
        rows, columns : int
            How many axes; an array of them is given where there are several.
        height : float
            In inches, 3.5 without it; the width is that of the page.
        figure : Figure
            A finished figure, such as that of a seaborn grid.
        book : bool
            Whether it is the one chart of this page in the book.
        **options
            Anything else goes to `matplotlib.pyplot.subplots`.

        Yields
        ------
        Axes

        Raises
        ------
        ValueError
            Where nothing is drawn.
        AnalysisError
            Where nobody says where the figures come from, or they were loaded for another page.

        Examples
        --------
        >>> counts = page.load("nrm_referrals", during="2021-22", as_at="2024-06-30")[["quarter", "referrals"]]
        >>> with page.chart("Referrals rose", "People, by quarter", data=counts) as ax:  # doctest: +ELLIPSIS
        ...     _ = charts.lines(ax, counts.set_index("quarter")["referrals"])
        Referrals rose
        People, by quarter, UK
        Referrals: 3,119 in April to June 2021, 3,316 in July to September 2021,...
        """
        source = options.get("source")
        behind = (options.get("data"), *(source if isinstance(source, (list, tuple)) else (source,)))
        options["notes"] = self._with_coverage(options.get("notes", ()), *behind)
        with charting.chart(self.key, title, subtitle, **options) as axes:
            yield axes

    def table(
        self,
        data: pd.DataFrame | pd.Series,
        title: object,
        *,
        source: Source | None = None,
        names: dict[str, str] | None = None,
        write: dict[str, Any] | None = None,
        notes: tuple[str, ...] = (),
    ) -> Table:
        """Return a table of a page: counts with commas, rates with decimals, shares in per cent.

        Parameters
        ----------
        data : DataFrame or Series
            Its index, or its first column, holds the row headings.
        title : str
            What it is.
        source, names, notes
            As for `chart`.
        write : dict of str to callable, optional
            How the cells of a column are written.

        Returns
        -------
        Table

        Raises
        ------
        AnalysisError
            As for `chart`.

        Examples
        --------
        >>> page.table(page.load("small_boat_years"), "People in small boats").title
        'People in small boats'
        """
        behind = (data, *(source if isinstance(source, (list, tuple)) else (source,)))
        for each in behind:
            sourcing.check_page(each, self.key, f"table '{title}'")
        made = plain_tables.written(plain_tables.flattened(data), str(title), names=names, write=write)
        cited = sourcing.line(data, source, f"table '{title}'").partition(": ")[2]
        return replace(made, notes=(*made.notes, *self._with_coverage(notes, *behind)), sources=(cited,))

    def _with_coverage(self, notes: tuple[str, ...], *frames: object) -> tuple[str, ...]:
        # What a notice of the page has said already is not said below each of its charts.
        told = {sentence for notice in self._warned for sentence in notice.paragraphs}
        return tuple(each for each in citing.with_coverage(notes, *frames) if each not in told)

    def say(self, template: str, **values: object) -> None:
        """Show a sentence made of text and figures (see `analysis.prose.figures.say`).

        Examples
        --------
        >>> page.say("{n} people.", n=findings.total(page.load("nrm_referrals", as_at="2024-06-30"), page.year))
        13,538 people.
        """
        display(Text(str(say(template, **values))))

    def printed(self, *ids: str) -> None:
        """Show what the printed report of the year states on the page's subject, and whether it stands.

        Nothing is shown where there is no printed report of the year, or where the page is not of the whole nation.

        Parameters
        ----------
        *ids : str
            Of claims.

        Examples
        --------
        >>> page.printed("innerste-forces-s5")  # doctest: +ELLIPSIS
        section 5: forces using Operation Innerste, of 43, 39 forces...
        """
        if self.area.kind != "nation":
            return
        for row in claims.rows(self.label, ids).itertuples():
            said = [str(row.statement).removesuffix(", change"), str(row.claimed)]
            printed = f"section {row.section}: {', '.join(dict.fromkeys(said))}."
            found = f"the data give {row.computed}" if row.verdict == "differs" else str(row.reason)
            display(Check(printed, str(row.verdict), _short(found, str(row.verdict)), str(row.id)))

    def narrative(self, name: str, place: str = "") -> None:
        """Show the passages of narrative for a place on a page.

        Parameters
        ----------
        name : str
            Of the notebook.
        place : str

        Examples
        --------
        >>> page.narrative("training")
        """
        if self.area.kind != "nation":
            return
        for passage in narrated.passages(self.label, name, place):
            display(passage)

    def latest(self, text: Sentence | str) -> None:
        """Show that a newer figure exists than that of the year reported on.

        Examples
        --------
        >>> page.latest("18,000 people in 2024-25.")
        **Latest:** 18,000 people in 2024-25.
        """
        display(Aside(f"**Latest:** {capitalised(str(text))}"))

    def sources(self) -> Sources:
        """Return the list of the releases that the page has used.

        Examples
        --------
        >>> _ = page.load("nrm_referrals")
        >>> type(page.sources()).__name__
        'Sources'
        """
        return references.sources(provenance_of(*self._loaded))


def _short(reason: str, verdict: str) -> str:
    """Return the first sentences of a reason: the claims page has all of it."""
    if not reason:
        return ""
    said = _VERDICT_AGAIN.sub("", reason.removeprefix(f"{capitalised(verdict)}: "))
    first, *others = re.split(r"(?<=[.;]) (?=[A-Z0-9])", said)
    for each in others:
        if len(f"{first} {each}".split()) > _LONGEST:
            break
        first = f"{first} {each}"
    return f"{first.removesuffix(';').removesuffix('.')}."
