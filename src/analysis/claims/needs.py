"""What claims are judged by, and what would settle one that nothing judges: a published file, a return, or neither."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis import areas, catalogue, measures, prose
from analysis.claims.form import Claim
from analysis.datasets.dataset import Dataset
from analysis.errors import NotCovered, UnknownName, nearest_names
from analysis.measures import Measure
from analysis.measures.evidence import Evidence, Withheld
from analysis.prose import listing
from analysis.readers.fetching.publications import PUBLICATIONS


@dataclass(frozen=True)
class Need:
    """What would settle the claims about a measure, as ``needs.csv`` has it.

    Attributes
    ----------
    basis : str
        How a report words the measure, where it uses several names for one thing.
    file, where : str
        The published file that would settle it, and where it is to be had; empty where there is none.
    reason : str
        Why neither published data nor a return can show it, where that is so.
    data : str
        What would show it then, or instead of the published file.
    """

    basis: str
    file: str
    where: str
    reason: str
    data: str


def computations(name: str) -> tuple[Measure, ...]:
    """Return what computes a measure: of published figures first, then of returns; a claim is judged by one of them."""
    return tuple(each for each in measures.every().values() if each.label == name and not each.beside)


def beside(name: str) -> Measure | None:
    """Return what is shown beside the claims of a measure, or None."""
    return next((each for each in measures.every().values() if each.beside == name), None)


def incomplete(name: str) -> Measure | None:
    """Return what counts a measure where a part of the period is missing, or None."""
    shown = beside(name)
    return shown if shown and shown.kind == "partial" else None


def is_known(name: str) -> bool:
    """Tell whether a measure can be computed, or what would settle it is known."""
    return bool(computations(name)) or name in needs()


def nearest(name: str) -> list[str]:
    """Return the measures that can be computed, or whose data are named, that look most like a mistyped one."""
    labels = [each.label for each in measures.every().values() if "{" not in each.label and not each.beside]
    return nearest_names(name, dict.fromkeys([*labels, *needs()]))


@cache
def needs() -> Mapping[str, Need]:
    """Return by measure what would settle the claims about it, where no dataset says so."""
    text = (files("analysis.claims") / "needs.csv").read_text(encoding="utf-8")
    return {
        row["measure"]: Need(**{name: row[name] for name in ("basis", "file", "where", "reason", "data")})
        for row in csv.DictReader(text.splitlines())
    }


NOT_LOADED = "not loaded"
NEEDS_RETURN = "needs a return"
NO_SOURCE = "no source"


@dataclass(frozen=True)
class Gap:
    """Why a claim is not settled, and what would settle it.

    Attributes
    ----------
    verdict : str
        One of `NOT_LOADED`, `NEEDS_RETURN` and `NO_SOURCE`.
    reasons : tuple of str
        Sentences.
    needs : str
        Title of the published file or of the return; empty where there is neither.
    """

    verdict: str
    reasons: tuple[str, ...]
    needs: str = ""


def gap(claim: Claim, missing: Sequence[tuple[NotCovered, Evidence]] = ()) -> Gap:
    """Say what would settle a claim.

    Parameters
    ----------
    claim : Claim
        With one period and one measure.
    missing : sequence of tuple of NotCovered and Evidence
        Of each computation that was tried, what it lacks and where it looked.

    Returns
    -------
    Gap
    """
    need = needs().get(claim.measure)
    lacking = [_sentence(str(error)) for error, _ in missing]
    asked = list({each.name: each for _, evidence in missing for each in evidence.asked.values()}.values())
    returns = list(dict.fromkeys(dataset.title for dataset in asked if dataset.form))
    if claim.area is None:
        found = _no_source(need, [f"No figures are published or returned for {claim.geography}."])
    elif any(isinstance(error, Withheld) for error, _ in missing):
        found = Gap(NO_SOURCE, tuple(lacking))
    elif need and need.file:
        or_else = f"Or {need.data}." if need.data else ""
        found = _not_loaded(need.file, claim, need.where, asked, [or_else])
    elif returns:
        named = listing(f"'{title}'" for title in returns)
        found = Gap(NEEDS_RETURN, (f"Needs the return {named} for {span_of(claim)}.",), listing(returns))
    elif need is None and (published := _reaching(asked, claim.area)):
        newest = catalogue.describe(published.name).releases[-1]
        found = _not_loaded(published.title, claim, newest.address, [published], lacking)
    else:
        found = _no_source(need, lacking or ([] if need else [_unknown(claim)]))
    return found


def span_of(claim: Claim) -> str:
    """Say in words which periods a claim is about."""
    if not claim.readings:
        return claim.period
    period, baseline = claim.readings[0]
    return listing([str(span) for span in (baseline, period) if span])


def _no_source(need: Need | None, lacking: Sequence[str]) -> Gap:
    reasons = [*lacking, _sentence(need.reason) if need else ""]
    shown = f"What would show it: {need.data}." if need and need.data else ""
    return Gap(NO_SOURCE, tuple(reason for reason in (*reasons, shown) if reason))


def _sentence(text: str) -> str:
    return f"{prose.capitalised(text).rstrip('.')}." if text else ""


def _unknown(claim: Claim) -> str:
    said = f"no claim or computation is known by the measure '{claim.measure}'"
    return prose.capitalised(str(UnknownName(said, nearest=nearest(claim.measure))))


def _not_loaded(file: str, claim: Claim, where: str, asked: Sequence[Dataset], further: Sequence[str]) -> Gap:
    said = f"Not loaded: {file}, for {span_of(claim)}. It is at {where}{_how(asked)}."
    return Gap(NOT_LOADED, tuple(filter(None, (said, *further))), file)


def _how(asked: Sequence[Dataset]) -> str:
    """Say how a published file is loaded; nothing where this project reads no such file."""
    fetched = {name for publication in PUBLICATIONS for name in publication.datasets}
    named = next((dataset for dataset in asked if dataset.families), None)
    if named is None:
        return ""
    command = f", or run `msoic data fetch {named.name}`" if named.name in fetched else ""
    return f"; put it in data/downloads{command}"


def _reaching(asked: Sequence[Dataset], area: areas.Area) -> Dataset | None:
    """Return the published dataset that has figures of an area at all, so that a further release may settle a claim."""
    for dataset in asked:
        try:
            if not dataset.form:
                catalogue.load(dataset.name, area=area)
                return dataset
        except NotCovered:
            continue
    return None
