"""All datasets in one table: what each is, how far it reaches, and who published it last."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import datasets, periods
from analysis.catalogue import sources, spans, store
from analysis.datasets.dataset import FORCE, FREQUENCIES, Dataset
from analysis.errors import AnalysisError

_COLUMNS = ("name", "title", "levels", "by", "every", "first", "last", "newest_release", "publisher", "note")


def table() -> pd.DataFrame:
    """Return what there is, a row for each dataset, with its coverage computed from the data.

    Returns
    -------
    DataFrame
        ``name`` as `load` takes it, ``title``, ``levels`` (the areas that there are figures of), ``by`` (how they can
        be broken down) and ``every`` (how often they are counted, the one that reaches furthest first); its ``first``
        and ``last`` period; the day of the ``newest_release`` and its ``publisher``; and as ``note`` what is missing
        between, how far the usual figures reach where others reach further, or why there is nothing.

    Examples
    --------
    >>> table().set_index("name").loc["nrm_referrals", ["levels", "first"]].to_list()
    ['UK', '2009 Q2']
    """
    rows = pd.DataFrame([_row(dataset) for dataset in datasets.DATASETS.values()], columns=[*_COLUMNS])
    return rows.assign(newest_release=pd.to_datetime(rows["newest_release"]))


def _row(dataset: Dataset) -> dict[str, Any]:
    about = {
        "name": dataset.name,
        "title": dataset.title,
        "levels": ", ".join(_levels(dataset)),
        "by": ", ".join(dataset.dimensions),
        "every": ", ".join(dataset.every),
    }
    try:
        made = store.held(dataset)
    except AnalysisError as error:
        return {**about, "note": f"unsound: {error}".rstrip(".")}
    if made is None:
        return {**about, "note": f"{sources.of(dataset).lacking}".removeprefix(f"{dataset.title}: ").rstrip(".")}
    return {**about, **_extent(dataset, made.figures), **_newest(made)}


def _levels(dataset: Dataset) -> list[str]:
    finer = {FORCE: ["region", FORCE], "": []}.get(dataset.place, [dataset.place])
    return [dataset.area, *finer]


def _extent(dataset: Dataset, figures: pd.DataFrame) -> dict[str, Any]:
    whole = figures[~figures["partial"]]
    spans_of = {
        every: pd.PeriodIndex(whole.loc[whole["every"] == every, "start"].dt.to_period(FREQUENCIES[every]).unique())
        for every in dataset.every
        if whole["every"].eq(every).any()
    }
    furthest = max(spans_of, key=lambda every: spans_of[every].max().end_time)
    held = spans_of[furthest]
    notes = [spans.gaps(held)]
    if (usual := next(iter(spans_of))) != furthest:
        notes.append(f"by {usual.replace('_', ' ')} {spans.extent(spans_of[usual])}")
    others = [every for every in dataset.every if every != furthest]
    return {
        "every": ", ".join([furthest, *others]),
        "first": periods.label(held.min()),
        "last": periods.label(held.max()),
        "note": "; ".join(filter(None, notes)),
    }


def _newest(made: sources.Cleaned) -> dict[str, Any]:
    dated = [release for release in made.releases if release.date]
    newest = max(dated, key=lambda release: str(release.date), default=made.releases[-1])
    return {"newest_release": newest.date, "publisher": newest.publisher}
