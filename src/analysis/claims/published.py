"""Measures that published figures cover."""

from __future__ import annotations

from analysis.claims.evidence import Evidence
from analysis.claims.measures import computes, shown_beside
from analysis.claims.spans import Span


@computes("NRM referrals")
def nrm_referrals(evidence: Evidence, span: Span) -> float:
    """Count the persons referred to the NRM."""
    return evidence.total("nrm_referrals", "referrals", span)


@computes("share of NRM referrals with exploitation outside the UK")
def overseas_share(evidence: Evidence, span: Span) -> float:
    """Return the share of referrals whose exploitation was overseas only, and note that of those partly there."""
    every = evidence.total("nrm_referrals", "referrals", span)
    partly = evidence.total("nrm_referrals", "referrals", span, location="UK and overseas")
    overseas = evidence.total("nrm_referrals", "referrals", span, location="Overseas")
    share = evidence.share(overseas, every)
    evidence.notes.append(f"{100 * (overseas + partly) / every:.1f}% with those exploited both in the UK and overseas")
    return share


@computes("NRM referrals made by the police")
def police_referrals(evidence: Evidence, span: Span) -> float:
    """Count the persons referred by the police."""
    return evidence.total("nrm_first_responders", "referrals", span, organisation_type="Police")


@computes("share of NRM referrals made by the police")
def police_share(evidence: Evidence, span: Span) -> float:
    """Return the share of referrals that the police made."""
    return evidence.share(police_referrals(evidence, span), evidence.total("nrm_first_responders", "referrals", span))


@computes("NRM decisions")
def nrm_decisions(evidence: Evidence, span: Span) -> float:
    """Count the conclusive grounds decisions."""
    return evidence.total("nrm_decisions", "decisions", span, stage="Conclusive grounds")


@computes("Duty to Notify reports")
def duty_to_notify(evidence: Evidence, span: Span) -> float:
    """Count the reports of adults who did not consent to be referred."""
    return evidence.total("duty_to_notify", "reports", span)


@computes("people arriving by small boat")
def small_boat_arrivals(evidence: Evidence, span: Span) -> float:
    """Count the people who arrived by small boat, in the final quarterly statistics."""
    return evidence.total("irregular_migration", "detections", span, method_of_entry="Small boat arrivals")


@shown_beside("people arriving by small boat", "people in the weekly series, which is provisional")
def small_boat_arrivals_weekly(evidence: Evidence, span: Span) -> float:
    """Count the people who arrived by small boat, in the weekly series."""
    return evidence.total("small_boats", "people", span)


@computes("recorded modern slavery crime")
def recorded_crime(evidence: Evidence, span: Span) -> float:
    """Count the modern slavery offences recorded by the police."""
    return evidence.total("recorded_crime", "offences", span)


@shown_beside(
    "decisions to charge", "offences charged when the police closed the investigation, which is another measure"
)
def police_charges(evidence: Evidence, span: Span) -> float:
    """Count the offences with the police outcome charged or summonsed."""
    return evidence.total("charges", "charges", span)
