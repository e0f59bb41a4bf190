"""One figure of a measure, with its status and its source, for highlights, tables and messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import areas, datasets, periods
from analysis.errors import NotCovered
from analysis.measures import spans
from analysis.measures.computing import compute
from analysis.measures.evidence import Evidence, Withheld
from analysis.measures.spans import Span
from analysis.measures.table import Measure, find
from analysis.prose import count, percent
from analysis.prose.figures import Figure
from analysis.provenance import Provenance, Release, provenance_of

PUBLISHED, PROVISIONAL, RETURNED = "published", "provisional", "returned"
SUPPRESSED, NOT_LOADED, NOT_PUBLISHED, NOT_RETURNED = "suppressed", "not loaded", "not published", "not returned"


@dataclass(frozen=True)
class Value:
    """A figure of a measure.

    Attributes
    ----------
    number : float or None
        In the unit of the measure; None where there is none.
    status : str
        Of a figure ``published``, ``provisional`` or ``returned``; where there is none ``suppressed``, ``not loaded``
        (a newer release may have it), ``not published`` or ``not returned``.
    source : str
        The releases, or why there is no figure.
    date : date or None
        Day of the newest of them.
    releases : tuple of Release
    """

    number: float | None
    status: str
    source: str
    date: dt.date | None = None
    releases: tuple[Release, ...] = ()


def value(name: str, period: str | pd.Period, area: str | areas.Area | None = None) -> Value:
    """Return a figure of a measure.

    Parameters
    ----------
    name : str
        Id in ``measures.csv``.
    period : str or Period
        Such as ``2021-22``.
    area : str or Area, optional
        Without it, the widest that the measure is counted for.

    Returns
    -------
    Value

    Raises
    ------
    UnknownName, BadPeriod

    Examples
    --------
    >>> value("small_boat_arrivals", "2021").status
    'published'
    """
    measure = find(name)
    (span,) = spans.read(period if isinstance(period, str) else periods.label(period))
    evidence = Evidence(areas.find(area or measure.area) if not isinstance(area, areas.Area) else area)
    try:
        number = compute(measure, evidence, span)
    except NotCovered as error:
        return Value(None, _status_without(measure, error, evidence, span), str(error))
    releases = provenance_of(*evidence.frames).releases
    days = [release.date for release in releases if release.date]
    source = "; ".join(dict.fromkeys(map(str, releases)))
    return Value(number, _status(measure, evidence), source, max(days, default=None), releases)


def figure(name: str, period: str | pd.Period, area: str | areas.Area | None = None) -> Figure | None:
    """Return a figure of a measure as a sentence says it, with its source; None where there is none.

    Parameters
    ----------
    name, period, area
        As for `value`.

    Examples
    --------
    >>> str(figure("nrm_referrals", "2021-22"))
    '13,538'
    """
    found, measure = value(name, period, area), find(name)
    if found.number is None:
        return None
    label = period if isinstance(period, str) else periods.label(period)
    said = written(name, found.number)
    return Figure(found.number, said, measure.unit, measure.label, label, str(area or measure.area), (found.source,))


def cited(names: Iterable[str], *every: pd.Period) -> pd.DataFrame:
    """Return an empty table that carries the releases behind measures, for the list of sources of a page.

    Parameters
    ----------
    names : iterable of str
        Ids of measures.
    *every : Period
        The periods whose figures are used.

    Examples
    --------
    >>> len(cited(["nrm_referrals"], periods.financial_year("2021-22")).attrs["provenance"].releases) > 0
    True
    """
    releases = [release for name in names for period in every for release in value(name, period).releases]
    table = pd.DataFrame()
    table.attrs["provenance"] = Provenance(tuple(dict.fromkeys(releases)))
    return table


def written(name: str, number: float) -> str:
    """Write a figure of a measure in its unit: a count, a whole percentage or pounds.

    Examples
    --------
    >>> written("nrm_referrals", 13538), written("overseas_share", 43.1), written("funding", 1000)
    ('13,538', '43%', '£1,000')
    """
    unit = find(name).unit
    if unit == "percent":
        return percent(number / 100)
    return f"£{count(number)}" if unit == "GBP" else count(number)


def _status(measure: Measure, evidence: Evidence) -> str:
    if measure.is_returned:
        return RETURNED
    flagged = any(frame["provisional"].any() for frame in evidence.frames if "provisional" in frame)
    return PROVISIONAL if flagged else PUBLISHED


def _status_without(measure: Measure, error: NotCovered, evidence: Evidence, span: Span) -> str:
    if isinstance(error, Withheld):
        return SUPPRESSED
    if measure.is_returned:
        return NOT_RETURNED
    held = [frame for frame in evidence.loads.values() if isinstance(frame, pd.DataFrame) and len(frame)]
    ends = [
        frame[every].max().end_time
        for frame in held
        for every in datasets.find(measure.dataset).every
        if every in frame
    ]
    return NOT_LOADED if ends and span.end > max(ends) else NOT_PUBLISHED
