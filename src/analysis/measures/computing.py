"""The figure of a measure over a period, by how it is counted."""

from __future__ import annotations

from dataclasses import replace

from analysis import areas, datasets
from analysis.measures.evidence import Evidence, Levels
from analysis.measures.spans import Span
from analysis.measures.table import Measure, find
from analysis.prose import count

_DAYS_IN_MONTH = 365.25 / 12
_OTHER_POLICE = "Other police"
_LATEST = 14
"""Months that a published count may be older than the end of the period that is asked for."""


def compute(measure: Measure, evidence: Evidence, span: Span) -> float:
    """Return the figure of a measure over a period, in its unit.

    Parameters
    ----------
    measure : Measure
    evidence : Evidence
        Where the figures come from; it keeps those that are used, and what must be said of them.
    span : Span

    Raises
    ------
    NotCovered
        Where a part of the period has no figure.
    """
    if measure.kind == "flow of the nation":
        evidence = replace(evidence, area=areas.nation())
    value = _counted(measure, evidence, span)
    if measure.also:
        noted = find(measure.also)
        also = compute(noted, replace(evidence, notes=[]), span)
        evidence.notes.append(noted.label.format(f"{also:.1f}" if noted.unit == "percent" else count(also)))
    # Publishers count days, and reports speak of months.
    return value / _DAYS_IN_MONTH if (measure.unit, measure.column) == ("months", "days") else value


def _counted(measure: Measure, evidence: Evidence, span: Span) -> float:
    name, column, filters = measure.dataset, measure.column, measure.filters
    if measure.kind.startswith("share"):
        return _share(measure, evidence, span)
    if measure.kind in ("forces", "organisations"):
        return _organisations(measure, evidence, span)
    if measure.kind in ("latest", "partial"):
        is_latest = measure.kind == "latest"
        return (
            evidence.latest(name, column, span, _LATEST, **filters) if is_latest else evidence.held(name, column, span)
        )
    if measure.kind.endswith("stock"):
        count_at = evidence.before if measure.kind.startswith("opening") else evidence.at_end
        return count_at(name, column, span, **filters)
    if measure.kind == "flow of police":
        return _police(measure, evidence, span)
    every = evidence.total(name, column, span, **filters)
    return every - _police(measure, evidence, span) if measure.kind == "flow of others" else every


def _share(measure: Measure, evidence: Evidence, span: Span) -> float:
    part, _, whole = measure.column.partition("/")
    if measure.kind == "share of police":
        every = evidence.total(measure.dataset, part, span, **measure.filters)
        return evidence.share(_police(measure, evidence, span), every)
    add = evidence.at_end if measure.kind == "share of stock" else evidence.total
    counted = add(measure.dataset, part, span, **measure.filters)
    return evidence.share(counted, add(measure.dataset, whole or part, span, **measure.whole), of=measure.counted)


def _present(measure: Measure, evidence: Evidence, span: Span) -> list[str]:
    return evidence.present(measure.dataset, measure.column, span, "organisation", **measure.filters)


def _partners(measure: Measure) -> tuple[str, ...]:
    """Return the kinds of organisation that are no police force."""
    return datasets.find(measure.dataset).asks.beside["organisation"]


def _police(measure: Measure, evidence: Evidence, span: Span) -> float:
    partners = _partners(measure)
    police = [name for name in _present(measure, evidence, span) if name not in partners or name == _OTHER_POLICE]
    levels: Levels = {**measure.filters, "organisation": police}
    return evidence.total(measure.dataset, measure.column, span, **levels) if police else 0.0


def _organisations(measure: Measure, evidence: Evidence, span: Span) -> float:
    present = _present(measure, evidence, span)
    kinds = [name for name in present if name in _partners(measure)]
    if measure.kind == "forces":
        return float(len(present) - len(kinds))
    if kinds:
        evidence.notes.append(f"{len(kinds)} of them kinds of partner, each of which may be several organisations")
    return float(len(present))
