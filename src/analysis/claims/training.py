"""Measures of training that the programme's return of sessions covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis import areas
from analysis.claims.evidence import Evidence
from analysis.claims.measures import Compute, computes
from analysis.claims.spans import Span
from analysis.datasets.training_events import PARTNERS, TAUGHT
from analysis.prose import noun

_DATASET = "training_events"
_AWARENESS = "Organised immigration crime awareness"
_SENIOR = "Organised immigration crime for senior investigators"
_INNERSTE, _OFFICERS, _TRAINERS = (
    "Operation Innerste",
    "Victim Liaison Officer",
    "Modern slavery investigators, train the trainer",
)

_INTERNATIONAL = "International and financial investigation"
_OTHER_POLICE = "Other police"

_SESSIONS: Mapping[str, str | tuple[str, ...]] = {
    "training sessions": TAUGHT,
    "organised immigration crime training events": (_AWARENESS, _SENIOR),
    "organised immigration crime awareness sessions": _AWARENESS,
    "Operation Innerste training sessions": _INNERSTE,
    "Victim Liaison Officer sessions": _OFFICERS,
    "train-the-trainer sessions": _TRAINERS,
    "Project Kraken events": "Project Kraken",
    "awareness events for new commissioners": "Commissioners' awareness event",
}
_PEOPLE: Mapping[str, str | tuple[str, ...]] = {
    "people trained": TAUGHT,
    "officers briefed on organised immigration crime": "Organised immigration crime briefing",
    "people at organised immigration crime awareness sessions": _AWARENESS,
    "people at organised immigration crime courses for senior investigators": _SENIOR,
    "people at Operation Innerste training": _INNERSTE,
    "people trained as Victim Liaison Officers": _OFFICERS,
    "people at train-the-trainer sessions": _TRAINERS,
    "people at Project Kraken events": "Project Kraken",
    "people at the section 45 seminar": "Section 45 seminar",
    "people at domestic servitude training": "Domestic servitude awareness",
    "people at the Eastern judiciary presentation": "Presentation to the judiciary",
}
_FORCES: Mapping[str, str] = {
    "forces at organised immigration crime awareness sessions": _AWARENESS,
    "forces at organised immigration crime courses for senior investigators": _SENIOR,
    "forces at train-the-trainer sessions": _TRAINERS,
}
_ORGANISATIONS: Mapping[str, str] = {
    "organisations at Victim Liaison Officer sessions": _OFFICERS,
    "organisations at Project Kraken events": "Project Kraken",
}


@computes("people at organised immigration crime awareness sessions: police")
def police_at_awareness_sessions(evidence: Evidence, span: Span) -> float:
    """Count the police at awareness sessions."""
    return _police(evidence, span, _AWARENESS)


@computes("people at organised immigration crime awareness sessions: others")
def others_at_awareness_sessions(evidence: Evidence, span: Span) -> float:
    """Count those at awareness sessions who are no police."""
    every = evidence.total(_DATASET, "attendees", span, course=_AWARENESS)
    return every - _police(evidence, span, _AWARENESS)


@computes("share of police among people at Operation Innerste training")
def police_at_innerste_training(evidence: Evidence, span: Span) -> float:
    """Return the share of police among those at training in Operation Innerste."""
    every = evidence.total(_DATASET, "attendees", span, course=_INNERSTE)
    return evidence.share(_police(evidence, span, _INNERSTE), every)


@computes("people trained in two Eastern sessions")
def people_at_eastern_sessions(evidence: Evidence, span: Span) -> float:
    """Count the people at sessions on international and financial investigation, also at those held for the nation."""
    everywhere = replace(evidence, area=areas.nation())
    sessions = everywhere.total(_DATASET, "sessions", span, course=_INTERNATIONAL)
    evidence.notes.append(f"at {noun(sessions, 'session')}, held for a region or for the nation")
    return everywhere.total(_DATASET, "attendees", span, course=_INTERNATIONAL)


def _police(evidence: Evidence, span: Span, course: str) -> float:
    present = evidence.present(_DATASET, "attendees", span, "organisation", course=course)
    police = [name for name in present if name not in PARTNERS or name == _OTHER_POLICE]
    return evidence.total(_DATASET, "attendees", span, course=course, organisation=police) if police else 0.0


def _totals(column: str, course: str | tuple[str, ...]) -> Compute:
    def compute(evidence: Evidence, span: Span) -> float:
        return evidence.total(_DATASET, column, span, course=course)

    return compute


def _organisations(course: str, *, only_forces: bool) -> Compute:
    def compute(evidence: Evidence, span: Span) -> float:
        present = evidence.present(_DATASET, "attendees", span, "organisation", course=course)
        forces = [name for name in present if name not in PARTNERS]
        if not only_forces and (kinds := [name for name in present if name in PARTNERS]):
            evidence.notes.append(f"{len(kinds)} of them kinds of partner, each of which may be several organisations")
        return float(len(forces if only_forces else present))

    return compute


for _name, _course in _SESSIONS.items():
    computes(_name)(_totals("sessions", _course))
for _name, _course in _PEOPLE.items():
    computes(_name)(_totals("attendees", _course))
for _name, _course in _FORCES.items():
    computes(_name)(_organisations(_course, only_forces=True))
for _name, _course in _ORGANISATIONS.items():
    computes(_name)(_organisations(_course, only_forces=False))
