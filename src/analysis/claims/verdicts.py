"""What stands up: one verdict on a claim, by the data, by the wording of its number and by the rest of its report.

Data come first. Where they settle nothing, a contradiction within the report does, which needs no data; then doubt
about what the report means; and where there is neither, the verdict says what would settle the claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.claims import needs, readings
from analysis.claims.checking import AT_FIRST, DIFFERS, REPRODUCED, UNCLEAR, Finding, Setting, check
from analysis.claims.contradictions import Contradiction, in_one
from analysis.claims.form import Claim
from analysis.claims.needs import NEEDS_RETURN, NO_SOURCE, NOT_LOADED
from analysis.claims.readings import Reading
from analysis.claims.wording import UNFILLED

CONTRADICTED = "contradicted"
LEFT_BLANK = "left blank"
MEANINGS: Mapping[str, str] = {
    REPRODUCED: "the data give the figure, within the precision of its wording.",
    AT_FIRST: "the figure was right when it was first published; the publisher has revised it since.",
    DIFFERS: "the data give another figure.",
    CONTRADICTED: "another place in the same report gives another figure for the same measure, basis and period.",
    UNCLEAR: "the report can be read in two ways, which give different verdicts.",
    LEFT_BLANK: "the report names a figure and gives none.",
    NOT_LOADED: "a published file would settle it: the reason says which, and where it is.",
    NEEDS_RETURN: "no published data cover it: the reason says which return would.",
    NO_SOURCE: "neither published data nor a return can show it.",
}
"""What each verdict says of a claim: said once, with a register."""
VERDICTS = tuple(MEANINGS)
TO_CORRECT = (DIFFERS, CONTRADICTED, LEFT_BLANK, UNCLEAR)
"""The verdicts that a report should be corrected by before it is printed again, the clearest first."""

_SETTLED = frozenset({REPRODUCED, AT_FIRST, DIFFERS, UNCLEAR})


def judge(
    claim: Claim, contradictions: Sequence[Contradiction], setting: Setting, echoes: Sequence[str] = ()
) -> Finding:
    """Judge a claim.

    Parameters
    ----------
    claim : Claim
    contradictions : sequence of Contradiction
        What the rest of the report gives instead (see `analysis.claims.contradictions`).
    setting : Setting
    echoes : sequence of str
        Where the report gives the same figure for something else, a sentence each.

    Returns
    -------
    Finding
        With one of `VERDICTS`.
    """
    ways = readings.readings(claim)
    findings = [check(way.claim, setting) for way in ways]
    found = _together(ways, findings)
    if claim.relation == UNFILLED:
        found.verdict = LEFT_BLANK
        found.reasons.insert(0, "The report printed a placeholder.")
        return found
    certain = [each.clause for each in contradictions if each.certain]
    doubtful = [each for each in contradictions if not each.certain]
    settled = found.verdict in _SETTLED
    said = [f"Contradicted within the report: {'; '.join(in_one(certain))}."] if certain else []
    if doubtful:
        said += [f"Unclear: {'; '.join(in_one(each.clause for each in doubtful))}.", *(each.why for each in doubtful)]
    if (certain or doubtful) and not settled:
        found.verdict = CONTRADICTED if certain else UNCLEAR
    if certain:
        said += echoes
    elif claim.measure in readings.doubts():
        said += [readings.why_unclear(claim), *echoes]
    basis = needs.needs()[claim.measure].basis if claim.measure in needs.needs() else ""
    said += [f"{basis}."] if basis and (certain or doubtful) else []
    found.reasons = [*filter(None, dict.fromkeys(said)), *found.reasons]
    return found


def _together(ways: Sequence[Reading], findings: Sequence[Finding]) -> Finding:
    """Return what all readings of a claim come to."""
    plain = findings[0]
    verdicts = {each.verdict for each in findings}
    if len(verdicts) == 1 or not verdicts & _SETTLED:
        return plain
    told = [
        f"If {way.condition}: {each.verdict}{f', {each.computed}' if each.computed else ''}."
        for way, each in zip(ways, findings, strict=True)
    ]
    used = [provenance for each in findings for provenance in each.used]
    return Finding(UNCLEAR, "", told, plain.compared, plain.needs, used)
