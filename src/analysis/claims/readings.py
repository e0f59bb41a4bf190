"""How a claim can be read where its report leaves more than one way: which period is meant, and which measure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from analysis import prose
from analysis.claims import needs
from analysis.claims.form import Claim
from analysis.measures import spans


@dataclass(frozen=True)
class Reading:
    """A claim, read in one way.

    Attributes
    ----------
    claim : Claim
        With one period and one measure.
    condition : str
        What is meant then, as what follows 'if'; empty where the claim can be read in one way only.
    """

    claim: Claim
    condition: str = ""


@dataclass(frozen=True)
class Doubt:
    """What a measure, as a report words it, may be instead.

    Attributes
    ----------
    may_be : tuple of str
        Other measures.
    why : str
        A sentence without a full stop.
    """

    may_be: tuple[str, ...]
    why: str


@cache
def doubts() -> Mapping[str, Doubt]:
    """Return by measure what it may be instead, from ``readings.csv``."""
    text = (files("analysis.claims") / "readings.csv").read_text(encoding="utf-8")
    found: dict[str, Doubt] = {}
    for row in csv.DictReader(text.splitlines()):
        before = found[row["measure"]].may_be if row["measure"] in found else ()
        found[row["measure"]] = Doubt((*before, row["may_be"]), row["why"])
    return found


def readings(claim: Claim) -> list[Reading]:
    """Return each way in which a claim can be read, the plain one first.

    Parameters
    ----------
    claim : Claim

    Returns
    -------
    list of Reading
        One where nothing is in doubt. A measure that nothing can show as it is worded is read as what it may be only.
    """
    doubt = doubts().get(claim.measure)
    named = [claim.measure, *(doubt.may_be if doubt else ())]
    if doubt and not needs.is_known(claim.measure):
        named = list(doubt.may_be)
    of_measures = [(replace(claim, measure=name), f"{name} are meant" if len(named) > 1 else "") for name in named]
    return [
        Reading(each, " and ".join(filter(None, (meant, when))))
        for measured, meant in of_measures
        for each, when in _of_periods(measured)
    ]


def _of_periods(claim: Claim) -> list[tuple[Claim, str]]:
    periods, baselines = claim.period.split(spans.OR), claim.baseline_period.split(spans.OR)
    if len(periods) == 1:
        return [(claim, "")]
    baselines = baselines if len(baselines) == len(periods) else baselines * len(periods)
    return [
        (replace(claim, period=period, baseline_period=baseline), f"{period} is meant")
        for period, baseline in zip(periods, baselines, strict=True)
    ]


def why_unclear(claim: Claim) -> str:
    """Say what a report leaves open about a claim, in a sentence; nothing where that is not known."""
    doubt = doubts().get(claim.measure)
    why = doubt.why if doubt else claim.note if spans.OR in claim.period else ""
    return f"{prose.capitalised(why).rstrip('.')}." if why else ""
