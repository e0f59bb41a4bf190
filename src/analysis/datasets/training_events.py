"""Training and awareness sessions of the programme, and who came.

One row is a month, quarter or financial year × course × region × organisation.

============ ====================================================================================================
course       the course or workshop
region       region that it was held in, or `National` where it was held online or for all
organisation police force that the people came from, or the kind of organisation that is none
sessions     sessions that somebody of the organisation came to; in total, sessions held
attendees    people who came; somebody who comes twice counts twice
============ ====================================================================================================

The return has a row for each organisation at each session. Those who come are professionals at work, and a number of
them is no small number about people: none is suppressed.
"""

from __future__ import annotations

from analysis.datasets.dataset import REGION, Dataset
from analysis.datasets.form import Form

NATIONAL = "National"
"""Where a session was held online or for all."""

COURSES = (
    "Operation Innerste",
    "Victim Liaison Officer",
    "Modern slavery investigators, train the trainer",
    "Organised immigration crime awareness",
    "Organised immigration crime for senior investigators",
    "Organised immigration crime briefing",
    "Section 45 seminar",
    "Project Kraken",
    "International and financial investigation",
    "Domestic servitude awareness",
    "Presentation to the judiciary",
    "Commissioners' awareness event",
    "Other",
)
TAUGHT = (
    "Operation Innerste",
    "Victim Liaison Officer",
    "Modern slavery investigators, train the trainer",
    "Organised immigration crime awareness",
)
"""Courses that the annual report lists as the training of a year; briefings, seminars and events it counts apart."""

PARTNERS = (
    "Other police",
    "Local authority",
    "Immigration Enforcement",
    "Border Force",
    "Other government",
    "Health",
    "Charity",
    "Courts and prosecutors",
    "Commissioner's office",
    "Other partner",
)
"""Kinds of organisation that are no police force."""

DATASET = Dataset(
    name="training_events",
    title="Training and awareness sessions",
    explanation=__doc__,
    measures={"sessions": "sessions", "attendees": "people"},
    dimensions={"course": COURSES, REGION: (), "organisation": ()},
    every=("month", "quarter", "financial_year"),
    form=Form(
        reporter="programme",
        span="date",
        records="sessions",
        repeats=frozenset({"organisation"}),
        meanings={
            "date": "Day of the session, such as 2022-04-19.",
            "reference": "Number of the session, such as T-0042; the same in each of its rows.",
            "course": "The course or workshop.",
            "region": "Region that it was held in, or 'National' where it was held online or for all.",
            "organisation": "Police force that the people came from, or the kind of organisation that is none.",
            "attendees": "Number of people of that organisation who came.",
        },
    ),
)
