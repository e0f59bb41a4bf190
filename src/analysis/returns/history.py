"""What is remarkable about a return beside those that are held: it is taken in, and the force is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from analysis import areas, periods
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset
from analysis.prose import number
from analysis.returns import register
from analysis.returns.checking import Checked
from analysis.statistics import counts

LATE_AFTER = 31
"""Days after the end of a month or quarter until which a return is in time."""

LEVEL = 0.998
"""Nominal coverage of what is expected of a month: that of limits at three standard errors, as on control charts."""

_MONTHS_BEFORE = 12
_FEWEST_BEFORE = 6


def warnings(checked: Checked, today: dt.date) -> tuple[str, ...]:
    """Say what is remarkable about a return.

    Parameters
    ----------
    checked : Checked
        Without a fault.
    today : date
        Day of receipt.

    Returns
    -------
    tuple of str
        Sentences: late, all zeros, replaced months and by how much they change, sudden jumps, forces that used to
        return and are missing. They give totals of a month, and no row.
    """
    dataset = checked.dataset
    if dataset is None or checked.faults:
        return ()
    own, own_units = returned.standing(dataset, [checked.rows])
    submissions = register.held(dataset)
    said = [*_late(own_units, dataset, today), *_all_zeros(own, dataset)]
    if submissions:
        held, held_units = returned.standing(dataset, [register.read(each, dataset) for each in submissions])
        said += _replaced(own, own_units, held, held_units, dataset, submissions)
        said += _jumps(own, held, dataset)
        said += _absent(own_units, held_units, dataset)
    return tuple(said)


def sudden(count: float, before: Sequence[float], level: float = LEVEL) -> tuple[float, float] | None:
    """Tell whether a count is out of line with those before it.

    Given their total, a further count from the same process is a binomial part of it: the prediction interval of Nelson
    (Lifetime Data Analysis for Poisson counts; see Krishnamoorthy and Peng, Journal of Statistical Planning and
    Inference 2011; 141: 1709-1718). Counts that vary more than Poisson widen it by their variance over their mean.

    Parameters
    ----------
    count : float
        The new one.
    before : sequence of float
        Those before it, at least two.
    level : float
        Nominal coverage.

    Returns
    -------
    tuple of float, or None
        Mean of the counts before and their dispersion (1 for Poisson) where it is out of line.
    """
    total, mean = float(np.sum(before)), float(np.mean(before))
    if total + count == 0:
        return None
    dispersion = max(1.0, float(np.var(before, ddof=1)) / mean) if mean > 0 else 1.0
    _, interval = counts.rate_ratio(count, total, 1, len(before), dispersion=dispersion, level=level)
    return None if 1 in interval else (mean, dispersion)


def _span(start: pd.Timestamp, dataset: Dataset) -> pd.Period:
    return start.to_period(dataset.asks.frequency)


def _late(units: pd.DataFrame, dataset: Dataset, today: dt.date) -> Iterator[str]:
    late = {}
    for start in sorted(units["start"].unique()):
        span = _span(pd.Timestamp(start), dataset)
        days = (today - span.end_time.date()).days
        if days > LATE_AFTER:
            late[span] = days
    if late:
        first = min(late)
        more = f" and {len(late) - 1} later" if len(late) > 1 else ""
        yield (
            f"Late: {periods.label(first)}{more} came {late[first]} days after its end; "
            f"returns are due within {LATE_AFTER} days."
        )


def _series(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return the totals of each reporter, level that is never added up, and span; a column for each measure."""
    form = dataset.asks
    counted = [name for name in dataset.measures if name in rows and name not in form.states]
    return rows.groupby(["reporter", *sorted(form.apart), "start"])[counted].sum().astype("int64")


def _all_zeros(rows: pd.DataFrame, dataset: Dataset) -> Iterator[str]:
    totals = _series(rows, dataset).groupby("reporter").sum().sum(axis=1)
    for name in totals.index[totals == 0]:
        yield f"All zeros: {name} counts nothing in any month of the return."


def _replaced(
    own: pd.DataFrame,
    own_units: pd.DataFrame,
    held: pd.DataFrame,
    held_units: pd.DataFrame,
    dataset: Dataset,
    submissions: Sequence[register.Submission],
) -> Iterator[str]:
    keys = ["reporter", "start"]
    both = own_units[keys].merge(held_units, on=keys)
    after, before = _by_span(own, dataset), _by_span(held, dataset)
    for reporter, start, order in both.sort_values(keys)[[*keys, "order"]].itertuples(index=False):
        key = (reporter, start)
        changes = []
        for measure in after.columns:
            old = int(before[measure].get(key, 0))
            new = int(after[measure].get(key, 0))
            if old != new:
                changes.append(f"{measure} from {old:,} to {new:,} ({new - old:+,})".replace("-", "−"))
        since = submissions[int(str(order))].received.isoformat()
        span = periods.label(_span(pd.Timestamp(str(start)), dataset))
        said = "; ".join(changes) or "no total changes"
        yield f"Replaced: {reporter}, {span}, held since {since}: {said}."


def _by_span(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    return _series(rows, dataset).groupby(["reporter", "start"]).sum()


def _jumps(own: pd.DataFrame, held: pd.DataFrame, dataset: Dataset) -> Iterator[str]:
    after, before = _series(own, dataset), _series(held, dataset)
    for key, row in after.iterrows():
        *series, start = cast(tuple[Any, ...], key)
        spans = before.index.get_level_values("start")
        same = np.all([before.index.get_level_values(i) == part for i, part in enumerate(series)], axis=0)
        earlier = before[same & (spans < start)].tail(_MONTHS_BEFORE)
        if len(earlier) < _FEWEST_BEFORE:
            continue
        for measure, count in row.items():
            if found := sudden(float(count), earlier[measure].to_list()):
                label = periods.label(_span(start, dataset))
                yield (
                    f"Sudden: {', '.join(map(str, series))}, {label}: {measure} is {int(count):,}; "
                    f"the mean of the {len(earlier)} before is {number(round(found[0], 1))}, "
                    "and chance alone seldom moves it so far."
                )


def _absent(own_units: pd.DataFrame, held_units: pd.DataFrame, dataset: Dataset) -> Iterator[str]:
    # A return of one force says nothing of the others.
    if own_units["reporter"].nunique() < 2:
        return
    first, last = own_units["start"].min(), own_units["start"].max()
    recent = held_units[
        (held_units["start"] >= first - pd.DateOffset(months=_MONTHS_BEFORE)) & (held_units["start"] < first)
    ]
    there = set(own_units["reporter"]) | set(held_units.loc[held_units["start"] >= last, "reporter"])
    known = {area.name for area in (*areas.forces(), *areas.regions())}
    for name in sorted((set(recent["reporter"]) & known) - there):
        yield f"Missing: {name} used to return and is not in this return."
