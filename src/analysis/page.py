"""The page that a notebook makes: its parameters, its sources, and plain statements where data are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any

import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import display

from analysis import areas, catalogue, claims, datasets, narrative, periods
from analysis.errors import NotCovered, NothingReturned
from analysis.presentation import charting, compared, house_style, objective, plain, plain_tables, sourcing, tables
from analysis.presentation.compared import Published
from analysis.presentation.display import Notice, Table, Text
from analysis.presentation.objective import PlannedOutcome
from analysis.presentation.parts import Aside, Check, MainPoints, Passage
from analysis.presentation.references import Sources
from analysis.presentation.sourcing import Source
from analysis.prose import capitalised
from analysis.prose.figures import Sentence, say
from analysis.provenance import provenance_of
from analysis.statistics.checks import CannotEstimate, MissingFigure

_LONGEST = 25
"""Words of what a page says of why a printed figure stands or not."""


class Page:
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
    """

    def __init__(self, period: str, area: str, needs: object = ()) -> None:
        self.year = periods.financial_year(period)
        self.area = areas.find(area)
        self._loaded: list[pd.DataFrame] = []
        self._warned: set[Notice] = set()
        shell = get_ipython()
        if shell is not None:
            # Also what an analyst draws outside of `chart`, such as a seaborn grid, is in the style of the page.
            house_style.use()
            plain.install(shell)
            shell.set_custom_exc((NotCovered, CannotEstimate), _state_what_is_missing)

    @property
    def label(self) -> str:
        """The period as it is written."""
        return periods.label(self.year)

    def load(self, name: str, *, partly: bool = False, **options: Any) -> pd.DataFrame:
        """Load a dataset for the page's area and up to the end of its period, and remember its sources.

        What the consistency checks found, and who has not returned figures for the page's period, is shown as a notice,
        each once.

        Parameters
        ----------
        name : str
        partly : bool
            Take what there is up to the end of the period also where the figures stop short of it.
        **options
            As for `analysis.load`, which says what is returned and raised.

        Returns
        -------
        DataFrame
        """
        span = {} if "during" in options else {"until": self.year}
        wanted = {"area": self.area, **options}
        try:
            frame = catalogue.load(name, **{**span, **wanted})
        except NotCovered:
            if not partly:
                raise
            frame = self._so_far(name, catalogue.load(name, **wanted))
        frame.attrs[sourcing.PAGE] = self.key
        self.cite(frame)
        cautions = [("Check this figure", (warning,)) for warning in frame.attrs["warnings"]]
        if any(_overlap(self.year, period) for period in frame.attrs["incomplete"]):
            cautions.append(("Not everybody has returned figures", frame.attrs["coverage"]))
        for heading, said in cautions:
            notice = Notice(heading, said, "caution")
            if notice not in self._warned:
                self._warned.add(notice)
                display(notice)
        return frame

    @contextmanager
    def estimating(self, what: str) -> Iterator[None]:
        """Say that there are too few figures, rather than fail, where a method within cannot be applied to them.

        Parameters
        ----------
        what : str
            What is estimated, such as ``a forecast of arrivals``.

        Raises
        ------
        NotCovered
            In place of `CannotEstimate`, with its reason.
        """
        try:
            yield
        except CannotEstimate as error:
            said = [f"{capitalised(error.what)}."]
            if isinstance(error, MissingFigure):
                raise NotCovered(f"A figure is missing for {what}", said) from error
            said += [f"The method needs {error.expected}."] if error.expected else []
            raise NotCovered(f"The figures up to {self.label} are too few or too uneven for {what}", said) from error

    def counted(self, counts: pd.Series, noun: str) -> str:
        """Say how many of something there were in the page's year, and in the one before.

        Parameters
        ----------
        counts : Series
            Over a PeriodIndex.
        noun : str
            What is counted, in the plural.

        Returns
        -------
        str
            Such as ``Arrivals: 945 in 2021-22, up 25% from 755 in 2020-21``.
        """
        return compared.counted(counts, noun, self.year)

    def risen(self, name: str, measure: str, **levels: str) -> str:
        """Judge an outcome that is met where a return counts more than in the year before.

        Parameters
        ----------
        name, measure, **levels
            As for `published`.

        Returns
        -------
        str
            Such as ``met: 945, up 25% from 755 in 2020-21``, or why it cannot be judged, such as that not every force
            has sent both years. Empty where the return does not reach the year.
        """
        rows = self.available(name, by=list(levels), every="financial_year")
        if rows is None:
            return ""
        if any(_overlap(year, period) for year in (self.year - 1, self.year) for period in rows.attrs["incomplete"]):
            return compared.INCOMPLETE
        for dimension, level in levels.items():
            rows = rows[rows[dimension] == level]
        return compared.risen(rows.set_index("financial_year")[measure], self.year)

    def only_for(self, area: areas.Area, what: str) -> None:
        """End a section that can be made for one area only, with a notice, on the page of any other.

        Parameters
        ----------
        area : Area
        what : str
            The section, as the beginning of a sentence.

        Raises
        ------
        NotCovered
        """
        if self.area != area:
            raise NotCovered(f"{what}: not possible for {self.area.in_text}", [f"See the page for {area.in_text}."])

    def lacks(self, name: str, instead: str) -> bool:
        """Tell whether a dataset is not of the page's area; say so with a notice, and what the page shows instead.

        The page goes on, unlike after `load`.

        Parameters
        ----------
        name : str
            Of the dataset.
        instead : str
            What follows, as a sentence.

        Returns
        -------
        bool
        """
        try:
            catalogue.load(name, area=self.area)
        except NotCovered as error:
            display(_not_available(error, instead))
            return True
        return False

    def available(self, name: str, **options: Any) -> pd.DataFrame | None:
        """Load a dataset as `load` does, without notices; None where it does not reach the page's area and year."""
        span = {} if "during" in options else {"until": self.year}
        try:
            return self.cite(catalogue.load(name, **{"area": self.area, **span, **options}))
        except NotCovered:
            return None

    def published(
        self, name: str, measure: str, noun: str, *, area: areas.Area | None = None, **levels: str
    ) -> Published | None:
        """Say how many there were in the page's year and the one before, from a published dataset.

        Parameters
        ----------
        name, measure : str
            Dataset and column.
        noun : str
            What is counted, in the plural.
        area : Area, optional
            Without it, that of the page.
        **levels
            What is counted, by dimension; all without any.

        Returns
        -------
        Published or None
            None where the year is not covered.
        """
        where = area or self.area
        rows = self.available(name, by=list(levels), area=where)
        if rows is None:
            return None
        for dimension, level in levels.items():
            rows = rows[rows[dimension] == level]
        return compared.published(rows, measure, noun, self.year, where)

    def objective(
        self,
        *outcomes: PlannedOutcome,
        aim: str = "",
        of: str = objective.PLANNED,
        finding: str = "",
        plan: str = "2021-22",
    ) -> None:
        """Open the page with its finding, and a table of outcomes with what shows each.

        Parameters
        ----------
        *outcomes : PlannedOutcome
        aim : str
            The planned outcome of the objective, in a sentence.
        of : str
            What the first column holds: planned outcomes, which are assessed, or what the programme does.
        finding : str
            The first sentence; without it, how many outcomes were met, or that nothing shows them.
        plan : str
            Financial year of the report that names the outcomes.

        Raises
        ------
        NotCovered
            On the page of a region or a force that none of the returns reaches.
        UnknownName
            Where a claim or a return is not known.
        """
        setting = objective.Setting(self.year, self.area, plan, aim)
        asked = {name for each in outcomes for name in each.returns}
        if self.area.kind != "nation" and all(setting.returned(name) is None for name in asked):
            what = f"No return of {self.area.in_text} for {self.label} has been sent"
            raise NotCovered(what, [f"See the page for {areas.nation().in_text}."])
        opened = objective.opening(outcomes, setting, of, finding)
        cited = pd.DataFrame()
        cited.attrs["provenance"] = opened.provenance
        self.cite(cited)
        display(opened.lead, opened.table)

    def cite(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Remember the sources of a table that is no dataset, such as populations, and return it."""
        self._loaded.append(frame)
        return frame

    def _so_far(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        held = pd.PeriodIndex(frame.iloc[:, 0])
        known = frame[held.end_time <= self.year.end_time].reset_index(drop=True)
        if known.empty:
            title, first = datasets.find(name).title, periods.label(held[0])
            raise NotCovered(f"{title}: no figures are held up to {self.label}", [f"They begin with {first}."])
        return known

    @property
    def key(self) -> tuple[str, str]:
        """Area and period, as a loaded table remembers for which page it was loaded."""
        return self.area.name, self.label

    def main_points(self, *points: Sentence | str, rely: str = "") -> None:
        """Show what somebody must know who reads nothing else, the most important first.

        Parameters
        ----------
        *points : Sentence or str
            Three to six, each a finding with its figure (see `analysis.prose.say`).
        rely : str
            What a reader can rely on, in one or two sentences.
        """
        said = (point if isinstance(point, Sentence) else Sentence((point,)) for point in points)
        display(MainPoints(tuple(point.fields() for point in said), rely))

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
        >>> with page.chart("Referrals rose", "By quarter", data=referrals) as ax:  # doctest: +SKIP
        ...     sns.lineplot(referrals, x="quarter", y="referrals", ax=ax)
        """
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
        """
        for each in (data, *(source if isinstance(source, (list, tuple)) else (source,))):
            sourcing.check_page(each, self.key, f"table '{title}'")
        made = plain_tables.written(plain_tables.flattened(data), str(title), names=names, write=write)
        cited = sourcing.line(data, source, f"table '{title}'").partition(": ")[2]
        return replace(made, notes=(*made.notes, *notes), sources=(cited,))

    def say(self, template: str, **values: object) -> None:
        """Show a sentence made of text and figures (see `analysis.prose.figures.say`)."""
        display(Text(str(say(template, **values))))

    def printed(self, *ids: str) -> None:
        """Show what the printed report of the year states on the page's subject, and whether it stands.

        Nothing is shown where there is no printed report of the year, or where the page is not of the whole nation.

        Parameters
        ----------
        *ids : str
            Of claims.
        """
        if self.area.kind != "nation":
            return
        for row in claims.rows(self.label, ids).itertuples():
            said = [str(row.statement), str(row.claimed)]
            printed = f"section {row.section}: {', '.join(dict.fromkeys(said))}."
            found = f"the data give {row.computed}" if row.verdict == "differs" else str(row.reason)
            display(Check(printed, str(row.verdict), _first_sentence(found), str(row.id)))

    def narrative(self, name: str, place: str = "") -> None:
        """Show the passages of narrative for a place on a page.

        Parameters
        ----------
        name : str
            Of the notebook.
        place : str
        """
        if self.area.kind != "nation":
            return
        for passage in narrative.passages(self.label, name, place):
            found = claims.rows(self.label, narrative.cited(passage))
            stand = {row["id"]: f"{row['claimed']} ({row['verdict']})" for row in found.to_dict("records")}
            text = narrative.with_claims(passage, stand)
            display(Passage(text.heading, text.title, text.markdown))

    def latest(self, text: Sentence | str) -> None:
        """Show that a newer figure exists than that of the year reported on."""
        display(Aside(f"**Latest:** {text}"))

    def sources(self) -> Sources:
        """Return the list of the releases that the page has used."""
        return tables.sources(provenance_of(*self._loaded))


def _short(reason: str, verdict: str) -> str:
    """Return the first sentences of a reason: the claims page has all of it."""
    first, *others = re.split(r"(?<=[.;]) (?=[A-Z0-9])", reason.removeprefix(f"{capitalised(verdict)}: "))
    for each in others:
        if len(f"{first} {each}".split()) > _LONGEST:
            break
        first = f"{first} {each}"
    return f"{first.removesuffix(';').removesuffix('.')}."


def _not_available(error: NotCovered, *further: str) -> Notice:
    if isinstance(error, NothingReturned):
        template = f"A template to fill in: `msoic returns template {error.name}`."
        said = (f"{error.what}.", template, *further)
        return Notice(heading="Needs a return", paragraphs=said, kind="unreturned", returns=(error.name,))
    return Notice(heading="Not available", paragraphs=(f"{error.what}.", *error.there_is, *further), kind="missing")


def _first_sentence(text: str) -> str:
    return f"{text.partition('. ')[0].rstrip('.')}." if text else ""


def _overlap(one: pd.Period, other: pd.Period) -> bool:
    return bool(one.start_time <= other.end_time and other.start_time <= one.end_time)


def _state_what_is_missing(
    shell: Any,
    kind: type[BaseException],
    error: NotCovered | CannotEstimate,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    if isinstance(error, NotCovered):
        display(_not_available(error))
    else:
        needed = (f"The method needs {error.expected}.",) if error.expected else ()
        display(Notice(heading="Not estimated", paragraphs=(f"{capitalised(error.what)}.", *needed), kind="missing"))
