"""From rows of returns to a cleaned table: the newest return of each month, zeros, totals, and how many reported.

Leaves of the table are the cells of the form: a month × a police force (or region) × a level of each dimension. Totals
are added along every dimension whose levels may be added up, over regions and the nation, and for what happens during a
month over quarters and financial years. A month that somebody returned is complete: a cell without a row is zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pandas as pd

from analysis import areas, periods
from analysis.datasets.dataset import ALL, FORCE, FREQUENCIES, REGION, Dataset
from analysis.datasets.form import REFERENCE, Form

PROGRAMME = "programme"


def clean(dataset: Dataset, returns: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Make the cleaned table of a dataset from its returns, before anything is suppressed.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    returns : sequence of DataFrame
        Rows of each, the earliest first; a later one replaces, for each reporter and month that it covers, all rows of
        an earlier one. A return of records covers the months that ``attrs["span"]`` names (first and last), or else
        those from its first record to its last.

    Returns
    -------
    DataFrame
        ``every``, ``start``, the dimensions, the measures (``Int64``) and ``covered``: how many reporters returned
        the whole period. Where nobody did, there is no row.
    """
    form = dataset.asks
    rows, newest = standing(dataset, returns)
    leaves = _leaves(rows, newest, dataset)
    climbed = _climb_time(_climb_levels(leaves, dataset), dataset)
    keys = dataset.keys
    sums = climbed.groupby(keys)[list(dataset.measures)].sum()
    if form.records and (form.records in dataset.measures):
        counted = _climb_time(_climb_levels(rows, dataset), dataset).groupby(keys)[REFERENCE].nunique()
        sums[form.records] = counted.reindex(sums.index, fill_value=0)
    table = sums.astype("Int64").reset_index()
    coverage = covered(newest, dataset)
    place = dataset.place or "place"
    table = table.assign(place=ALL) if not dataset.place else table
    joined = table.merge(coverage.rename(columns={"place": place}), on=["every", "start", place], how="inner")
    return joined[joined["covered"] > 0].drop(columns=[] if dataset.place else "place").reset_index(drop=True)


