"""What the datasets say about a measure over a period: totals, numbers at the end, shares, with their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis import areas, catalogue, datasets, periods
from analysis.datasets import returned
from analysis.datasets.dataset import FREQUENCIES, Dataset
from analysis.errors import NotCovered
from analysis.measures.spans import Span
from analysis.prose import count, listing

Levels = Mapping[str, str | Sequence[str]]
"""Levels of dimensions that are counted, by dimension; ``*`` is every level, ``!X`` every level but X."""

Loads = dict[tuple[Any, ...], pd.DataFrame | NotCovered]

_LONGEST_FIRST = ("financial_year", "year", "quarter", "month")


class Withheld(NotCovered):
    """A figure of a return that is there and must not be shown."""


@dataclass
class Evidence:
    """The figures that one computation uses, and what must be said of them.

    Parameters
    ----------
    area : Area
    as_at : date, optional
        Only what was published on that day; of returns always the newest are taken.
    loads : dict
        Tables that were loaded already, to be shared between the claims of a report.
    own : str
        End of the report's own title, in lower case: what it states is no evidence for it, wherever it is quoted.

    Attributes
    ----------
    frames : list of DataFrame
        The rows used, each with its provenance.
    asked : dict
        The datasets asked, used or not.
    notes : list of str
        Clauses such as ``3,822 of 12,701``.
    moment : str
        The month that the last figure is of, where it is of another time than was asked for.
    """

    area: areas.Area
    as_at: dt.date | None = None
    loads: Loads = field(default_factory=dict)
    own: str = ""
    frames: list[pd.DataFrame] = field(default_factory=list)
    asked: dict[str, Dataset] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    moment: str = ""

    def total(self, name: str, measure: str, span: Span, **levels: str | Sequence[str]) -> float:
        """Return how many there were over a period.

        Parameters
        ----------
        name, measure : str
            Dataset and column.
        span : Span
        **levels
            What is counted, by dimension; all without any.

        Raises
        ------
        NotCovered
            Where a part of the period has no figure.
        """
        dataset = datasets.find(name)
        missing: list[NotCovered] = []
        for every in (each for each in _LONGEST_FIRST if each in dataset.every):
            parts = span.parts(FREQUENCIES[every])
            try:
                if len(parts):
                    return float(self._rows(name, measure, every, parts, levels)[measure].sum())
            except NotCovered as error:
                # What is not available by the year may be so by the quarter.
                missing.append(error)
        if missing:
            # Of the frequencies, the one says most of which something is available.
            raise max(missing, key=lambda error: len(error.there_is))
        shortest = next(each for each in reversed(_LONGEST_FIRST) if each in dataset.every)
        raise NotCovered(f"{dataset.title}: counted by the {shortest.replace('_', ' ')}, and not for {span}")

    def held(self, name: str, measure: str, span: Span) -> float:
        """Return how many there were in the financial years of a period that have figures, and note which.

        Parameters
        ----------
        name, measure, span
            As for `total`.

        Raises
        ------
        NotCovered
            Where there is none, or where all are complete, so that there is nothing to add to the total.
        """
        years = span.parts(FREQUENCIES["financial_year"])
        asked: dict[str, Any] = {"every": "financial_year", "area": self.area, "as_at": self.as_at}
        every = catalogue.load(name, **asked)
        parted = catalogue.load(name, vintages=True, **asked).query("partial").sort_values("vintage")
        parted = parted[~parted["financial_year"].isin(every["financial_year"])]
        frames = [every, parted.drop_duplicates("financial_year", keep="last")]
        every, parted = (rows[rows["financial_year"].isin(years)].dropna(subset=measure) for rows in frames)
        held = pd.concat([every["financial_year"], parted["financial_year"]]).sort_values()
        if held.empty or len(every) == len(years):
            raise NotCovered(f"{datasets.find(name).title}: no figure of a part of {span} only")
        self.frames += [every, parted]
        self._note(f"of {len(years)} financial years {listing(map(periods.label, held))}")
        if len(parted):
            self._note(f"{listing(map(periods.label, parted['financial_year']))} without some police forces")
        return float(every[measure].sum() + parted[measure].sum())

    def at_end(self, name: str, measure: str, span: Span, **levels: str | Sequence[str]) -> float:
        """Return how many there are in the last month of a period; parameters and errors as for `total`."""
        last = pd.PeriodIndex([pd.Period(span.end, freq="M")])
        return float(self._rows(name, measure, "month", last, levels)[measure].sum())

    def before(self, name: str, measure: str, span: Span, **levels: str | Sequence[str]) -> float:
        """Return how many there were in the month before a period; parameters and errors as for `total`."""
        month = pd.Period(span.start, freq="M") - 1
        return self.at_end(name, measure, Span(month, month), **levels)

    def latest(self, name: str, measure: str, span: Span, months: int, **levels: str | Sequence[str]) -> float:
        """Return the last figure published for a month of a period or not long before it, and keep the month.

        Parameters
        ----------
        name, measure, span, **levels
            As for `total`.
        months : int
            How many months before the end of the period it may be of.

        Raises
        ------
        NotCovered
            Where there is none.
        """
        frame = _chosen(self._load(name, list(levels), "month"), levels)
        end = pd.Period(span.end, freq="M")
        rows = frame[(frame["month"] <= end) & (frame["month"] > end - months)]
        if rows.empty:
            raise NotCovered(f"{datasets.find(name).title}: none shortly before {periods.label(end)}")
        last = rows[rows["month"] == rows["month"].max()]
        self.frames.append(last)
        self.moment = periods.label(last["month"].iloc[0])
        return float(last[measure].iloc[0])

    def present(self, name: str, measure: str, span: Span, dimension: str, **levels: str | Sequence[str]) -> list[str]:
        """Return the levels of a dimension that are counted at all over a period; errors as for `total`."""
        dataset = datasets.find(name)
        every = next(each for each in _LONGEST_FIRST if each in dataset.every and len(span.parts(FREQUENCIES[each])))
        parts = span.parts(FREQUENCIES[every])
        self._rows(name, measure, every, parts, levels)
        rows = self._load(name, [dimension, *levels], every)
        rows = _chosen(rows, levels)
        held = rows[rows[every].isin(parts) & rows[measure].fillna(0).gt(0)]
        return sorted(set(held[dimension].astype(str)))

    def share(self, part: float, whole: float, of: str = "") -> float:
        """Return a share in per cent, and note its numerator and denominator.

        Parameters
        ----------
        part, whole : float
        of : str
            What the numerator counts, where the claim can be read in another way.

        Raises
        ------
        NotCovered
            Where the whole is zero.
        """
        if not whole:
            raise NotCovered("there is nothing that it could be a share of")
        self.notes.append(f"{of}: {count(part)} of {count(whole)}".removeprefix(": "))
        return 100 * part / whole

    @property
    def narrower(self) -> str:
        """Name of the area that returns cover where they are set beside a claim about the whole UK, or nothing."""
        narrowed = [each for each in self.asked.values() if each.form and self.area == areas.wider()]
        return areas.find(narrowed[0].area).name if narrowed else ""

    def _load(self, name: str, by: Sequence[str], every: str) -> pd.DataFrame:
        dataset = datasets.find(name)
        self.asked[name] = dataset
        area, as_at = self.area, None if dataset.form else self.as_at
        if dataset.form and area == areas.wider():
            area = areas.find(dataset.area)
        key = (name, *by, every, area, as_at)
        if key not in self.loads:
            try:
                self.loads[key] = catalogue.load(name, by=list(by), every=every, area=area, as_at=as_at)
            except NotCovered as error:
                self.loads[key] = error
        frame = self.loads[key]
        if isinstance(frame, NotCovered):
            raise frame
        releases = frame.attrs["provenance"].releases
        own = [each.key for each in releases if self.own and each.title.casefold().endswith(self.own)]
        independent = frame[~frame["release"].isin(own)]
        if independent.empty and not frame.empty:
            raise NotCovered(f"{dataset.title}: the only figures available are the report's own")
        return independent

    def _rows(self, name: str, measure: str, every: str, parts: pd.PeriodIndex, levels: Levels) -> pd.DataFrame:
        frame = _chosen(self._load(name, list(levels), every), levels)
        rows = frame[frame[every].isin(parts)]
        if missing := [periods.label(part) for part in parts if part not in set(rows[every])]:
            span = f"all of {Span(parts[0], parts[-1])}" if len(parts) > 1 else missing[0]
            held = frame[every]
            there_is = [f"There is {Span(held.min(), held.max())}."] if len(held) else []
            raise NotCovered(f"{datasets.find(name).title}: not available for {span}", there_is)
        if rows[measure].isna().any():
            raise Withheld(f"{datasets.find(name).title}: a figure is suppressed or missing")
        self.frames.append(rows)
        self._note_coverage(rows, datasets.find(name))
        return rows

    def _note_coverage(self, rows: pd.DataFrame, dataset: Dataset) -> None:
        if dataset.form is None or dataset.form.reporter == "programme":
            return
        area = areas.find(dataset.area) if self.area == areas.wider() else self.area
        expected, least = returned.expected(dataset, area.name), int(rows["covered"].min())
        if least < expected:
            self._note(f"{least} of {expected} {dataset.form.reporter}s returned figures")

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _chosen(rows: pd.DataFrame, levels: Mapping[str, Any]) -> pd.DataFrame:
    for dimension, wanted in levels.items():
        if isinstance(wanted, str) and wanted.startswith("!"):
            rows = rows[rows[dimension] != wanted[1:]]
        elif wanted != "*":
            rows = rows[rows[dimension].isin([wanted] if isinstance(wanted, str) else list(wanted))]
    return rows
