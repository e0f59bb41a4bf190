"""Measures that published figures cover."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.claims.evidence import Evidence
from analysis.claims.measures import Compute, computes, counts_incomplete, shown_beside
from analysis.claims.spans import Span
from analysis.datasets.published.published_investigations import WORDINGS


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
    share = evidence.share(overseas, every, of="overseas only")
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


@counts_incomplete("recorded modern slavery crime")
@shown_beside("recorded modern slavery crime", "offences in the years that have figures")
def recorded_crime_held(evidence: Evidence, span: Span) -> float:
    """Count the modern slavery offences of the years that have figures, complete or not."""
    return evidence.held("recorded_crime", "offences", span)


@shown_beside("decisions to charge", "offences charged, another measure")
def police_charges(evidence: Evidence, span: Span) -> float:
    """Count the offences with the police outcome charged or summonsed."""
    return evidence.total("charges", "charges", span)


@computes("median time to a conclusive grounds decision")
def median_decision_time(evidence: Evidence, span: Span) -> float:
    """Return the median time from referral to conclusive grounds decision, in months."""
    return evidence.total("nrm_decision_times", "days", span, statistic="Median") / _DAYS_IN_MONTH


@shown_beside("median time to a conclusive grounds decision", "an average, mean or median not stated")
def average_decision_time(evidence: Evidence, span: Span) -> float:
    """Return an average time from referral to conclusive grounds decision, in months."""
    return evidence.total("nrm_decision_times", "days", span, statistic="Average, kind not stated") / _DAYS_IN_MONTH


_DAYS_IN_MONTH = 365.25 / 12
_STAGES: Mapping[str, str] = {
    "referrals to the CPS": "Referral by the police",
    "decisions to charge": "Charged",
    "prosecutions": "Completed prosecution",
    "convictions": "Conviction",
}
_PURPOSES: Mapping[str, str] = {
    "Home Office funding": "Programme in total",
    "grant against sexual exploitation": "Extra grant against sexual exploitation",
}
_LATEST = 14
"""Months that a published count of live investigations may be older than the end of the period that is claimed."""


@shown_beside("live investigations", "live investigations as published elsewhere")
def published_investigations(evidence: Evidence, span: Span) -> float:
    """Return the last number of live investigations published elsewhere, unless it is much older."""
    return evidence.latest("published_investigations", "investigations", span, _LATEST, wording=WORDINGS)


def _totals(name: str, column: str, **levels: str) -> Compute:
    def compute(evidence: Evidence, span: Span) -> float:
        return evidence.total(name, column, span, **levels)

    return compute


for _measure, _stage in _STAGES.items():
    computes(_measure)(_totals("prosecutions", "defendants", stage=_stage))
for _measure, _purpose in _PURPOSES.items():
    computes(_measure)(_totals("funding", "pounds", purpose=_purpose))
