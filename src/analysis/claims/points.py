"""The points to correct in a report, a sentence each: what is printed where, and what is right or unclear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis import prose
from analysis.claims import wording
from analysis.claims.checking import DIFFERS, UNCLEAR, Finding
from analysis.claims.contradictions import Contradiction
from analysis.claims.form import Claim
from analysis.claims.verdicts import CONTRADICTED, LEFT_BLANK
from analysis.claims.wording import CHANGE, TREND
from analysis.prose import capitalised, listing

Judged = tuple[Claim, Finding]


def points(judged: Sequence[Judged], found: Mapping[str, Sequence[Contradiction]]) -> dict[str, str]:
    """Write the points to correct.

    Parameters
    ----------
    judged : sequence of Claim with Finding
    found : mapping of str to sequence of Contradiction
        By id of a claim.

    Returns
    -------
    dict of str to str
        By id of a claim; claims that contradict each other, or are unclear together, have the same point.
    """
    said: dict[str, str] = {}
    for claim, finding in judged:
        if claim.id in said:
            continue
        if finding.verdict == DIFFERS:
            said[claim.id] = _differs(claim, finding)
        elif finding.verdict == LEFT_BLANK:
            said[claim.id] = f"{capitalised(claim.statement)}: the report printed a placeholder{_where([claim])}."
        elif finding.verdict in (CONTRADICTED, UNCLEAR):
            together = _together(claim, finding.verdict, judged, found)
            write = _contradicted if finding.verdict == CONTRADICTED else _unclear
            text = write(together, found)
            said |= {each.id: text for each, _ in together}
    return said


def _together(
    claim: Claim, verdict: str, judged: Sequence[Judged], found: Mapping[str, Sequence[Contradiction]]
) -> list[Judged]:
    """Return the claims of one point, in the order of the report: each contradicts another of them."""
    of_verdict = {each.id for each, finding in judged if finding.verdict == verdict}
    known, to_do = {claim.id}, [claim.id]
    while to_do:
        for contradiction in found.get(to_do.pop(), ()):
            if contradiction.other in of_verdict - known:
                known.add(contradiction.other)
                to_do.append(contradiction.other)
    return [each for each in judged if each[0].id in known]


def _differs(claim: Claim, finding: Finding) -> str:
    gives = "says so" if claim.relation == TREND else f"gives {wording.claimed(claim)}"
    stem = claim.statement.removesuffix(", change")
    named = stem if stem == claim.statement else f"change in {stem}"
    return f"{capitalised(named)}: the report {gives}{_where([claim])}; the data give {finding.computed}."


def _contradicted(together: Sequence[Judged], found: Mapping[str, Sequence[Contradiction]]) -> str:
    claims = [claim for claim, _ in together]
    parts = [f"{capitalised(claims[0].measure)}: the report gives {_figures(claims)}"]
    if len(claims) == 1:
        parts += [each.clause for each in found[claims[0].id] if each.certain]
    compared = next((finding.compared for _, finding in together if finding.compared), "")
    return f"{'; '.join(filter(None, (*parts, compared)))}."


def _figures(claims: Iterable[Claim]) -> str:
    by_figure: dict[str, list[Claim]] = {}
    ordered = sorted(claims, key=lambda claim: float(claim.value))
    of_year = all(map(_is_rise_of_a_year, ordered))
    for claim in ordered:
        size = wording.claimed(claim).removeprefix("a rise of ") if of_year else wording.claimed(claim)
        by_figure.setdefault(size, []).append(claim)
    figures = [f"{'as ' if of_year else ''}{size}{_where(every)}" for size, every in by_figure.items()]
    return f"the year's rise {listing(figures)}" if of_year else listing(figures)


def _is_rise_of_a_year(claim: Claim) -> bool:
    if claim.unit != CHANGE or float(claim.value) < 0 or len(claim.readings) != 1:
        return False
    period, baseline = claim.readings[0]
    is_year = period.first == period.last and period.last.freqstr.startswith("Y")
    return bool(is_year and baseline and baseline.last + 1 == period.first)


def _unclear(together: Sequence[Judged], found: Mapping[str, Sequence[Contradiction]]) -> str:
    claims = [claim for claim, _ in together]
    alone, areas = len(claims) == 1, {claim.geography for claim in claims}
    stated = [
        f"{wording.claimed(claim)}{'' if alone else f' for {of}'}{_where([claim])}"
        for claim in claims
        for of in [claim.geography if len(areas) > 1 else claim.statement.replace(", change between", " between")]
    ]
    if len(areas) > 1 and len({wording.claimed(claim) for claim in claims}) == 1:
        places = listing([f"{claim.geography}{_where([claim])}" for claim in claims])
        stated = [f"the same figure, {wording.claimed(claims[0])}, for {places}"]
    doubts = [each for claim in claims for each in found.get(claim.id, ()) if not each.certain]
    instead = [doubts[0].clause] if alone and doubts else []
    why = next((each.why for each in doubts if each.why), "")
    said = f"{capitalised(claims[0].measure)}: the report gives {'; '.join((listing(stated), *instead))}."
    return f"{said} {why}".strip()


def _where(claims: Sequence[Claim]) -> str:
    sections = list(dict.fromkeys(claim.section for claim in claims))
    return f" ({'section' if len(sections) == 1 else 'sections'} {prose.listing(sections)})"
