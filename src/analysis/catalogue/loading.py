"""Loading a dataset by its name, and saying what it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from analysis import areas, datasets, roots
from analysis.catalogue import sources, spans, store
from analysis.catalogue.vintages import newest
from analysis.datasets.dataset import ALL, FORCE, FREQUENCIES, Dataset
from analysis.errors import NotCovered, UnknownName, nearest_names
from analysis.provenance import Provenance, Release


def load(
    name: str,
    *,
    by: str | Sequence[str] | None = (),
    every: str | None = None,
    area: str | areas.Area | None = None,
    until: str | int | pd.Period | None = None,
    during: str | int | pd.Period | None = None,
    as_at: str | dt.date | None = None,
    vintages: bool = False,
) -> pd.DataFrame:
    """Return a dataset, tidy and validated.

    Parameters
    ----------
    name : str
        See ``msoic data list``.
    by : str or sequence of str
        Dimensions to break the counts down by. Without any, the rows are totals.
    every : {"quarter", "year", "financial_year", "month", "week"}, optional
        How often it is counted; without it, as often as the dataset has it. A year is a calendar year.
    area : str or Area, optional
        The area that the figures must be of; without it, the one that the dataset covers. A region has a figure only
        where each of its forces has one.
    until : str, int or Period, optional
        Last period: a financial year such as ``2021-22``, a calendar year such as ``2021``, a quarter, a month, in any
        spelling that means one thing only. The data must hold all of it.
    during : str, int or Period, optional
        As `until`, and nothing before it.
    as_at : str or date, optional
        Only what was known on that day, such as ``2022-03-31``; without it, the newest figures.
    vintages : bool
        Keep all that was published for a period, not only the newest figure.

    Returns
    -------
    DataFrame
        A Period column named after `every`, the dimensions of `by`, the measures (``Int64``), and of the release behind
        each row its key (``release``), day of publication (``vintage``, datetime), whether it is ``official``, whether
        we ``summed`` its details, whether it is ``partial``: a part whose other parts the release left out, and whether
        it is ``provisional`` or ``revised`` (see `vintages.mark`). A figure read in a secondary source is used only
        where no official release gives it, and a partial one only with `vintages`. The releases themselves are in
        ``attrs["provenance"]``, what the consistency checks found in ``attrs["warnings"]``.

        Of returns it has instead ``covered``: how many reporters stand behind the figure, and ``suppressed``: whether a
        measure is missing because it is a small number about people, or would give one away. Who returned figures and
        who did not is said in ``attrs["coverage"]``; ``attrs["incomplete"]`` holds the Periods that not all returned.

        So that a table that leaves the project says what it is, its last two columns are ``area``, the name, and
        ``evidence``: ``published``, ``return`` or, of an invented country, ``invented``.

    Raises
    ------
    UnknownName
        Where there is no such dataset, dimension, frequency or area.
    BadPeriod
        Where `until` or `during` is no period, or not one of whole periods of the dataset, or `as_at` no day.
    NotCovered
        Where nothing is published for the area, the period or the detail.
    BadData
        Where a data file, its sidecar and its schema disagree.

    See Also
    --------
    describe : What a dataset holds, with units, coverage and sources.

    Examples
    --------
    >>> counts = load("nrm_referrals", by="age_group", during="2021-22", as_at="2024-06-30")
    >>> counts.groupby("age_group", observed=True)["referrals"].sum().to_dict()
    {'Adult (18 or over)': 7024, 'Child (17 or under)': 5557, 'Age not specified or unknown': 957}
    """
    dataset = datasets.find(name)
    dimensions = [str(by)] if isinstance(by, (str, int)) else [str(each) for each in by or ()]
    frequency = dataset.every[0] if every is None else every
    _check_names(dataset, dimensions, frequency)
    known_on = None if as_at is None else spans.day(as_at)
    last, only = (None if each is None else spans.asked(each, frequency) for each in (until, during))
    source, made = sources.of(dataset, known_on), store.cleaned(dataset, known_on)
    asked = area if isinstance(area, areas.Area) else areas.find(area or dataset.area)
    figures = source.of_area(made.figures, asked)
    rows = _level(figures, dataset, dimensions, frequency)
    if known_on is not None:
        rows = rows[rows["vintage"].dt.date <= known_on]
    rows = source.marked(rows, figures, all_vintages=vintages)
    if not vintages:
        apart = [name for name in dimensions if not figures[name].eq(ALL).any()]
        rows = newest(rows[~rows["partial"]], apart)
    rows = _with_periods(rows, dataset, dimensions, frequency, source.flags)
    for end in (last, only):
        if end is not None and len(rows):
            rows = spans.until(rows, dataset, frequency, end)
    if only is not None:
        rows = rows[rows[frequency].dt.start_time >= only.start_time].reset_index(drop=True)
    if rows.empty:
        raise NotCovered(
            f"{dataset.title}: nothing published {_asked(dimensions, as_at)}", spans.coverage(dataset, figures)
        )
    rows.attrs.update(title=dataset.title, short=dataset.short or dataset.title, area=asked.name)
    rows = rows.assign(area=asked.name, evidence="invented" if roots.current().demonstration else source.evidence)
    rows.attrs["provenance"] = Provenance(_used(made.releases, rows))
    rows.attrs["warnings"] = made.warnings
    rows.attrs |= asdict(source.coverage(rows, figures, asked))
    return rows


@dataclass(frozen=True)
class Description:
    """What a dataset holds, for a person to read.

    Attributes
    ----------
    name, title, explanation, area : str
    columns : dict of str to str
        What each dimension and measure holds, with its levels or its unit.
    coverage : tuple of str
        A sentence for each detail that is held: how often, from when to when, and which periods are missing between.
    releases : tuple of Release
    warnings : tuple of str
        What the consistency checks found.
    note : str
        How the figures in the repository were extracted.
    """

    name: str
    title: str
    explanation: str
    area: str
    columns: dict[str, str]
    coverage: tuple[str, ...]
    releases: tuple[Release, ...]
    warnings: tuple[str, ...]
    note: str

    def __repr__(self) -> str:
        parts = [f"{self.name}: {self.title} ({self.area})", self.explanation.strip()]
        parts.append("\n".join(f"{name}: {meaning}" for name, meaning in self.columns.items()))
        parts.append("\n".join(self.coverage))
        parts.append("Sources\n" + "\n".join(f"- {release}" for release in self.releases))
        parts += [f"Warning: {warning}" for warning in self.warnings]
        return "\n\n".join([*parts, self.note] if self.note else parts)


def names() -> tuple[str, ...]:
    """Return the names of the datasets.

    Examples
    --------
    >>> "nrm_referrals" in names()
    True
    """
    return tuple(datasets.DATASETS)


def describe(name: str) -> Description:
    """Return what a dataset holds: columns with units, coverage, sources.

    Parameters
    ----------
    name : str

    Returns
    -------
    Description
        Prints itself as text.

    Raises
    ------
    UnknownName, BadData

    Examples
    --------
    >>> describe("small_boats").title
    'Small boat arrivals, weekly series'
    """
    dataset = datasets.find(name)
    made, source = store.held(dataset), sources.of(dataset)
    levels = {column: ", ".join(known) or "open" for column, known in dataset.dimensions.items()}
    units = {name: f"unit: {unit}" for name, unit in dataset.measures.items()}
    if FORCE in levels:
        forces = f"the {len(areas.forces())} police forces of {areas.nation().in_text}"
        levels[FORCE] = f"{forces}, and what stands for all that is none of them"
    detail = {name: f"levels: {known}" for name, known in levels.items()} | units
    return Description(
        name=dataset.name,
        title=dataset.title,
        explanation=dataset.explanation,
        area=dataset.area,
        columns={name: f"{dataset.about[name]}\n    {more}" for name, more in detail.items()},
        coverage=tuple(spans.coverage(dataset, made.figures)) if made else (f"{source.lacking}",),
        releases=made.releases if made else (),
        warnings=made.warnings if made else (),
        note=source.note if made else "",
    )


def _check_names(dataset: Dataset, dimensions: Iterable[str], every: str) -> None:
    for dimension in dimensions:
        if dimension not in dataset.dimensions:
            raise UnknownName(
                f"{dataset.name} is not broken down by '{dimension}'",
                expected=" or ".join(dataset.dimensions) or "no dimension: it holds totals only",
                nearest=nearest_names(dimension, dataset.dimensions),
            )
    if every not in dataset.every:
        known = " or ".join(dataset.every)
        # A part of a year, or a stock, must not be added up by mistake: whoever wants the sum says so.
        sums = "; findings.total adds the quarters of a year up" if every == "financial_year" else ""
        raise UnknownName(f"{dataset.name} is not counted every '{every}'", expected=f"{known}{sums}")


def _level(figures: pd.DataFrame, dataset: Dataset, dimensions: Sequence[str], every: str) -> pd.DataFrame:
    chosen = figures["every"] == every
    for dimension in dataset.dimensions:
        is_margin = figures[dimension] == ALL
        chosen &= ~is_margin if dimension in dimensions else is_margin
    if not chosen.any():
        raise NotCovered(
            f"{dataset.title}: not published {_asked(dimensions, None)}", spans.coverage(dataset, figures, every)
        )
    return figures[chosen]


def _with_periods(
    rows: pd.DataFrame, dataset: Dataset, dimensions: Sequence[str], every: str, flags: Sequence[str]
) -> pd.DataFrame:
    period = rows["start"].dt.to_period(FREQUENCIES[every])
    columns = [every, *dimensions, *dataset.measures, "release", "vintage", *flags]
    levels = {
        name: pd.Categorical(rows[name], dataset.dimensions[name], ordered=True)
        for name in dimensions
        if dataset.dimensions[name]
    }
    labelled = rows.assign(**{every: period, **levels})[columns]
    return labelled.sort_values([every, *dimensions, "vintage"], kind="stable", ignore_index=True)


def _asked(dimensions: Sequence[str], as_at: object) -> str:
    return f"{spans.detail(dimensions)} as at {as_at}" if as_at else spans.detail(dimensions)


def _used(releases: Iterable[Release], rows: pd.DataFrame) -> tuple[Release, ...]:
    keys = set(rows["release"])
    return tuple(release for release in releases if release.key in keys)