def standing(dataset: Dataset, returns: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what stands after all returns: of each reporter and month the rows of the newest one.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    returns : sequence of DataFrame
        Rows of each, the earliest first.

    Returns
    -------
    tuple of DataFrame and DataFrame
        The rows, with ``start`` (datetime), ``reporter`` and ``order`` (position of the return) instead of the span;
        and each reporter and month that is covered, with the position of the return that stands.
    """
    rows = pd.concat([_dated(each, dataset).assign(order=number) for number, each in enumerate(returns)])
    covered_by_each = units(dataset, returns)
    newest = covered_by_each.groupby(["reporter", "start"])["order"].max().reset_index()
    return rows.merge(newest, on=["reporter", "start", "order"]), newest


def units(dataset: Dataset, returns: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return what each return covers.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    returns : sequence of DataFrame
        Rows of each.

    Returns
    -------
    DataFrame
        ``reporter``, ``start`` (datetime) and ``order``: the position of the return.
    """
    dated = [_dated(each, dataset).assign(order=number) for number, each in enumerate(returns)]
    spans = [each.attrs.get("span") for each in returns]
    return pd.concat([_units(*each, dataset) for each in zip(dated, spans, strict=True)], ignore_index=True)


def covered(units: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Count who returned each period in whole.

    Parameters
    ----------
    units : DataFrame
        ``reporter`` and ``start``: each month (or quarter) that somebody returned.
    dataset : Dataset

    Returns
    -------
    DataFrame
        ``every``, ``start``, ``place`` (a force, a region or `ALL`) and ``covered``.
    """
    form = dataset.asks
    parts = units.assign(every=_every(form))
    spans = [parts]
    for every, length in _longer(dataset).items():
        long = parts.assign(every=every, start=_starts(parts["start"], every))
        whole = long.groupby(["reporter", "every", "start"]).size().rename("parts").reset_index()
        spans.append(whole[whole["parts"] == length].drop(columns="parts"))
    held = pd.concat(spans)[["reporter", "every", "start"]].drop_duplicates()
    if form.reporter == "programme":
        places = pd.Series([ALL, *_all_places(dataset)], name="place")
        return held.drop(columns="reporter").drop_duplicates().merge(places, how="cross").assign(covered=1)
    climbed = _climb_place(held.rename(columns={"reporter": "place"}), "place", form.reporter)
    return climbed.groupby(["every", "start", "place"]).size().rename("covered").reset_index()


def expected(dataset: Dataset, place: str) -> int:
    """Return how many reporters a figure of a place would have if all had returned.

    Parameters
    ----------
    dataset : Dataset
    place : str
        Force, region or nation.
    """
    form = dataset.asks
    area = areas.find(place)
    if form.reporter == "programme" or area.kind == "force":
        return 1
    if form.reporter == "region":
        return len(areas.regions()) if area.kind == "nation" else 1
    return len(areas.members(area))


def _dated(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    form = dataset.asks
    starts = {text: _first_day(text, form) for text in rows[form.span].unique()}
    reporter = rows[form.reporter] if form.reporter != "programme" else PROGRAMME
    start = rows[form.span].map(starts).astype("datetime64[us]")
    return rows.drop(columns=form.span).assign(start=start, reporter=reporter)


def _first_day(text: str, form: Form) -> pd.Timestamp:
    if form.span == "quarter":
        return periods.quarter(text).start_time
    return pd.Timestamp(text).to_period("M").start_time


def _units(rows: pd.DataFrame, span: tuple[str, str] | None, dataset: Dataset) -> pd.DataFrame:
    held = rows[["reporter", "start", "order"]].drop_duplicates()
    if not dataset.asks.records:
        return held
    # A month without a record in the span of a return is one in which nothing happened.
    spans = []
    for reporter, starts in held.groupby("reporter")["start"]:
        first, last = span or (starts.min(), starts.max())
        months = pd.date_range(pd.Timestamp(first), pd.Timestamp(last), freq="MS").astype("datetime64[us]")
        spans.append(pd.DataFrame({"reporter": reporter, "start": months, "order": held["order"].iloc[0]}))
    return pd.concat(spans)


def _leaves(rows: pd.DataFrame, units: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    form = dataset.asks
    keys = ["reporter", "start", *dataset.dimensions]
    counts = [name for name in dataset.measures if name != form.records]
    sums = rows.groupby(keys, as_index=False)[counts].sum()
    known = _cells(rows, dataset)
    by = ["reporter"] if form.reporter in dataset.dimensions else None
    grid = units.merge(known, on=by) if by else units.merge(known, how="cross")
    if form.begun:
        years = {text: periods.financial_year(text).start_time for text in grid[form.begun].unique()}
        grid = grid[grid[form.begun].map(years) <= grid["start"]]
    filled = grid.merge(sums, on=keys, how="left")
    leaves = filled.assign(**{name: filled[name].fillna(0) for name in counts})
    return leaves.assign(**{form.records: 0}) if form.records else leaves


def _cells(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    form = dataset.asks
    if form.records:
        seen = rows[list(dataset.dimensions)].drop_duplicates()
        if dataset.place != FORCE:
            return seen
        # A force without a record is one in which nothing happened.
        forces = pd.Series([force.name for force in areas.forces()], name=FORCE)
        others = [name for name in dataset.dimensions if name != FORCE]
        return seen[others].drop_duplicates().merge(forces, how="cross") if others else forces.to_frame()
    cells = pd.DataFrame({"reporter": rows["reporter"].unique()})
    for name, levels in dataset.dimensions.items():
        if name == form.reporter:
            cells[name] = cells["reporter"]
        else:
            cells = cells.merge(pd.Series(levels or sorted(rows[name].unique()), name=name), how="cross")
    return cells if form.reporter in dataset.dimensions else cells.drop(columns="reporter").drop_duplicates()


def _climb_levels(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    for name in dataset.dimensions:
        if name == dataset.place:
            rows = _climb_place(rows, name, name)
        elif name not in dataset.asks.apart:
            rows = pd.concat([rows, rows.assign(**{name: ALL})], ignore_index=True)
    return rows


def _climb_place(rows: pd.DataFrame, column: str, kind: str) -> pd.DataFrame:
    higher = [rows.assign(**{column: ALL})]
    if kind == FORCE:
        regions = {force.name: force.region for force in areas.forces()}
        in_regions = rows[rows[column].isin(regions)]
        higher.append(in_regions.assign(**{column: in_regions[column].map(regions)}))
    return pd.concat([rows, *higher], ignore_index=True)


def _climb_time(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    form = dataset.asks
    levels = [rows.assign(every=_every(form))]
    for every, length in _longer(dataset).items():
        starts = _starts(rows["start"], every)
        states = {}
        if form.states:
            # What holds at the end of a quarter or year is what holds in its last month.
            is_last = rows["start"] == starts + pd.DateOffset(months=length - 1)
            states = {name: rows[name].where(is_last, 0) for name in form.states}
        levels.append(rows.assign(every=every, start=starts, **states))
    return pd.concat(levels, ignore_index=True)


def _every(form: Form) -> str:
    return "quarter" if form.span == "quarter" else "month"


def _longer(dataset: Dataset) -> dict[str, int]:
    form = dataset.asks
    if form.stock:
        return {}
    lengths = {"quarter": 3, "financial_year": 12} if _every(form) == "month" else {"financial_year": 4}
    return {every: length for every, length in lengths.items() if every in dataset.every}


def _starts(starts: pd.Series, every: str) -> pd.Series:
    return cast(Any, starts.dt.to_period(FREQUENCIES[every])).dt.start_time.astype("datetime64[us]")


def _all_places(dataset: Dataset) -> list[str]:
    forces = [force.name for force in areas.forces()] if dataset.place == FORCE else []
    regions = [region.name for region in areas.regions()] if dataset.place in (FORCE, REGION) else []
    return list(dict.fromkeys([*forces, *regions, *dataset.dimensions.get(dataset.place, ())]))
