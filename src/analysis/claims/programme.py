"""Measures that only the programme's own returns cover."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.claims.evidence import Evidence
from analysis.claims.measures import Compute, computes, shown_beside
from analysis.claims.spans import Span
from analysis.datasets.investigation_people import NOT_KNOWN, nationalities

_INVESTIGATIONS = ("live_investigations", "investigations")
_STAGES: Mapping[str, str] = {
    "referrals to the CPS": "Referral to the CPS",
    "decisions to charge": "Decision to charge",
    "prosecutions": "Prosecution",
    "convictions": "Conviction",
}
_ACTIVITIES: Mapping[str, str] = {
    "interactions of the regional coordinators": "Interactions with forces and partners",
    "crimes reviewed by the regional coordinators": "Crimes reviewed",
    "intelligence reports reviewed by the regional coordinators": "Intelligence reports reviewed",
    "partnership sessions of the regional coordinators": "Partnership support and engagement sessions",
}
_CRIMINAL, _CHILDREN = "Criminal exploitation", "Children involved"


@computes("live investigations")
def live_investigations(evidence: Evidence, span: Span) -> float:
    """Count the investigations open at the end of the period."""
    return evidence.at_end(*_INVESTIGATIONS, span)


@computes("live investigations that involve children")
def with_children(evidence: Evidence, span: Span) -> float:
    """Count the open investigations with a potential victim under 18."""
    return evidence.at_end(*_INVESTIGATIONS, span, children=_CHILDREN)


@computes("live investigations of criminal exploitation that involve children")
def of_criminal_exploitation_with_children(evidence: Evidence, span: Span) -> float:
    """Count the open investigations of criminal exploitation with a potential victim under 18."""
    return evidence.at_end(*_INVESTIGATIONS, span, exploitation_type=_CRIMINAL, children=_CHILDREN)


@computes("share of live investigations that are of criminal exploitation")
def criminal_exploitation(evidence: Evidence, span: Span) -> float:
    """Return the share of open investigations whose main type is criminal exploitation."""
    part = evidence.at_end(*_INVESTIGATIONS, span, exploitation_type=_CRIMINAL)
    return evidence.share(part, live_investigations(evidence, span))


@shown_beside("domestic servitude cases", "open investigations of domestic servitude, another measure")
def of_domestic_servitude(evidence: Evidence, span: Span) -> float:
    """Count the open investigations whose main type is domestic servitude."""
    return evidence.at_end(*_INVESTIGATIONS, span, exploitation_type="Domestic servitude")


def _people(evidence: Evidence, span: Span, role: str, *levels: str) -> float:
    return evidence.at_end("investigation_people", "people", span, role=role, nationality=levels)


def _known() -> list[str]:
    return [name for name in nationalities() if name != NOT_KNOWN]


@computes("share of suspects of known nationality who are British")
def british_suspects(evidence: Evidence, span: Span) -> float:
    """Return the share of British people among the suspects whose nationality is known."""
    known = _people(evidence, span, "Suspect", *_known())
    return evidence.share(_people(evidence, span, "Suspect", "British"), known)


@computes("share of potential victims of known nationality who are British")
def british_victims(evidence: Evidence, span: Span) -> float:
    """Return the share of British people among the potential victims whose nationality is known."""
    known = _people(evidence, span, "Potential victim", *_known())
    return evidence.share(_people(evidence, span, "Potential victim", "British"), known)


@shown_beside(
    "share of live investigations without a nationality",
    "potential victims of unknown nationality, another measure",
)
def nationality_not_known(evidence: Evidence, span: Span) -> float:
    """Return the share of potential victims of unknown nationality, and note that of suspects."""
    suspects = _people(evidence, span, "Suspect", NOT_KNOWN), _people(evidence, span, "Suspect", *nationalities())
    victims = [_people(evidence, span, "Potential victim", *names) for names in ((NOT_KNOWN,), nationalities())]
    share = evidence.share(victims[0], victims[1])
    evidence.notes.append(f"of suspects {evidence.share(*suspects):.1f}%")
    return share


@computes("multi-agency operations")
def operations(evidence: Evidence, span: Span) -> float:
    """Count the operations that began in the period."""
    return evidence.total("operations", "operations", span)


@computes("intelligence reports from multi-agency operations")
def intelligence_reports(evidence: Evidence, span: Span) -> float:
    """Count the intelligence reports that came of operations."""
    return evidence.total("operations", "intelligence_reports", span)


@computes("civil penalties collected")
def civil_penalties(evidence: Evidence, span: Span) -> float:
    """Add up the civil penalties collected in operations, in pounds."""
    return evidence.total("operations", "penalties_collected", span)


@computes("civil penalty referrals")
def civil_penalty_referrals(evidence: Evidence, span: Span) -> float:
    """Count the clandestine events referred to the Border Force for a civil penalty."""
    return evidence.total("clandestine_events", "civil_penalty_referrals", span)


@computes("share of civil penalty referrals that are complete")
def complete_referrals(evidence: Evidence, span: Span) -> float:
    """Return the share of civil penalty referrals that held all that a penalty needs."""
    part = evidence.total("clandestine_events", "complete_referrals", span)
    return evidence.share(part, civil_penalty_referrals(evidence, span))


@computes("share of clandestine event scripts completed in full")
def completed_scripts(evidence: Evidence, span: Span) -> float:
    """Return the share of clandestine events whose script was completed in full."""
    part = evidence.total("clandestine_events", "scripts_completed", span)
    return evidence.share(part, evidence.total("clandestine_events", "events", span))


@computes("forces covered by the Operational Policing Team, start")
def policing_team_before(evidence: Evidence, span: Span) -> float:
    """Count the forces that the team covered in the month before the period."""
    return evidence.before("clandestine_events", "policing_team", span)


@computes("forces covered by the Operational Policing Team, end")
def policing_team(evidence: Evidence, span: Span) -> float:
    """Count the forces that the team covered at the end of the period."""
    return evidence.at_end("clandestine_events", "policing_team", span)


@computes("forces using Operation Innerste")
def innerste_forces(evidence: Evidence, span: Span) -> float:
    """Count the forces that used Operation Innerste at the end of the period."""
    return evidence.at_end("safeguarding", "uses_innerste", span)


@computes("children safeguarded under Operation Innerste")
def innerste_children(evidence: Evidence, span: Span) -> float:
    """Count the unaccompanied migrant children safeguarded."""
    return evidence.total("safeguarding", "children", span)


@computes("NRM queries to the programme")
def nrm_queries(evidence: Evidence, span: Span) -> float:
    """Count the queries of the Single Competent Authority and of police forces."""
    sources = ("Single Competent Authority", "Police forces")
    return evidence.total("nrm_queries", "queries", span, source=sources)


@computes("documents produced")
def documents(evidence: Evidence, span: Span) -> float:
    """Count the documents first shared in the period."""
    return evidence.total("products", "products", span)


@computes("downloads of documents")
def downloads(evidence: Evidence, span: Span) -> float:
    """Count the downloads of the documents first shared in the period."""
    return evidence.total("products", "downloads", span)


@computes("organised immigration crime training and guidance products")
def guidance_products(evidence: Evidence, span: Span) -> float:
    """Count the guidance and training material on organised immigration crime."""
    kinds = ("Guidance", "Training material")
    return evidence.total("products", "products", span, kind=kinds, strand="Organised immigration crime")


def _totals(name: str, column: str, **levels: str) -> Compute:
    def compute(evidence: Evidence, span: Span) -> float:
        return evidence.total(name, column, span, **levels)

    return compute


for _measure, _stage in _STAGES.items():
    computes(_measure)(_totals("case_outcomes", "cases", stage=_stage))
for _measure, _kind in _ACTIVITIES.items():
    computes(_measure)(_totals("coordinator_activity", "activities", kind=_kind))
