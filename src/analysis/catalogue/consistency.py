"""Defects that no single file shows: figures that move between releases, or stand out of their series, too far.

What cannot be right is refused; what can, but should be looked at, is a warning that travels to the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis import areas, periods
from analysis.datasets.dataset import ALL, FORCE, FREQUENCIES, Dataset
from analysis.errors import BadData, printable
from analysis.provenance import Release

WARN = 0.05
"""A revision by more than this share of the earlier figure is worth a look: most are by less than 1%."""

REFUSE = 0.5
"""A revision by more than this share is no revision, but another quarter under the wrong name."""

LEAST = 100
"""Counts below this move by large shares without anything being wrong."""

FAR = 3.0
"""A newest figure this many times the one before it, or less than its third, is out of the series."""


def check(
    table: pd.DataFrame, dataset: Dataset, releases: Sequence[Release], files: Mapping[str, Sequence[str]] | None = None
) -> Iterator[str]:
    """Compare the releases of a dataset with each other, and the newest figure with its series.

    Parameters
    ----------
    table : DataFrame
        In the form of ``dataset.schema()``.
    dataset : Dataset
    releases : sequence of Release
    files : mapping of str to sequence of str, optional
        Names of the files that a release was read from, by its key.

    Yields
    ------
    str
        A warning, as a sentence.

    Raises
    ------
    BadData
        Where a figure moved so far that a period must be mislabelled.
    """
    titles = {release.key: _named(release, (files or {}).get(release.key, ())) for release in releases}
    measure = next(iter(dataset.measures))
    table = table[table["every"] == dataset.every[0]]
    if FORCE in dataset.dimensions:
        yield from _forces(table, dataset, titles)
    totals = table[(table[list(dataset.dimensions)] == ALL).all(axis=1)]
    if totals.empty:
        return
    frequency = FREQUENCIES[dataset.every[0]]
    totals = totals.assign(period=totals["start"].dt.to_period(frequency), number=totals[measure].astype(float))
    totals = totals.dropna(subset="number").sort_values(["start", "vintage"], kind="stable")
    yield from _revisions(totals, dataset, titles)
    yield from _newest(totals, dataset)


def _revisions(totals: pd.DataFrame, dataset: Dataset, titles: Mapping[str, str]) -> Iterator[str]:
    groups = totals.groupby("start")
    earlier = groups[["number", "release", "vintage"]].shift().add_prefix("earlier_")
    moved = totals.join(earlier).dropna(subset="earlier_number")
    moved["share"] = (moved["number"] - moved["earlier_number"]).abs() / moved["earlier_number"].clip(lower=1)
    large = moved[["number", "earlier_number"]].max(axis=1) >= LEAST
    of_one_day = (moved["vintage"] == moved["earlier_vintage"]) & (moved["share"] > 0)
    for row in moved[large & ((moved["share"] > WARN) | of_one_day)].to_dict("records"):
        said = (
            f"{dataset.title}: {periods.label(row['period'])} is {row['earlier_number']:,.0f} in one release "
            f"({titles[row['earlier_release']]}) and {row['number']:,.0f} in the next ({titles[row['release']]})"
        )
        if row["share"] > REFUSE:
            raise BadData(said, expected=f"a revision by less than {REFUSE:.0%}; a period may be mislabelled")
        yield f"{said}{', both of one day' if row['vintage'] == row['earlier_vintage'] else ''}."


def _named(release: Release, files: Sequence[str]) -> str:
    return ", ".join([str(release), *map(printable, files)])


def _forces(table: pd.DataFrame, dataset: Dataset, titles: Mapping[str, str]) -> Iterator[str]:
    # A force that is new in a period is one that was missing before it.
    others = [name for name in dataset.dimensions if name != FORCE]
    details = table[(table[FORCE] != ALL) & (table[others] == ALL).all(axis=1) & ~table["partial"]]
    details = details.dropna(subset=[*dataset.measures])
    details = details.assign(period=details["start"].dt.to_period(FREQUENCIES[dataset.every[0]]))
    expected = {force.name for force in areas.forces()}
    for release, rows in details.groupby("release", sort=False):
        held = rows.groupby("period")[FORCE].agg(set)
        absent = held.map(lambda names: ", ".join(sorted(expected - names)))
        for names, lacking in absent[absent != ""].groupby(absent, sort=False):
            first, last = periods.label(lacking.index[0]), periods.label(lacking.index[-1])
            when = first if first == last else f"{len(lacking)} periods from {first} to {last}"
            yield f"{dataset.title}: no figure of {names} in {when} ({titles[str(release)]})."


def _newest(totals: pd.DataFrame, dataset: Dataset) -> Iterator[str]:
    newest = totals.groupby("start").tail(1).set_index("period")["number"]
    if len(newest) < 5 or newest.index[-1] - 1 != newest.index[-2]:
        return
    before, last = newest.iloc[-2], newest.iloc[-1]
    if max(before, last) < LEAST or _seasonal(dataset):
        return
    if last > FAR * newest.iloc[:-1].max() or last < newest.iloc[:-1].min() / FAR:
        period = periods.label(newest.index[-1])
        yield (
            f"{dataset.title}: the newest figure, {last:,.0f} in {period}, is far outside the range of the earlier "
            f"ones ({newest.iloc[:-1].min():,.0f} to {newest.iloc[:-1].max():,.0f})."
        )


def _seasonal(dataset: Dataset) -> bool:
    # A calm winter month without boats is no defect.
    return dataset.every[0] in {"month", "week"}
