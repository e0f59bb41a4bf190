"""Which rows of a dataset are of an area, and how many of those who should have returned figures did."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import areas, periods
from analysis.datasets import returned
from analysis.datasets.dataset import ALL, FORCE, FREQUENCIES, REGION, Dataset
from analysis.errors import NotCovered

_NAMED = 5
"""How many of the forces that did not return are named; of more, only the number is said."""


@dataclass(frozen=True)
class Coverage:
    """How many of those who should have returned figures did.

    Attributes
    ----------
    coverage : tuple of str
        A sentence or two; nothing for published figures, and where there is nobody to wait for.
    incomplete : tuple of Period
        The periods that not all of them returned.
    """

    coverage: tuple[str, ...] = ()
    incomplete: tuple[pd.Period, ...] = ()


def refuse_beyond(dataset: Dataset, area: areas.Area, made: str) -> None:
    """Refuse an area that a dataset is not of, and not broken down so far.

    Parameters
    ----------
    dataset : Dataset
    area : Area
    made : str
        ``published`` or ``returned``.

    Raises
    ------
    NotCovered
    """
    is_finer = area.kind != "nation" and (dataset.place == FORCE or dataset.place == area.kind == REGION)
    if area.name != dataset.area and not is_finer:
        broken_down = {FORCE: "by police force", REGION: "by region"}.get(dataset.place, "no further")
        whole = areas.find(dataset.area).in_text
        there_is = f"The series is {made} for {whole} and broken down {broken_down}."
        raise NotCovered(f"{dataset.title}: not {made} for {area.in_text}", [there_is])


def coverage(rows: pd.DataFrame, figures: pd.DataFrame, dataset: Dataset, area: areas.Area) -> Coverage:
    """Say how many of those who should have returned figures did, over the periods shown.

    Parameters
    ----------
    rows : DataFrame
        As loaded, with a column of Periods first.
    figures : DataFrame
        Those of the area, with its forces (see `picked`).
    dataset : Dataset
    area : Area

    Returns
    -------
    Coverage
    """
    form = dataset.asks
    if form.reporter in ("programme", area.kind):
        return Coverage()
    expected = returned.expected(dataset, area.name)
    every = str(rows.columns[0])
    totals = figures[(figures["every"] == every) & (figures[dataset.place] == ALL)]
    counts = totals.groupby("start")["covered"].max()
    counts.index = pd.DatetimeIndex(counts.index).to_period(FREQUENCIES[every])
    counts = counts[counts.index.isin(rows[every])]
    last = counts.index.max()
    who = "police forces" if form.reporter == FORCE else "regions"
    absent = _without(figures, dataset, every, last)
    said = f"The figures for {periods.label(last)} cover {counts[last]} of {expected} {who}{absent}."
    incomplete = tuple(counts.index[counts < expected])
    if counts.min() == counts.max():
        return Coverage((said,), incomplete)
    least, most = counts.min(), counts.max()
    earlier = f"Earlier ones cover between {least} and {most}: part of a rise or a fall may be theirs."
    return Coverage((said, earlier), incomplete)


def _without(figures: pd.DataFrame, dataset: Dataset, every: str, last: pd.Period) -> str:
    if dataset.place != FORCE:
        return ""
    of_period = figures[(figures["every"] == every) & (figures["start"] == last.start_time)]
    names = {force.name for force in areas.forces()} & set(figures[FORCE]) - set(of_period[FORCE])
    return f", without {', '.join(sorted(names))}" if 0 < len(names) <= _NAMED else ""


def added_up(figures: pd.DataFrame, dataset: Dataset, area: areas.Area) -> pd.DataFrame:
    """Return the rows of the forces of an area, and their totals as `ALL`."""
    forces = [force.name for force in areas.members(area)]
    parts = figures[figures[FORCE].isin(forces)]
    keys = [name for name in figures.columns if name not in {FORCE, "summed", "partial", *dataset.measures}]
    groups = parts.groupby(keys, dropna=False)
    # A region lacks a figure wherever one of its forces does.
    whole = groups[list(dataset.measures)].sum(min_count=len(forces))
    whole = whole.assign(**{FORCE: ALL}, summed=groups["summed"].any() | (len(forces) > 1), partial=False)
    whole = whole.dropna(subset=[*dataset.measures]).reset_index()
    return pd.concat([whole, parts], ignore_index=True)[list(figures.columns)]


def picked(figures: pd.DataFrame, dataset: Dataset, area: areas.Area) -> pd.DataFrame:
    """Return the rows of the forces (or regions) of an area, and its totals, which the table has, as `ALL`."""
    # The totals of an area were made, and small numbers taken out of them, together with all others.
    place = dataset.place
    if not place:
        return figures
    parts = [force.name for force in areas.members(area)] if place == FORCE else _regions_in(dataset, area)
    whole = figures[figures[place] == (ALL if area.name == dataset.area else area.name)]
    return pd.concat([whole.assign(**{place: ALL}), figures[figures[place].isin(parts)]], ignore_index=True)


def _regions_in(dataset: Dataset, area: areas.Area) -> list[str]:
    known = [region.name for region in areas.regions()]
    return [*known, *dataset.dimensions[REGION]] if area.name == dataset.area else [area.name]
